/** From where everything lies to what every page says: blanks, folios, running heads. */
import type { ContentsEntry, MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { displayPages } from '../book/display-pages.js'
import { toRoman } from '../book/to-roman.js'
import { wordsFor } from '../book/words.js'
import { contentsId, listIds } from './make-contents.js'
import { notesId } from './make-notes-chapter.js'

/** Pages from 1, by id. */
export type PageOf = ReadonlyMap<string, number>

export interface PagePlan {
  /** What each page is called, blank ones too: `iv`, `17`. */
  readonly folios: readonly string[]
  readonly margins: readonly MarginWords[]
}

/** The words in the margins of a page; `''` where there are none. */
export interface MarginWords {
  readonly head: string
  /** Beside the running head. */
  readonly folio: string
  /** The folio that stands at the foot, on openers. */
  readonly foot: string
}

interface Opener {
  readonly id: string
  readonly page: number
  /** True for pages that carry neither folio nor head: title pages, parts. */
  readonly isBare: boolean
  readonly isBody: boolean
  readonly title: string
  readonly sections: readonly ContentsEntry[]
}

const plain = { runningHeads: 'last', openerFolios: 'foot' } as const

/** Roles that stand on the back of the page before. */
const versoRoles = new Set(['copyright-page'])

/**
 * Find the side on which a column must open; `undefined` where either will do. Whatever the edition says, title pages
 * and the first page of the body are rectos: odd folios stand on the right (Chicago Manual of Style 17, 1.4–1.6).
 *
 * @param firstOfBody id of the chapter with which the body begins
 */
export function sideOf(
  id: string,
  { openers }: PrintEdition,
  firstOfBody?: string,
): 'recto' | 'verso' | undefined {
  // Lists follow the contents, on whatever side.
  if ((Object.values(listIds) as string[]).includes(id)) return undefined
  if (versoRoles.has(id)) return 'verso'
  return openers === 'recto' || id === firstOfBody || displayPages.has(id) ? 'recto' : undefined
}

/**
 * Say what stands in the margins of every page.
 *
 * @param pages of all ids
 * @param blanks pages that are left empty
 * @param total how many pages there are
 * @param style of the edition; left out: the default
 */
export function planPages(
  book: MarkedUpBook,
  pages: PageOf,
  blanks: ReadonlySet<number>,
  total: number,
  style: Pick<PrintEdition, 'runningHeads' | 'openerFolios'> = plain,
): PagePlan {
  const openers = listOpeners(book, pages)
  const folios = makeFolios(openers, total)
  return { folios, margins: makeMargins(book, openers, blanks, pages, folios, style) }
}

function listOpeners(book: MarkedUpBook, pages: PageOf): Opener[] {
  const entries = new Map<string, ContentsEntry>()
  const collect = (entry: ContentsEntry) => {
    entries.set(entry.id, entry)
    for (const child of entry.children) collect(child)
  }
  book.contents.forEach(collect)
  const openers = book.chapters.flatMap((chapter): Opener[] => {
    const page = chapter.depth <= 1 ? pages.get(chapter.id) : undefined
    if (page === undefined) return []
    const isPart = chapter.kind === 'part' || chapter.role === 'part'
    return [
      {
        id: chapter.id,
        page,
        isBare: isPart || displayPages.has(chapter.role),
        isBody: chapter.matter !== 'front',
        title: chapter.titleText,
        sections: isPart ? [] : (entries.get(chapter.id)?.children ?? []),
      },
    ]
  })
  const { contents, lists, notes } = wordsFor(book.configuration.metadata.language)
  const titles: Record<string, string> = { [contentsId]: contents, [notesId]: notes }
  for (const [name, id] of Object.entries(listIds)) titles[id] = lists[name as keyof typeof lists]
  for (const [id, title] of Object.entries(titles)) {
    const page = pages.get(id)
    if (page !== undefined)
      openers.push({ id, page, isBare: false, isBody: id === notesId, title, sections: [] })
  }
  return openers.sort((one, other) => one.page - other.page)
}

/** Roman to the first opener of the body, arabic from there (Chicago Manual of Style 17, 1.5–1.7). */
function makeFolios(openers: readonly Opener[], total: number): string[] {
  const bodyFrom = openers.find((opener) => opener.isBody)?.page ?? 1
  return Array.from({ length: total }, (_, index) =>
    index + 1 < bodyFrom ? toRoman(index + 1) : String(index + 2 - bodyFrom),
  )
}

function makeMargins(
  book: MarkedUpBook,
  openers: readonly Opener[],
  blanks: ReadonlySet<number>,
  pages: PageOf,
  folios: readonly string[],
  { runningHeads, openerFolios }: Pick<PrintEdition, 'runningHeads' | 'openerFolios'>,
): MarginWords[] {
  return folios.map((folio, index) => {
    const page = index + 1
    const opener = openers.findLast((one) => one.page <= page)
    if (!opener || opener.isBare || blanks.has(page)) return { head: '', folio: '', foot: '' }
    if (opener.page === page)
      return { head: '', folio: '', foot: openerFolios === 'foot' ? folio : '' }
    const head = runningHeads === 'none' ? '' : runningHead(book, opener, page, pages, runningHeads)
    return { head, folio, foot: '' }
  })
}

/** Left the larger unit, right the smaller: book and chapter, or chapter and section. */
function runningHead(
  book: MarkedUpBook,
  opener: Opener,
  page: number,
  pages: PageOf,
  which: 'first' | 'last',
): string {
  const isVerso = page % 2 === 0
  const { title } = book.configuration.metadata
  if (opener.sections.length === 0) return shorten(isVerso ? title : opener.title)
  if (isVerso) return shorten(opener.title)
  const pageOf = ({ id }: ContentsEntry) => pages.get(id) ?? Number.POSITIVE_INFINITY
  const section =
    (which === 'first' && opener.sections.find((entry) => pageOf(entry) === page)) ||
    opener.sections.findLast((entry) => pageOf(entry) <= page)
  return shorten(section?.titleText ?? opener.title)
}

/** Characters of italic at 0.86 of the text that fit between two folios on the default page. */
const longestHead = 56

function shorten(title: string): string {
  const text = title.replace(/\s+/g, ' ').trim()
  if (text.length <= longestHead) return text
  const cut = text.slice(0, longestHead - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestHead / 2)).replace(/[\s,;:–—-]+$/u, '')}…`
}
