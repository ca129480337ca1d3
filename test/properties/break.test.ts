/** What holds for the pages of every column, and that no way is better than the best. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakColumn } from '../../src/print/break/break-column.js'
import { breakGreedily } from '../../src/print/break/break-greedily.js'
import { breakInColumns } from '../../src/print/break/break-in-columns.js'
import { judgePages } from '../../src/print/break/judge-pages.js'
import { isDone, listPages } from '../../src/print/break/list-pages.js'
import { type Galley, makeGalley } from '../../src/print/break/make-galley.js'
import {
  type Arrival,
  isOnWrongSide,
  leaveBlank,
  mayLeaveBlank,
  openColumn,
  turnPage,
  weighWay,
} from '../../src/print/break/turn-page.js'
import { defaultLimits, defaultWeights, roundingError } from '../../src/print/break/weights.js'
import type { BrokenColumn, Column, PageFrame } from '../../src/print/column.js'
import { bookFrame, makeBookColumn, smallCase, wildCase } from './break-columns.js'

const bookCase = fc
  .record({ seed: fc.nat(1e6), count: fc.integer({ min: 1, max: 900 }) })
  .map(({ seed, count }) => ({
    column: makeBookColumn(seed, count),
    frame: bookFrame,
    hyphens: new Set<number>(),
  }))
const anyCase = fc.oneof(wildCase, smallCase, bookCase)

/** Page of each item's first appearance, of note lines and of floats, in the order in which they come. */
function contents({ pages }: BrokenColumn) {
  return {
    items: pages.flatMap(({ first, end }) => range(first, end)),
    lines: pages.flatMap(({ notes }, page) =>
      notes.flatMap(({ note, from, to }) => range(from, to).map((line) => ({ note, line, page }))),
    ),
    floats: pages.flatMap(({ floats }, page) => floats.map(({ float }) => ({ float, page }))),
  }
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

function pageOf(broken: BrokenColumn, item: number): number {
  return broken.pages.findIndex(({ first, end }) => first <= item && item < end)
}

/** Nothing lost, nothing twice, nothing out of order, nothing before its time. */
function expectAllThere(column: Column, broken: BrokenColumn) {
  const { items, lines, floats } = contents(broken)
  expect(items).toEqual(range(0, column.items.length))
  for (const [note, { lines: heights }] of column.notes.entries())
    expect(lines.filter((one) => one.note === note).map(({ line }) => line)).toEqual(
      range(0, heights.length),
    )
  expect(floats.map(({ float }) => float)).toEqual(range(0, column.floats.length))
  for (const { note, page } of lines) {
    const call = column.items.findIndex(({ notes }) => notes.includes(note))
    if (call >= 0) expect(page).toBeGreaterThanOrEqual(pageOf(broken, call))
  }
  for (const { float, page } of floats) {
    const reference = column.items.findIndex((item) => item.floats.includes(float))
    if (reference >= 0) expect(page).toBeGreaterThanOrEqual(pageOf(broken, reference))
  }
}

/** A page is too full only where one item, one line of a note or one float is. */
function expectDepthKept(frame: PageFrame, { pages }: BrokenColumn) {
  for (const { first, end, notes, floats, filled, extra } of pages) {
    if (filled <= frame.depth + extra + roundingError) continue
    const lines = notes.reduce((sum, { from, to }) => sum + to - from, 0)
    expect(end - first + lines + floats.length).toBe(1)
  }
}

/** Where a page is deeper than others, so is the page opposite. */
function expectPairs(frame: PageFrame, { pages }: BrokenColumn) {
  for (const [page, { extra }] of pages.entries()) {
    const isRecto = (page % 2 === 0) === (frame.startsOn === 'recto')
    if (extra > 0) expect(pages[isRecto ? page - 1 : page + 1]?.extra).toBe(extra)
  }
}

function expectSides(column: Column, frame: PageFrame, { pages }: BrokenColumn) {
  const side = (page: number) =>
    (page % 2 === 0) === (frame.startsOn === 'recto') ? 'recto' : 'verso'
  for (const [page, { first, end, notes, floats }] of pages.entries()) {
    for (const item of range(first, end)) {
      const { before } = column.items[item]!
      if (before === 'recto' || before === 'verso') expect(side(page)).toBe(before)
      if (before !== 'auto' && before !== 'avoid' && before !== 'forbid') expect(item).toBe(first)
    }
    const isBlank = first === end && notes.length === 0 && floats.length === 0
    // A blank is there because what follows wants the other side.
    if (isBlank) expect(column.items[first]?.before).toMatch(/recto|verso/)
  }
}

describe.each([
  ['the best', breakColumn],
  ['page by page', breakGreedily],
])('%s', (_name, broken) => {
  test('everything is there, once, in order and not before its time', () => {
    fc.assert(
      fc.property(anyCase, ({ column, frame, hyphens }) => {
        const result = broken(column, frame, defaultWeights, hyphens)
        expectAllThere(column, result)
        expectDepthKept(frame, result)
        expectSides(column, frame, result)
        expectPairs(frame, result)
        judgePages(column, frame, result)
      }),
      { numRuns: 300 },
    )
  })

  test('the same column, the same pages', () => {
    fc.assert(
      fc.property(wildCase, ({ column, frame, hyphens }) => {
        const again = structuredClone({ column, frame })
        expect(broken(again.column, again.frame, defaultWeights, hyphens)).toEqual(
          broken(column, frame, defaultWeights, hyphens),
        )
      }),
      { numRuns: 50 },
    )
  })
})

describe('in two columns', () => {
  const columnsCase = fc
    .tuple(anyCase, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([{ column, frame, hyphens }, share]) => {
      const columnsFrom = Math.floor(share * column.items.length)
      return { column: { ...column, columnsFrom }, frame, hyphens }
    })

  test('everything is there, once, in order and not before its time', () => {
    fc.assert(
      fc.property(columnsCase, ({ column, frame, hyphens }) => {
        const result = breakInColumns(column, frame, defaultWeights, hyphens)
        const { items, lines, floats } = contents(result)
        expect(items).toEqual(range(0, column.items.length))
        expect(lines).toHaveLength(column.notes.reduce((sum, { lines }) => sum + lines.length, 0))
        expect(floats.map(({ float }) => float).sort((a, b) => a - b)).toEqual(
          range(0, column.floats.length),
        )
        expectSides(column, frame, result)
        judgePages(column, frame, result)
      }),
      { numRuns: 120 },
    )
  })

  test('columns follow each other, below what stands across, and are too full only where one thing is', () => {
    fc.assert(
      fc.property(columnsCase, ({ column, frame, hyphens }) => {
        const { pages } = breakInColumns(column, frame, defaultWeights, hyphens)
        expectDepthKept(frame, { pages: pages.filter(({ columns }) => !columns) } as never)
        for (const { first, end, columns } of pages) {
          if (!columns) {
            expect(end).toBeLessThanOrEqual(first === end ? end : column.columnsFrom)
            continue
          }
          const [left, right] = columns.parts
          expect(left.first).toBe(Math.max(first, column.columnsFrom))
          expect([left.end, right.end]).toEqual([right.first, end])
          expectDepthKept({ ...frame, depth: columns.depth }, { pages: columns.parts } as never)
        }
      }),
      { numRuns: 120 },
    )
  })

  test('the columns of a last page end as level as their lines allow', () => {
    const paragraphs = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(paragraphs, (lines) => {
        const column = { ...columnOf(lines), columnsFrom: 0 }
        const frame: PageFrame = {
          depth: 40,
          leading: 1,
          noteSeparation: 1,
          give: 0,
          stretch: 0,
          startsOn: 'recto',
        }
        const { parts } = breakInColumns(column, frame).pages.at(-1)!.columns!
        // Two lines at least stay together on either side, so that three of a paragraph go one way; which moves six
        // from one difference to the other. The left column is rather longer by four than shorter by two.
        const longer = parts[0].filled - parts[1].filled
        expect(longer).toBeLessThanOrEqual(4)
        expect(longer).toBeGreaterThanOrEqual(-2)
      }),
      { numRuns: 120 },
    )
  })
})

