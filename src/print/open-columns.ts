/** Columns opened in a row: the side on which each falls, the blank before it, its pages. */
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { breakColumn } from './break/break-column.js'
import { breakInColumns } from './break/break-in-columns.js'
import { defaultWeights } from './break/weights.js'
import type { BrokenColumn, PageFrame } from './column.js'
import type { Kit } from './in-page/kit.js'
import type { MeasuredColumn } from './in-page/measure-column.js'
import { hasSideNotes, pixel } from './page-rules.js'
import { placeSideNotes, type SideNote, withoutNotes } from './place-side-notes.js'
import { sideOf } from './plan-pages.js'
import type { RememberedPage } from './remember-page.js'

declare const octavo: Kit

/** A column in pages, and where they begin. */
export interface OpenedColumn {
  readonly column: MeasuredColumn
  readonly frame: PageFrame
  readonly broken: BrokenColumn
  /** Its first page, from 1. */
  readonly page: number
  /** True where a blank page stands before it. */
  readonly hasBlank: boolean
  /** Notes in the margin, by page; `undefined` where they stand at the foot. */
  readonly side: readonly (readonly SideNote[])[] | undefined
  /** Items that were known to end with a hyphen. */
  readonly hyphens: ReadonlySet<number> | undefined
}

/** Lines of white that a page may gain; with three, hardly a page more is full, and the white shows. */
const mostStretch = 2

/** Times that a chapter is broken again because a recto ended with a hyphen. */
const mostRetries = 8

/**
 * Open all columns, and again those in which a recto ends with a hyphen. To look for the hyphens of all lines
 * would take longer than everything else; a few hundred lines end a recto.
 */
export async function openColumns(
  documents: readonly RememberedPage[],
  book: MarkedUpBook,
  columns: readonly MeasuredColumn[],
  edition: PrintEdition,
  depth: number,
  known: Map<MeasuredColumn, OpenedColumn>,
  hyphens: Map<MeasuredColumn, Set<number>>,
): Promise<OpenedColumn[]> {
  const asked = new Set<string>()
  for (let round = 0; ; round++) {
    const opened = open(book, columns, edition, depth, known, hyphens)
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
    const found = await Promise.all(
      documents.map((page) => {
        const here = asking.filter(({ id, items }) => items.length > 0 && page.columns.has(id))
        if (here.length === 0) return []
        return page.evaluate((asking) => octavo.findHyphens(asking), here)
      }),
    )
    const ending = new Map(found.flat().map(({ id, items }) => [id, items]))
    if (ending.size === 0) return opened
    for (const { column } of opened) {
      const items = ending.get(column.id)
      if (items) hyphens.set(column, new Set([...(hyphens.get(column) ?? []), ...items]))
    }
  }
}

/** Break the columns that are new, or open on another side than before; put all in a row. */
function open(
  book: MarkedUpBook,
  columns: readonly MeasuredColumn[],
  edition: PrintEdition,
  depth: number,
  known: Map<MeasuredColumn, OpenedColumn>,
  hyphens: ReadonlyMap<MeasuredColumn, ReadonlySet<number>>,
): OpenedColumn[] {
  const leading = edition.leading / pixel
  const beside = hasSideNotes(book, edition)
  const firstOfBody = book.chapters.find(({ matter }) => matter !== 'front')?.id
  let next = 1
  return columns.map((column) => {
    const wanted = sideOf(column.id, edition, firstOfBody)
    const turn = next % 2 === 1 ? 'recto' : 'verso'
    // The first page of a book is a recto, whatever it holds.
    const hasBlank = wanted !== undefined && wanted !== turn && next > 1
    const page = hasBlank ? next + 1 : next
    const startsOn = page % 2 === 1 ? 'recto' : 'verso'
    const before = known.get(column)
    const give = edition.pageDepth === 'line' ? leading : 0
    const stretch = edition.pageDepth === 'strict' ? 0 : mostStretch
    const frame: PageFrame = { depth, leading, noteSeparation: leading, give, stretch, startsOn }
    const ends = hyphens.get(column)
    const isKnown = before?.frame.startsOn === startsOn && before.hyphens === ends
    const chosen = isKnown ? before : breakAt(column, frame, ends, beside)
    const { broken, side } = chosen
    const opened: OpenedColumn = { column, frame, broken, side, page, hasBlank, hyphens: ends }
    known.set(column, opened)
    next = page + broken.pages.length
    return opened
  })
}

/** Break a column; with its notes in the margin, where they take no depth from the text, if they fit there. */
function breakAt(
  column: MeasuredColumn,
  frame: PageFrame,
  hyphens: ReadonlySet<number> | undefined,
  beside: boolean,
): Pick<OpenedColumn, 'broken' | 'side'> {
  const breakIt = column.columnsFrom === undefined ? breakColumn : breakInColumns
  if (beside) {
    // They are placed by where their lines stood in the column.
    const stiff = { ...frame, give: 0, stretch: 0 }
    const broken = breakIt(withoutNotes(column), stiff, defaultWeights, hyphens)
    const side = placeSideNotes(column, broken.pages, frame.depth, frame.leading / 2)
    if (side) return { broken, side }
  }
  return { broken: breakIt(column, frame, defaultWeights, hyphens), side: undefined }
}
