import type { MarkedUpBook } from '../book/book.js'
import type { ContentFile, Plan } from './plan-files.js'
import { toLink } from './to-link.js'
import { xhtmlDocument } from './xhtml/document.js'
import { toXhtml } from './xhtml/to-xhtml.js'

/** Where the EPUB keeps pictures: an asset's name is its path already. */
const isPicture = (name: string, book: MarkedUpBook): boolean => book.assets.has(name)

/** Write the XHTML file of a chapter. */
export function writeChapter(
  { chapter, path }: ContentFile,
  plan: Plan,
  book: MarkedUpBook,
): string {
  const body = toXhtml(chapter.hast, {
    link: (href) => toLink(href, path, plan),
    picture: (source) => (isPicture(source, book) ? source : undefined),
  })
  return xhtmlDocument({
    title: chapter.titleText || book.configuration.metadata.title,
    language: chapter.language || book.configuration.metadata.language,
    bodyType: `${chapter.matter}matter`,
    body,
  })
}
