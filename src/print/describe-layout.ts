/** What stands on each page, as data: for tools and tests, and for whoever fits copy by hand. */
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { judgePages } from './break/judge-pages.js'
import type { Item } from './column.js'
import type { Layout } from './lay-out.js'
import type { OpenedColumn } from './open-columns.js'

/** One page; lengths are points. */
interface LaidOutPage {
  /** From 1. */
  readonly page: number
  /** As printed, or as it would be: `iv`, `17`. */
  readonly folio: string
  readonly side: 'recto' | 'verso'
  /** Id of the chapter, `null` on a blank page. */
  readonly chapter: string | null
  readonly runningHead: string
  /** Depth that is filled, of `depth` of the whole. */
  readonly filled: number
  readonly blocks: readonly LaidOutBlock[]
  /** Where there are two columns: what of `blocks` stands in each, and what of `filled` is theirs. */
  readonly columns?: readonly {
    readonly filled: number
    readonly blocks: readonly LaidOutBlock[]
  }[]
  /** Ids of the notes, with the lines of each that stand here. */
  readonly notes: readonly { readonly id: string; readonly from: number; readonly to: number }[]
  readonly floats: readonly { readonly id: string; readonly place: string }[]
  /** Ids whose things begin here. */
  readonly ids: readonly string[]
  readonly faults: readonly { readonly kind: string; readonly amount: number }[]
}

/** What of a block stands on a page. */
interface LaidOutBlock {
  readonly kind: Item['kind']
  /** `chapters/one.md:12:1`; `''` for what Octavo made. */
  readonly at: string
  /** Lines or rows of it here, and the first of them, from 0. */
  readonly lines: number
  readonly from: number
}

/** Write the layout as JSON: the same book, the same bytes. */
export function describeLayout(book: MarkedUpBook, edition: PrintEdition, layout: Layout): string {
  const pages = layout.opened.flatMap((opened) => describeColumn(book, layout, opened))
  const depth = layout.opened[0]?.frame.depth ?? 0
  const head = {
    edition: edition.name,
    trim: edition.trim,
    depth: toPoints(depth),
    leading: edition.leading,
  }
  // A page a line: a change in one is a change of one.
  const lines = pages.map((page) => `  ${JSON.stringify(page)}`)
  return `${JSON.stringify(head).slice(0, -1)},"pages":[\n${lines.join(',\n')}\n]}\n`
}

function describeColumn(
  book: MarkedUpBook,
  { folios, columns }: Layout,
  opened: OpenedColumn,
): LaidOutPage[] {
  const { column, broken, frame, page, hasBlank } = opened
  const plan = columns.find(({ id }) => id === column.id)!
  const facts = judgePages(column, frame, broken)
  const ids = Object.entries(column.marks)
  const side = (number: number) => (number % 2 === 1 ? 'recto' : 'verso')
  const blank: LaidOutPage[] = hasBlank
    ? [
        {
          page: page - 1,
          folio: folios[page - 2] ?? '',
          side: side(page - 1),
          chapter: null,
          runningHead: '',
          filled: 0,
          blocks: [],
          notes: [],
          floats: [],
          ids: [],
          faults: [],
        },
      ]
    : []
  const filled = broken.pages.map((one, index): LaidOutPage => {
    const number = page + index
    return {
      page: number,
      folio: folios[number - 1] ?? '',
      side: side(number),
      chapter: column.id,
      runningHead: plan.pages[index]?.runningHead ?? '',
      filled: toPoints(one.filled),
      blocks: describeBlocks(book, column.items.slice(one.first, one.end)),
      ...(one.columns && {
        columns: one.columns.parts.map(({ first, end, filled }) => ({
          filled: toPoints(filled),
          blocks: describeBlocks(book, column.items.slice(first, end)),
        })),
      }),
      notes: one.notes.map(({ note, from, to }) => ({ id: column.notes[note]!.id, from, to })),
      floats: one.floats.map(({ float, place }) => ({ id: column.floats[float]!.id, place })),
      ids: ids.filter(([, item]) => one.first <= item && item < one.end).map(([id]) => id),
      faults: facts
        .filter((fact) => fact.page === index)
        .map(({ kind, amount }) => ({ kind, amount: Math.round(amount * 100) / 100 })),
    }
  })
  return [...blank, ...filled]
}

function describeBlocks(book: MarkedUpBook, items: readonly Item[]): LaidOutBlock[] {
  const blocks: { kind: Item['kind']; at: string; lines: number; from: number; block: number }[] =
    []
  for (const { kind, at, line, block } of items) {
    const last = blocks.at(-1)
    if (last?.block === block) last.lines += 1
    else blocks.push({ kind, at: toPlace(book, at), lines: 1, from: line, block })
  }
  return blocks.map(({ block: _block, ...rest }) => rest)
}

/** `2:14:1` → `chapters/two.md:14:1`. */
function toPlace(book: MarkedUpBook, at: string): string {
  const [index, ...rest] = at.split(':')
  const path = index === '' ? undefined : book.chapters[Number(index)]?.path
  return path ? [path, ...rest].join(':') : ''
}

const toPoints = (pixels: number): number => Math.round(pixels * 75) / 100
