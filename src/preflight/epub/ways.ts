/** The lists of the navigation document, and where their lines lead. */
import { type OpenEpub, resolvePath } from './open-epub.js'
import { descendants, textOf, words, type XmlElement } from './read-xml.js'
import type { Fault } from './rule.js'

/** A list of the navigation document, by its type. */
export const navOf = ({ navigation }: OpenEpub, type: string): XmlElement | undefined =>
  navigation?.named('nav').find(({ attributes }) => words(attributes['epub:type']).includes(type))
/** The links of a list, in order. */
export const linksIn = (nav: XmlElement | undefined): XmlElement[] =>
  nav ? [...descendants(nav)].filter(({ name }) => name === 'a') : []
/** Text in one line. */
export const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Judge the links of one of the lists. */
export const eachLink =
  (type: string, judge: (link: XmlElement, epub: OpenEpub) => string | undefined) =>
  (epub: OpenEpub): Fault[] =>
    linksIn(navOf(epub, type)).flatMap((element) => {
      const reason = judge(element, epub)
      return reason ? [{ path: epub.navigation!.path, element, reason }] : []
    })

/** Judge the navigation as a whole. */
export const whole =
  (judge: (epub: OpenEpub) => string | undefined) =>
  (epub: OpenEpub): Fault[] => {
    const reason = judge(epub)
    return reason ? [{ path: epub.navigation?.path ?? epub.package.path, reason }] : []
  }

/** The file that a link of the navigation leads to. */
export const placeOf = (link: XmlElement, epub: OpenEpub) =>
  resolvePath(epub.navigation!.path, link.attributes.href ?? '')

/** Where a link leads: its file's place in the book, and its own in the file. */
function positionOf(link: XmlElement, epub: OpenEpub): number {
  const path = placeOf(link, epub)
  const fragment = (link.attributes.href ?? '').split('#')[1]
  const document = epub.documents.find((one) => one.path === path)
  const at = fragment === undefined ? 0 : (document?.ids.get(fragment)?.at ?? 0)
  return epub.spine.indexOf(path) * 1e9 + at
}

/** Find the links of a list that stand after a later place. */
export function* outOfOrder(type: string, epub: OpenEpub): Generator<Fault> {
  let before = -1
  for (const element of linksIn(navOf(epub, type))) {
    const position = positionOf(element, epub)
    if (position < before)
      yield {
        path: epub.navigation!.path,
        element,
        reason: `Unexpected \`${squeeze(textOf(element))}\` after a later place of the book`,
      }
    before = Math.max(before, position)
  }
}
