/** How long breaking takes: `npx vitest bench test/properties/break.bench.ts`, by hand, on a machine at rest. */
import { bench, describe } from 'vitest'
import { breakColumn } from '../../src/print/break/break-column.js'
import { breakGreedily } from '../../src/print/break/break-greedily.js'
import { judgePages } from '../../src/print/break/judge-pages.js'
import { bookFrame, makeBookColumn, textbook } from './break-columns.js'

const prose = { heads: 0.01, code: 0, lists: 0.01, figures: 0, notes: 0, floats: 0 }
const notesOnEachPage = { ...prose, notes: 0.1 }
const cases = {
  'a textbook, 3,000 items': makeBookColumn(1, 3_000),
  'a textbook, 30,000 items': makeBookColumn(1, 30_000),
  'prose, 30,000 items': makeBookColumn(1, 30_000, prose),
  'an edition with many notes, 30,000 items': makeBookColumn(1, 30_000, notesOnEachPage),
  'a catalogue of floats, 30,000 items': makeBookColumn(1, 30_000, { ...textbook, floats: 0.3 }),
}
const options = { time: 1_000, iterations: 3, warmupIterations: 1, warmupTime: 100 }

describe.each(Object.entries(cases))('%s', (_name, column) => {
  const broken = breakColumn(column, bookFrame)
  bench(
    `the best of ${broken.pages.length} pages`,
    () => void breakColumn(column, bookFrame),
    options,
  )
  bench('page by page', () => void breakGreedily(column, bookFrame), options)
  bench('judge', () => void judgePages(column, bookFrame, broken), options)
})
