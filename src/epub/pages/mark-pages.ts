/** A book with the marks of printed pages in its text. */
import type { MarkedUpBook } from '../../book/book.js'
import type { PrintPages } from '../../book/print-pages.js'
import { planFiles } from '../plan-files.js'
import { insertMarks } from './insert-marks.js'
import { type PageTarget, placePageBreaks } from './place-page-breaks.js'

/** A book, and the list of the pages that are marked in it. */
export interface MarkedPages {
  readonly book: MarkedUpBook
  readonly targets: readonly PageTarget[]
}

/**
 * Mark where printed pages begin. This comes before all that a profile changes: print knows a formula by its place in
 * the manuscript, which its picture no longer has. The trees that are given stay as they are.
 *
 * @param pages absent where there is no print edition: then there are no marks
 */
export function markPages(book: MarkedUpBook, pages: PrintPages | undefined): MarkedPages {
  if (!pages) return { book, targets: [] }
  const { marks, targets } = placePageBreaks(book, planFiles(book), pages)
  const chapters = book.chapters.map((chapter) => ({
    ...chapter,
    hast: insertMarks(chapter.hast, marks),
  }))
  return { book: { ...book, chapters }, targets }
}
