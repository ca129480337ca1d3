/** From columns to pages and their numbers: measured, broken, numbered, until the numbers stand. */
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import type { BrowserPage } from '../book/world.js'
import { breakColumn } from './break/break-column.js'
import { defaultWeights } from './break/weights.js'
import type { BrokenColumn, PageFrame } from './column.js'
import type { ColumnPlan } from './in-page/build-pages.js'
import type { Kit } from './in-page/kit.js'
import type { Measure, MeasuredColumn } from './in-page/measure-column.js'
import { pixel, textArea } from './page-rules.js'
import { planPages, sideOf } from './plan-pages.js'
import { sayWhere } from './say-where.js'

declare const octavo: Kit

/** What to build, and what the pages are called. */
export interface Layout {
  readonly columns: readonly ColumnPlan[]
  readonly folios: readonly string[]
  /** How the columns were broken, in order, to judge and to tell. */
  readonly opened: readonly OpenedColumn[]
  /** Page of every id, from 1. */
  readonly pages: ReadonlyMap<string, number>
  /** Rounds after which the page numbers still moved; absent where they settled. */
  readonly unsettledAfter?: number
}

/** Rounds after which the numbers are taken as they are. Two do, unless a number moves a line. */
const mostRounds = 5

/** Choose all pages of the book. */
export async function layOut(
  page: BrowserPage,
  book: MarkedUpBook,
  edition: PrintEdition,
): Promise<Layout> {
  const depth = textArea(edition).depth / pixel
  const leading = edition.leading / pixel
  await page.evaluate((depth, leading) => octavo.settleFloats(depth, leading), depth, leading)
  const measure = (ids: readonly string[] | undefined) =>
    page.evaluate(
      (given: readonly string[] | undefined, measure: Measure) => {
        const all = [...document.querySelectorAll('.column')]
        const ids = given ?? all.map((column) => column.getAttribute('data-column')!)
        return ids.map((id) => octavo.measureColumn(id, measure))
      },
      ids,
      { depth, leading },
    )
  let columns: readonly MeasuredColumn[] = await measure(undefined)
  const known = new Map<MeasuredColumn, OpenedColumn>()
  const hyphens = new Map<MeasuredColumn, Set<number>>()
  for (let round = 1; ; round++) {
    const opened = await openAll(page, columns, edition, depth, known, hyphens)
    const { pages, blanks, total } = locate(opened)
    const plan = planPages(book, pages, blanks, total)
    const folios = Object.fromEntries(
      [...pages].map(([id, number]) => [id, plan.folios[number - 1] ?? '']),
    )
    const where = Object.fromEntries(
      opened.map((one) => [one.column.id, sayWhere(one, pages, plan.folios)]),
    )
    const words = { folios, where }
    const changed = await page.evaluate((words) => octavo.applyNumbers(words), words)
    if (changed.length === 0 || round === mostRounds) {
      return {
        columns: opened.map((one) => toPlan(one, plan, depth, leading)),
        folios: plan.folios,
        opened,
        pages,
        ...(changed.length === 0 ? {} : { unsettledAfter: round }),
      }
    }
    const anew = new Map((await measure(changed)).map((column) => [column.id, column]))
    columns = columns.map((column) => anew.get(column.id) ?? column)
  }
}

/** A column in pages, and where they begin. */
export interface OpenedColumn {
  readonly column: MeasuredColumn
  readonly frame: PageFrame
  readonly broken: BrokenColumn
  /** Its first page, from 1. */
  readonly page: number
  /** True where a blank page stands before it. */
  readonly hasBlank: boolean
  /** Items that were known to end with a hyphen. */
  readonly hyphens: ReadonlySet<number> | undefined
}

/** Times that a chapter is broken again because a recto ended with a hyphen. */
const mostRetries = 8

/**
 * Open all columns, and again those in which a recto ends with a hyphen. To look for the hyphens of all lines
 * would take longer than everything else; a few hundred lines end a recto.
 */
