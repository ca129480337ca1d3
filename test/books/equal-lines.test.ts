/**
 * Whole books: every line after the cut has the text and the place of its line before. `npm run bench -- lines`
 * runs this, and shows every line that has not.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PrintEdition } from '../../src/book/configuration.js'
import { readConfiguration } from '../../src/manuscript/configuration/read-configuration.js'
import { readManuscript } from '../../src/manuscript/read-manuscript.js'
import { markUp } from '../../src/markup/mark-up.js'
import { readBibliography } from '../../src/structure/read-bibliography.js'
import { structure } from '../../src/structure/structure.js'
import { setType } from '../../src/typography/set-type.js'
import { createWorld } from '../../src/world/create-world.js'
import { pageBook } from '../support/paged.js'

const root = join(import.meta.dirname, '../..')
const shelf = resolve(root, '../shared/books')
const books = ['frankenstein', 'd2l-lite', 'rust-book', 'ml-engineering']

/** Share of the lines that must be the same (issue 3). */
const wanted = 0.9999

interface Difference {
  readonly before: string
  readonly after: string
  readonly place: string
}

describe('every line of a whole book keeps its text and its place', () => {
  test('the sample', { timeout: 120_000 }, () => expectEqual(join(root, 'manuscript')))
  for (const book of books) {
    const folder = join(shelf, book)
    const isHere = existsSync(folder)
    test.skipIf(!isHere)(
      isHere ? book : `${book} (there is none in ../shared/books)`,
      { timeout: 600_000 },
      () => expectEqual(folder),
    )
  }
})

async function expectEqual(folder: string): Promise<void> {
  const { total, differences } = await compareLines(folder)
  console.log(
    `${folder}: ${total - differences.length} of ${total} lines equal${differences
      .map(({ before, after, place }) => `\n  ${place}\n    - ${before}\n    + ${after}`)
      .join('')}`,
  )
  expect(total).toBeGreaterThan(1000)
  expect(1 - differences.length / total, JSON.stringify(differences)).toBeGreaterThanOrEqual(wanted)
}

async function compareLines(folder: string) {
  const world = createWorld({ cache: true })
  try {
    const { configuration } = await readConfiguration(world, folder)
    const files = await readManuscript(world, folder, configuration)
    const bibliography = await readBibliography(world, folder, configuration)
    const structured = structure(files, configuration, bibliography)
    const book = setType(await markUp(world, folder, structured))
    const edition = configuration.editions.find((one): one is PrintEdition => one.kind === 'print')
    const { page, before, after, places } = await pageBook(world, book, edition, true)
    await page.close()
    const nameOf = (at: string) => {
      const [index = '', line] = at.split(':')
      return `${book.chapters[Number(index)]?.path ?? 'contents'}:${line ?? ''}`
    }
    const differences = align(before, after).map(([one, other]) => ({
      before: one < 0 ? '' : before[one]!,
      after: other < 0 ? '' : after[other]!,
      place: nameOf(places[Math.max(0, one)]!),
    }))
    return { total: before.length, differences: differences satisfies Difference[] }
  } finally {
    await world.close()
  }
}

/** How far the two may be apart where something is there on one side only. */
const farthest = 40

/** Pair the lines that differ; -1 where one side has none. */
function align(before: readonly string[], after: readonly string[]): [number, number][] {
  const pairs: [number, number][] = []
  let [one, other] = [0, 0]
  while (one < before.length || other < after.length) {
    if (before[one] === after[other]) {
      one++
      other++
      continue
    }
    const [skip, omit] = nextMeeting(before, after, one, other)
    for (let at = 0; at < Math.max(skip, omit); at++)
      pairs.push([at < skip ? one + at : -1, at < omit ? other + at : -1])
    one += skip
    other += omit
  }
  return pairs
}

function nextMeeting(
  before: readonly string[],
  after: readonly string[],
  one: number,
  other: number,
): [number, number] {
  for (let sum = 1; sum < farthest; sum++)
    for (let skip = 0; skip <= sum; skip++)
      if (before[one + skip] !== undefined && before[one + skip] === after[other + sum - skip])
        return [skip, sum - skip]
  return [before.length - one, after.length - other]
}
