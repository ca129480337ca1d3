/** Link annotations (ISO 32000-1, 12.5.6.5), one for each line of each link, tied to their elements. */
import type { CollectedElement, CollectedPage } from '../in-page/collect-pages.js'
import type { PageBoxes } from '../page-boxes.js'
import type { NewFile } from './file/tag-run.js'
import type { Structure } from './structure/build-structure.js'
import type { StructureNode } from './structure/structure-node.js'
import { textString } from './text-string.js'

/** A CSS pixel in points. */
const pixel = 0.75

/** Addresses that a reader may open; `javascript:` and `file:` are none (notes/chrome-print.md §7). */
const openable = /^(https?|mailto|tel|ftp|doi|urn):/i

/**
 * Write the annotations of a page.
 *
 * @param object of the page
 * @param origin upper left corner of what was printed, in points of the page
 * @param isKnown whether a destination exists
 * @returns the annotations' objects
 */
export function writeLinks(
  file: NewFile,
  page: CollectedPage,
  places: Structure['places'][number],
  object: number,
  { x, y }: PageBoxes['origin'],
  isKnown: (id: string) => boolean,
): number[] {
  const written: number[] = []
  page.nodes.forEach((node, index) => {
    const place = places[index]
    if (!('tag' in node) || !node.boxes || !place || !('node' in place)) return
    const link = linkAround(place.node)
    const action = link && actionOf(node, isKnown)
    if (!link) return
    if (!action) {
      // Its words are words like others.
      link.role = ''
      if (link.parent?.role === 'Reference') link.parent.role = ''
      return
    }
    const contents = textString(textWithin(page, index) || (node.attributes?.href ?? ''))
    for (const [left, top, right, bottom] of node.boxes) {
      const rectangle = [x + left * pixel, y - bottom * pixel, x + right * pixel, y - top * pixel]
      const annotation = file.writer.reserve()
      file.keys.set(annotation, file.keys.size)
      file.writer.set(
        annotation,
        `<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [${rectangle.map(short).join(' ')}] ${action} /Contents ${contents} /StructParent ${file.keys.get(annotation)}>>`,
      )
      link.annotations.push({ object: annotation, page: object })
      written.push(annotation)
    }
  })
  return written
}

const short = (points: number): string => String(Math.round(points * 100) / 100)

function linkAround(node: StructureNode): StructureNode | undefined {
  if (node.role === 'Link') return node
  return node.parent?.role === 'Link' ? node.parent : undefined
}

function actionOf(
  { attributes }: CollectedElement,
  isKnown: (id: string) => boolean,
): string | undefined {
  const href = attributes?.href ?? ''
  if (!href.startsWith('#'))
    return openable.test(href)
      ? `/A <</Type /Action /S /URI /URI ${literal(encodeURI(decoded(href)))}>>`
      : undefined
  const id = decoded(href.slice(1))
  return isKnown(id) ? `/Dest ${destinationName(id)}` : undefined
}

function decoded(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}

/** A string of ASCII. */
const literal = (text: string): string => `(${text.replace(/[\\()]/g, '\\$&')})`

/** The name of a destination: the id, as bytes. */
export const destinationName = (id: string): string =>
  `<${Buffer.from(id, 'utf8').toString('hex').toUpperCase()}>`

function textWithin(page: CollectedPage, ancestor: number): string {
  const texts: string[] = []
  for (let at = ancestor + 1; at < page.nodes.length; at++) {
    const node = page.nodes[at]!
    if (node.parent < ancestor) break
    if ('text' in node && node.kind === undefined) texts.push(node.text)
  }
  return texts.join('').replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim()
}
