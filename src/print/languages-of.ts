/** The languages of a book: its own, its chapters', and those of single passages. */
import type { ElementContent, Root } from 'hast'
import type { MarkedUpBook } from '../book/book.js'

/** Collect the languages of a book, as the manuscript writes them. */
export function languagesOf(book: MarkedUpBook): Set<string> {
  const { language } = book.configuration.metadata
  const languages = new Set([language, ...book.chapters.map((chapter) => chapter.language)])
  const collect = (node: Root | ElementContent) => {
    if (node.type === 'element' && typeof node.properties.lang === 'string')
      languages.add(node.properties.lang)
    if ('children' in node) for (const child of node.children) collect(child as ElementContent)
  }
  for (const chapter of book.chapters) collect(chapter.hast)
  return languages
}
