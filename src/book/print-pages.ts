/** Where the pages of a print edition begin in the text: what the page list of an e-book is made of. */
import type { Book } from './book.js'

/** The beginning of a page. */
export interface PageStart {
  /** What the page is called: `iv`, `17`. */
  readonly folio: string
  /** Index of the chapter in the book. */
  readonly chapter: number
  /** `line:column` of the element in the manuscript; absent where it is known by its id only. */
  readonly at?: string
  readonly id?: string
  /** Name of the element. */
  readonly tag: string
  /** How much of the element stands on earlier pages, counted as `toPlainText` writes it. */
  readonly before: number
  /** What the page begins with, written so; `''` where no text of the element follows. */
  readonly text: string
  /** True for a page without running text: figures that were moved there, the rest of a note. */
  readonly isAside?: true
}

/** The pages of a print edition. */
export interface PrintPages {
  /** Name of the edition. */
  readonly edition: string
  /** In order; pages that show nothing of the text (blank ones, the printed contents) are left out. */
  readonly starts: readonly PageStart[]
}

/** Stands for a picture or formula in plain text. */
export const atomMark = '\ufffc'

/**
 * Write text without what editions treat differently: white space, soft hyphens, and the sign that asks for a
 * coloured emoji.
 */
export const toPlainText = (text: string): string => text.replace(/(?:\s|\u00ad|\ufe0f)+/g, '')

/** Name the chapters of pages as another edition counts them, which may lack some. */
export function sharedPages(
  pages: PrintPages,
  printed: Pick<Book, 'chapters'>,
  read: Pick<Book, 'chapters'>,
): PrintPages {
  if (printed.chapters === read.chapters) return pages
  const places = new Map(read.chapters.map(({ id }, index) => [id, index]))
  const starts = pages.starts.flatMap((start) => {
    const chapter = places.get(printed.chapters[start.chapter]?.id ?? '')
    return chapter === undefined ? [] : [{ ...start, chapter }]
  })
  return { ...pages, starts }
}
