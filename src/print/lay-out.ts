/** From columns to pages and their numbers: measured, broken, numbered, until the numbers stand. */
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import type { ColumnPlan } from './in-page/build-pages.js'
import type { Kit } from './in-page/kit.js'
import type { Measure, MeasuredColumn } from './in-page/measure-column.js'
import { numberNotes } from './number-notes.js'
import { type OpenedColumn, openColumns } from './open-columns.js'
import { pixel, textArea } from './page-rules.js'
import { planPages } from './plan-pages.js'
import type { RememberedPage } from './remember-page.js'
import { sayLocators } from './say-locators.js'
import { type RestlessSlots, sayWhere } from './say-where.js'
import { toPlan } from './to-plan.js'

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

/** Rounds after which the numbers are taken as they are. Two do, unless a number or word moves a line. */
const mostRounds = 8

/** Choose all pages of the book. @param documents with consecutive columns of it, made ready */
export async function layOut(
  documents: readonly RememberedPage[],
  book: MarkedUpBook,
  edition: PrintEdition,
): Promise<Layout> {
  const depth = textArea(edition).depth / pixel
  const leading = edition.leading / pixel
  const everywhere = async <Result>(run: (page: RememberedPage) => Promise<Result>) =>
    Promise.all(documents.map(run))
  await everywhere((page) =>
    page.evaluate((depth, leading) => octavo.settleFloats(depth, leading), depth, leading),
  )
  const measure = async (ids: readonly string[] | undefined) => {
    const measured = await everywhere(async (page) => {
      // As one text: handing the items over one by one takes the browser longer.
      const columns = await page.evaluate(
        (given: readonly string[] | undefined, measure: Measure) =>
          JSON.stringify(octavo.measureColumns(given, measure)),
        ids?.filter((id) => page.columns.has(id)),
        { depth, leading, grid: edition.baselineGrid },
      )
      return JSON.parse(columns) as MeasuredColumn[]
    })
    return measured.flat()
  }
  let columns: readonly MeasuredColumn[] = await measure(undefined)
  const known = new Map<MeasuredColumn, OpenedColumn>()
  const hyphens = new Map<MeasuredColumn, Set<number>>()
  const restless: RestlessSlots = new Map()
  for (let round = 1; ; round++) {
    const opened = await openColumns(documents, book, columns, edition, depth, known, hyphens)
    const { pages, blanks, total } = locate(opened)
    const plan = planPages(book, pages, blanks, total, edition)
    const folios = Object.fromEntries(
      [...pages].map(([id, number]) => [id, plan.folios[number - 1] ?? '']),
    )
    const where = Object.fromEntries(
      opened.map((one) => [one.column.id, sayWhere(one, pages, plan.folios, restless)]),
    )
    const { numbering } = book.configuration.footnotes
    const moved = await everywhere((page) =>
      // Each gets what it asks for: what others say is no reason to lay it out again.
      page.evaluate((words) => octavo.applyNumbers(words), {
        folios: pick(folios, page.targets),
        where: pick(where, page.columns),
        locators: sayLocators(page.locators, pages, plan.folios),
        notes: Object.assign(
          {},
          ...opened.map((one) => isOn(page, one) && numberNotes(one, numbering)),
        ),
      }),
    )
    const changed = moved.flat()
    if (changed.length === 0 || round === mostRounds) {
      return {
        columns: opened.map((one) => toPlan(one, plan)),
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

const isOn = ({ columns }: RememberedPage, { column }: OpenedColumn): boolean =>
  columns.has(column.id)

function pick<Value>(
  record: Readonly<Record<string, Value>>,
  keys: ReadonlySet<string>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.has(key)))
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
