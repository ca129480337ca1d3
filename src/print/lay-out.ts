/** From columns to pages and their numbers: measured, broken, numbered, until the numbers stand. */
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import type { BrowserPage } from '../book/world.js'
import { breakColumn } from './break/break-column.js'
import type { BrokenColumn, PageFrame } from './column.js'
import type { ColumnPlan } from './in-page/build-pages.js'
import type { Kit } from './in-page/kit.js'
import type { MeasuredColumn } from './in-page/measure-column.js'
import { pixel, textArea } from './page-rules.js'
import { planPages, sideOf } from './plan-pages.js'

declare const octavo: Kit

/** What to build, and what the pages are called. */
export interface Layout {
  readonly columns: readonly ColumnPlan[]
  readonly folios: readonly string[]
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
  const measure = (ids: readonly string[] | undefined) =>
    page.evaluate(
      (given: readonly string[] | undefined, depth: number) => {
        const all = [...document.querySelectorAll('.column')]
        const ids = given ?? all.map((column) => column.getAttribute('data-column')!)
        return ids.map((id) => octavo.measureColumn(id, depth))
      },
      ids,
      depth,
    )
  let columns: readonly MeasuredColumn[] = await measure(undefined)
  const known = new Map<MeasuredColumn, Opened>()
  for (let round = 1; ; round++) {
    const opened = open(columns, edition, depth, known)
    const { pages, blanks, total } = locate(opened)
    const plan = planPages(book, pages, blanks, total)
    const folios = Object.fromEntries(
      [...pages].map(([id, number]) => [id, plan.folios[number - 1] ?? '']),
    )
    const changed = await page.evaluate((folios) => octavo.applyNumbers(folios), folios)
    if (changed.length === 0 || round === mostRounds) {
      return {
        columns: opened.map((one) => toPlan(one, plan, depth, edition.leading / pixel)),
        folios: plan.folios,
        ...(changed.length === 0 ? {} : { unsettledAfter: round }),
      }
    }
    const anew = new Map((await measure(changed)).map((column) => [column.id, column]))
    columns = columns.map((column) => anew.get(column.id) ?? column)
  }
}

/** A column in pages, and where they begin. */
interface Opened {
  readonly column: MeasuredColumn
  readonly broken: BrokenColumn
  readonly startsOn: PageFrame['startsOn']
  /** Its first page, from 1. */
  readonly page: number
  /** True where a blank page stands before it. */
  readonly hasBlank: boolean
}

/** Break the columns that are new, or open on another side than before; put all in a row. */
function open(
  columns: readonly MeasuredColumn[],
  edition: PrintEdition,
  depth: number,
  known: Map<MeasuredColumn, Opened>,
): Opened[] {
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
    const broken = before?.startsOn === startsOn ? before.broken : breakColumn(column, frame)
    const opened: Opened = { column, broken, startsOn, page, hasBlank }
    known.set(column, opened)
    next = page + broken.pages.length
    return opened
  })
}

/** Find the page of every id, the blank pages, and how many pages there are. */
function locate(opened: readonly Opened[]) {
  const pages = new Map<string, number>()
  const blanks = new Set<number>()
  let total = 0
  for (const { column, broken, page, hasBlank } of opened) {
    if (hasBlank) blanks.add(page - 1)
    broken.pages.forEach(({ first, end }, index) => {
      if (first === end && index > 0) blanks.add(page + index)
    })
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
  { column, broken, page, hasBlank }: Opened,
  { margins }: ReturnType<typeof planPages>,
  depth: number,
  leading: number,
): ColumnPlan {
  const pages = broken.pages.map(({ first, end, notes }, index) => {
    const { head, folio, foot } = margins[page + index - 1]!
    return {
      page: page + index,
      first,
      end,
      notes,
      textDepth: depth - notesDepth(column, notes, leading),
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
