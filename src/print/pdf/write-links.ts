/** Link annotations (ISO 32000-1, 12.5.6.5), one for each line of each link, tied to their elements. */
import type { Box, CollectedPage } from '../in-page/collect-pages.js'
import type { Origin } from '../page-boxes.js'
import type { PdfWriter } from './file/write-pdf.js'
import type { Structure } from './structure/build-structure.js'
import type { StructureNode } from './structure/structure-node.js'
import { textString } from './text-string.js'

/** A CSS pixel in points. */
const pixel = 0.75

/** Addresses that a reader may open; `javascript:` and `file:` are none (notes/chrome-print.md §7). */
const openable = /^(https?|mailto|tel|ftp|doi|urn):/i

/** A link of a page, or a piece of one. */
export interface PageLink {
  /** Its element in the structure. */
  readonly node: StructureNode
  readonly href: string
  /** One for each line, in CSS pixels. */
  readonly boxes: readonly Box[]
  readonly text: string
}

/** Find the links of a page. */
export function findLinks(page: CollectedPage, places: Structure['places'][number]): PageLink[] {
  return page.nodes.flatMap((node, index) => {
    const place = places[index]
    if (!('tag' in node) || !node.boxes || !place || !('node' in place)) return []
    const link = linkAround(place.node)
    const { boxes, attributes } = node
    const href = attributes?.href ?? ''
    return link ? [{ node: link, href, boxes, text: textWithin(page, index) || href }] : []
  })
}

/**
 * Write the annotations of a page.
 *
 * @param object of the page
 * @param origin upper left corner of what was printed, in points of the page
 * @param isKnown whether a destination exists
 * @returns the annotations' objects
 */
export function writeLinks(
  writer: PdfWriter,
  links: readonly PageLink[],
  object: number,
  { x, y }: Origin,
  isKnown: (id: string) => boolean,
): number[] {
  return links.flatMap(({ node, href, boxes, text }) => {
    const action = actionOf(href, isKnown)
    if (!action) {
      // Its words are words like others.
      node.role = ''
      if (node.parent?.role === 'Reference') node.parent.role = ''
      return []
    }
    const contents = textString(text)
    return boxes.map(([left, top, right, bottom]) => {
      const rectangle = [x + left * pixel, y - bottom * pixel, x + right * pixel, y - top * pixel]
      const annotation = writer.reserve()
      writer.set(
        annotation,
        `<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [${rectangle.map(short).join(' ')}] ${action} /Contents ${contents} /StructParent ${annotation}>>`,
      )
      node.annotations.push({ object: annotation, page: object })
      return annotation
    })
  })
}

const short = (points: number): string => String(Math.round(points * 100) / 100)

function linkAround(node: StructureNode): StructureNode | undefined {
  if (node.role === 'Link') return node
  return node.parent?.role === 'Link' ? node.parent : undefined
}

function actionOf(href: string, isKnown: (id: string) => boolean): string | undefined {
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
