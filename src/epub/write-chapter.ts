import type { MarkedUpBook } from '../book/book.js'
import { insertMarks, type Marks } from './pages/insert-marks.js'
import type { ContentFile, Plan } from './plan-files.js'
import type { Profile } from './profiles/profile.js'
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
  profile: Profile,
  marks?: Marks,
): string {
  const language = chapter.language || book.configuration.metadata.language
  const body = toXhtml(profile.adapt(insertMarks(chapter.hast, marks), language), {
    link: (href) => toLink(href, path, plan),
    picture: (source) => (isPicture(source, book) ? source : undefined),
  })
  return xhtmlDocument({
    title: chapter.titleText || book.configuration.metadata.title,
    language,
    bodyType: `${chapter.matter}matter`,
    body,
  })
}
