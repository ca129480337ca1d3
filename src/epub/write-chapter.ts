import type { MarkedUpBook } from '../book/book.js'
import { directionOf } from '../book/direction.js'
import { dropPlaces } from './drop-places.js'
import type { ContentFile, Plan } from './plan-files.js'
import type { Profile } from './profiles/profile.js'
import { toLink } from './to-link.js'
import { xhtmlDocument } from './xhtml/document.js'
import { toXhtml } from './xhtml/to-xhtml.js'

/** Where the EPUB keeps pictures: an asset's name is its path already. */
const isPicture = (name: string, book: MarkedUpBook): boolean => book.assets.has(name)

/**
 * Write the XHTML file of a chapter.
 *
 * @param places of the index that are led to; absent where there is no index
 */
export function writeChapter(
  { chapter, path }: ContentFile,
  plan: Plan,
  book: MarkedUpBook,
  profile: Profile,
  places?: ReadonlySet<string>,
): string {
  const language = chapter.language || book.configuration.metadata.language
  const tree = dropPlaces(chapter.hast, places)
  const body = toXhtml(profile.adapt(tree, language), {
    link: (href) => toLink(href, path, plan),
    picture: (source) => (isPicture(source, book) ? source : undefined),
    direction: directionOf(language),
  })
  return xhtmlDocument({
    title: chapter.titleText || book.configuration.metadata.title,
    language,
    bodyType: `${chapter.matter}matter`,
    body,
  })
}