/** Try every sequence of pages. No bounds, no merging of ways, no dominance. */
function leastOfAll(galley: Galley, here: Arrival): number {
  if (isDone(galley, here)) return here.demerits
  let least = Number.POSITIVE_INFINITY
  const isWrong = isOnWrongSide(galley, here)
  if (mayLeaveBlank(galley, here)) least = leastOfAll(galley, leaveBlank(here))
  for (const page of listPages(galley, here, Number.POSITIVE_INFINITY)) {
    if (isWrong && page.item > here.item) continue
    const next = turnPage(here, page, weighWay(galley, here, page))
    least = Math.min(least, leastOfAll(galley, next))
  }
  return least
}

describe('no way is better', () => {
  test('than the best, of all sequences of pages', () => {
    fc.assert(
      fc.property(smallCase, ({ column, frame, hyphens }) => {
        const galley = makeGalley(column, frame, defaultWeights, hyphens)
        const least = leastOfAll(galley, openColumn(galley))
        const limits = { ...defaultLimits, candidates: 1000, states: 1000 }
        const found = breakColumn(column, frame, defaultWeights, hyphens, limits)
        expect(found.demerits).toBeCloseTo(least, 3)
        const bounded = breakColumn(column, frame, defaultWeights, hyphens)
        expect(bounded.demerits).toBeCloseTo(least, 3)
      }),
      { numRuns: 400 },
    )
  })

  test('than the best, where the first pages are shallow', () => {
    fc.assert(
      fc.property(smallCase, fc.constantFrom(15, 32, 60), ({ column, frame }, depth) => {
        const shallow: PageFrame = { ...frame, startsOn: 'verso', firstDepths: [depth, depth] }
        const free = {
          ...column,
          items: column.items.map((item) => ({ ...item, before: 'auto' as const })),
        }
        const galley = makeGalley(free, shallow, defaultWeights, new Set())
        const found = breakColumn(free, shallow, defaultWeights)
        expect(found.demerits).toBeCloseTo(leastOfAll(galley, openColumn(galley)), 3)
      }),
      { numRuns: 200 },
    )
  })

  test('than the best, weighed by the rules and not by the program', () => {
    const plain = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(plain, fc.integer({ min: 3, max: 7 }), (paragraphs, depth) => {
        const column = columnOf(paragraphs)
        const frame: PageFrame = {
          depth,
          leading: 1,
          noteSeparation: 1,
          give: 0,
          stretch: 0,
          startsOn: 'recto',
        }
        const found = breakColumn(column, frame)
        expect(found.demerits).toBeCloseTo(leastByRule(column, depth), 3)
        const ends = found.pages.map(({ end }) => end)
        expect(found.demerits).toBeCloseTo(byRule(column, depth, ends), 3)
      }),
      { numRuns: 300 },
    )
  })

  test('page by page is never better', () => {
    fc.assert(
      fc.property(bookCase, ({ column, frame }) => {
        const [best, greedy] = [breakColumn(column, frame), breakGreedily(column, frame)]
        expect(best.demerits).toBeLessThanOrEqual(greedy.demerits + 1e-6)
      }),
      { numRuns: 60 },
    )
  })
})