async function openAll(
  page: BrowserPage,
  columns: readonly MeasuredColumn[],
  edition: PrintEdition,
  depth: number,
  known: Map<MeasuredColumn, OpenedColumn>,
  hyphens: Map<MeasuredColumn, Set<number>>,
): Promise<OpenedColumn[]> {
  const asked = new Set<string>()
  for (let round = 0; ; round++) {
    const opened = open(columns, edition, depth, known, hyphens)
    if (round === mostRetries) return opened
    const asking = opened.map(({ column, broken, page }) => ({
      id: column.id,
      items: broken.pages.flatMap(({ end }, index) => {
        const isRecto = (page + index) % 2 === 1
        const [last, next] = [column.items[end - 1], column.items[end]]
        const key = `${column.id} ${end}`
        if (!isRecto || !last || !next || last.block !== next.block || last.kind !== 'text')
          return []
        if (asked.has(key)) return []
        asked.add(key)
        return [end - 1]
      }),
    }))
    const found = await page.evaluate(
      (asking) => asking.map(({ id, items }) => octavo.findHyphens(id, items)),
      asking,
    )
    if (found.every((items) => items.length === 0)) return opened
    for (const [index, items] of found.entries()) {
      const { column } = opened[index]!
      if (items.length > 0) hyphens.set(column, new Set([...(hyphens.get(column) ?? []), ...items]))
    }
  }
}

/** Break the columns that are new, or open on another side than before; put all in a row. */
function open(
  columns: readonly MeasuredColumn[],
  edition: PrintEdition,
  depth: number,
  known: Map<MeasuredColumn, OpenedColumn>,
  hyphens: ReadonlyMap<MeasuredColumn, ReadonlySet<number>>,
): OpenedColumn[] {
  const leading = edition.leading / pixel
  let next = 1
  return columns.map((column) => {
    const wanted = sideOf(column.id, edition)
    const side = next % 2 === 1 ? 'recto' : 'verso'
    // The first page of a book is a recto, whatever it holds.
    const hasBlank = wanted !== undefined && wanted !== side && next > 1
    const page = hasBlank ? next + 1 : next
    const startsOn = page % 2 === 1 ? 'recto' : 'verso'
    const before = known.get(column)
    const frame: PageFrame = { depth, leading, noteSeparation: leading, startsOn }
    const ends = hyphens.get(column)
    const isKnown = before?.frame.startsOn === startsOn && before.hyphens === ends
    const broken = isKnown ? before.broken : breakColumn(column, frame, defaultWeights, ends)
    const opened: OpenedColumn = { column, frame, broken, page, hasBlank, hyphens: ends }
    known.set(column, opened)
    next = page + broken.pages.length
    return opened
  })
}

/** Find the page of every id, the blank pages, and how many pages there are. */
function locate(opened: readonly OpenedColumn[]) {
  const pages = new Map<string, number>()
  const blanks = new Set<number>()
  let total = 0
  for (const { column, broken, page, hasBlank } of opened) {
    if (hasBlank) blanks.add(page - 1)
    broken.pages.forEach(({ first, end, notes, floats }, index) => {
      if (first === end && notes.length + floats.length === 0) blanks.add(page + index)
    })
    const pageOfFloat = new Map(
      broken.pages.flatMap(({ floats }, index) => floats.map(({ float }) => [float, page + index])),
    )
    for (const [id, float] of Object.entries(column.floatMarks))
      pages.set(id, pageOfFloat.get(float)!)
    // Blank pages repeat the item that follows them; the last page that begins at or before it holds it.
    for (const [id, item] of Object.entries(column.marks)) {
      const index = broken.pages.findIndex(({ first, end }) => first <= item && item < end)
      pages.set(id, page + Math.max(0, index))
    }
    total = page + broken.pages.length - 1
  }
  return { pages, blanks, total }
}

function toPlan(
  { column, broken, page, hasBlank }: OpenedColumn,
  { margins }: ReturnType<typeof planPages>,
  depth: number,
  leading: number,
): ColumnPlan {
  const pages = broken.pages.map(({ first, end, notes, floats }, index) => {
    const { head, folio, foot } = margins[page + index - 1]!
    const placed = floats.map(({ float, place }) => ({ ...column.floats[float]!, place }))
    const ofFloats = placed.reduce((sum, { height }) => sum + height, 0)
    return {
      page: page + index,
      first,
      end,
      notes,
      textDepth: Math.max(0, depth - notesDepth(column, notes, leading) - ofFloats),
      floats: placed.map(({ id, place, height }) => ({ id, place, height })),
      runningHead: head,
      folio,
      footFolio: foot,
    }
  })
  return { id: column.id, hasBlank, notes: column.notes.map(({ id }) => id), pages }
}

/** Height of the notes of a page with the white above them. */
function notesDepth(
  { notes }: MeasuredColumn,
  pieces: BrokenColumn['pages'][number]['notes'],
  separation: number,
): number {
  let height = pieces.length > 0 ? separation : 0
  for (const { note, from, to } of pieces)
    for (const line of notes[note]!.lines.slice(from, to)) height += line
  return height
}