test('a head is left at the foot only where no page holds it with what follows', () => {
  const none = { page: 0, white: 0, keptBox: 0, orphan: 0, widow: 0, forbid: 0, avoid: 0 }
  const freed = { ...none, rectoHyphen: 0, unevenLine: 0, unevenMost: 0, shortLastLine: 0 }
  fc.assert(
    fc.property(smallCase, ({ column, frame }) => {
      const items = column.items.map((item) => ({
        ...item,
        before: 'auto' as const,
        notes: [],
        floats: [],
      }))
      const plain: Column = { ...column, items, boxes: [], notes: [], floats: [] }
      const found = breakColumn(plain, frame, { ...defaultWeights, ...freed })
      const heads = judgePages(plain, frame, found).filter(({ kind }) => kind === 'stranded-head')
      expect(heads.filter(({ needs }) => needs === undefined)).toEqual([])
    }),
    { numRuns: 400 },
  )
})

/** Paragraphs of so many lines, each 1 high, and nothing else. */
function columnOf(paragraphs: readonly number[]): Column {
  const items = paragraphs.flatMap((lines, block) =>
    range(0, lines).map((line) => ({ block, line })),
  )
  return {
    id: 'plain',
    boxes: [],
    notes: [],
    floats: [],
    items: items.map(({ block, line }, index) => ({
      kind: 'text',
      before: 'auto',
      top: index,
      bottom: index + 1,
      block,
      line,
      repeated: 0,
      orphans: 2,
      widows: 2,
      notes: [],
      floats: [],
      at: '',
    })),
  }
}

function leastByRule(column: Column, depth: number, ends: readonly number[] = []): number {
  const start = ends.at(-1) ?? 0
  if (start === column.items.length) return byRule(column, depth, ends)
  const next = range(start + 1, Math.min(column.items.length, start + depth) + 1)
  return Math.min(...next.map((end) => leastByRule(column, depth, [...ends, end])))
}

/** The rules for plain text, written down once more: white, widows and orphans, spreads, last page. */
function byRule({ items }: Column, depth: number, ends: readonly number[]): number {
  const w = defaultWeights
  const lines = ends.map((end, page) => end - (ends[page - 1] ?? 0))
  let sum = w.page * ends.length
  for (const [page, end] of ends.entries()) {
    if (end === items.length) {
      if (page > 0) sum += w.shortLastLine * Math.max(0, 5 - lines[page]!)
      continue
    }
    sum += w.white * ((depth - lines[page]!) / depth) ** 3
    const { block, line } = items[end]!
    const rest = items.slice(end).filter((item) => item.block === block).length
    if (line > 0) sum += w.orphan * Math.max(0, 2 - line) + w.widow * Math.max(0, 2 - rest)
    // The column starts on a recto: pages 1 and 2, 3 and 4 … face one another.
    if (page > 0 && page % 2 === 0) {
      const uneven = Math.abs(lines[page]! - lines[page - 1]!)
      sum += Math.min(w.unevenMost, w.unevenLine * uneven ** 2)
    }
  }
  return sum
}
