/**
 * Which element something painted belongs to. Every text fragment that Chromium paints begins at the left
 * edge of a box of its text node, on a baseline within the box (notes/pdf-tagging.md §1); the text decides
 * between boxes that overlap. What is in no text node belongs to a picture, a formula, a list marker or
 * generated text; all else is ornament.
 */
import type { CollectedElement, CollectedPage, CollectedText } from '../../in-page/collect-pages.js'
import type { ContentItem } from '../content/read-content.js'
import { unknownText } from '../content/read-text-object.js'
import type { ElementPlace, Structure } from '../structure/build-structure.js'
import type { Slot } from '../structure/structure-node.js'
import { endsWithHyphen, fold } from './fold.js'

/** Whose something is. */
export interface Owner {
  /** Absent for artefacts. */
  readonly slot?: Slot
  /** Index of the text or element among the nodes of the page; -1 where it is of neither. */
  readonly node: number
  /** Order of the marks in the slot. */
  readonly order: number
  /** True for running heads, folios and what else a page repeats. */
  readonly isPagination?: true
  /** True where it has a text that is in no text node near. */
  readonly isStranger?: true
}

/** How far a fragment may begin from the left edge of its box, in CSS pixels. Skia rounds to 1/64. */
const exact = 0.4
/** Of these, Chromium cuts the empty half off, and paints what is left half an em before its box (`text-spacing-trim`). */
const trimmed = /^\s*[（［｛〈《「『【〔〖〘〚“‘]/
/** How far outside a box something may lie that belongs to it. */
const slack = 1.5

const ornament: Owner = { node: -1, order: 0 }

/** What lies where on a page. */
export interface PageMap {
  readonly page: CollectedPage
  readonly places: Structure['places'][number]
  /** Texts, folded, by index of the node. */
  readonly folded: readonly string[]
  readonly texts: readonly number[]
  readonly atoms: readonly number[]
  readonly items: readonly number[]
  readonly hosts: readonly number[]
}

/** Prepare a page for looking things up. */
export function mapPage(page: CollectedPage, places: PageMap['places']): PageMap {
  const texts: number[] = []
  const atoms: number[] = []
  const items: number[] = []
  const hosts: number[] = []
  const folded = page.nodes.map((node, index) => {
    if ('text' in node) {
      texts.push(index)
      return fold(node.text)
    }
    if (node.box && node.isHost) hosts.push(index)
    if (node.box && node.tag === 'li') items.push(index)
    else if (node.box && !node.isHost) atoms.push(index)
    return ''
  })
  return { page, places, folded, texts, atoms, items, hosts }
}

/** Find whose a painted text is. */
export function ownerOfText(map: PageMap, { x, y, text }: ContentItem): Owner {
  const words = fold(text!.text)
  const stem = longestKnown(endsWithHyphen(words) ? words.slice(0, -1) : words)
  let best: Owner | undefined
  let bestScore = 5
  const isTrimmed = trimmed.test(text!.text)
  for (const index of map.texts) {
    const { boxes } = map.page.nodes[index] as CollectedText
    for (let at = 0; at < boxes.length; at += 4) {
      if (y < boxes[at + 1]! - slack || y > boxes[at + 3]! + slack) continue
      const trim = isTrimmed ? (boxes[at + 3]! - boxes[at + 1]!) / 2 : 0
      if (x < boxes[at]! - slack - trim || x > boxes[at + 2]! + slack) continue
      const isTextual = map.folded[index]!.includes(stem)
      const isExact = Math.abs(x - boxes[at]!) <= exact || (isTrimmed && x < boxes[at]!)
      const score = isTextual ? (isExact ? 0 : 2) : 4
      if (score >= bestScore) continue
      bestScore = score
      best = ownerOf(map, index, at / 4)
    }
    if (bestScore === 0) return best!
  }
  const atom = ownerOfShape(map, x, y)
  if (atom.node >= 0) return atom
  if (best && bestScore < 4) return best
  const generated = ownerOfMarker(map, x, y) ?? ownerOfGenerated(map, x, y)
  if (generated) return generated
  return words === '' ? (best ?? ornament) : { ...(best ?? ornament), isStranger: true }
}

/** Glyphs of unknown text may stand for any. */
const longestKnown = (words: string): string =>
  words.includes(unknownText)
    ? words.split(unknownText).reduce((one, other) => (other.length > one.length ? other : one))
    : words

function ownerOf(map: PageMap, node: number, box: number): Owner {
  const slot = map.places[node] as Slot | undefined
  return { ...(slot ? { slot } : { isPagination: true as const }), node, order: node * 4096 + box }
}

/** A bullet is no larger than this, in CSS pixels. */
const largestBullet = 12

/** Find whose a path is: a picture's, a formula's, or the bullet of a list item. */
export function ownerOfPath(map: PageMap, { x, y, extent = 0 }: ContentItem): Owner {
  const shape = ownerOfShape(map, x, y)
  if (shape.node >= 0 || extent > largestBullet) return shape
  return ownerOfMarker(map, x, y) ?? shape
}

/** Find whose something without text is: the smallest picture or formula that it lies in. */
export function ownerOfShape(map: PageMap, x: number, y: number): Owner {
  const index = smallestAround(map, map.atoms, x, y)
  if (index === undefined) return ornament
  const slot = (map.places[index] as ElementPlace | undefined)?.content
  return { ...(slot && { slot }), node: index, order: index * 4096 }
}

function smallestAround(
  { page }: PageMap,
  among: readonly number[],
  x: number,
  y: number,
): number | undefined {
  let found: number | undefined
  let smallest = Number.POSITIVE_INFINITY
  for (const index of among) {
    const [left, top, right, bottom] = (page.nodes[index] as CollectedElement).box!
    if (x < left - slack || x > right + slack || y < top - slack || y > bottom + slack) continue
    const area = (right - left) * (bottom - top)
    if (area >= smallest) continue
    smallest = area
    found = index
  }
  return found
}

/** A marker stands on the first line of its item, beside it, at most this far from its edge: 6 em. */
const farthestMarker = 80
/** … and its baseline at most this far below the upper edge of it: a line with a tall formula. */
const lowestMarker = 60

/** Find the list item whose marker lies here: the one that began last above, and nearest beside. */
export function ownerOfMarker(map: PageMap, x: number, y: number): Owner | undefined {
  let found: number | undefined
  let nearest = Number.POSITIVE_INFINITY
  for (const index of map.items) {
    const [left, top, right, bottom] = (map.page.nodes[index] as CollectedElement).box!
    const label = (map.places[index] as ElementPlace | undefined)?.label
    if (!label || y < top - slack || y > Math.min(bottom, top + lowestMarker)) continue
    const outside = x < left + slack ? left - x : x > right - slack ? x - right : 0
    if (outside > farthestMarker) continue
    const distance = (y - top) * 4 + outside
    if (distance >= nearest) continue
    nearest = distance
    found = index
  }
  if (found === undefined) return undefined
  const { label } = map.places[found] as ElementPlace
  return { slot: label!, node: found, order: 0 }
}

/** Find the element that a style sheet gives this text to: before its own text, or after it. */
function ownerOfGenerated(map: PageMap, x: number, y: number): Owner | undefined {
  const index = smallestAround(map, map.hosts, x, y)
  if (index === undefined) return undefined
  const place = map.places[index] as ElementPlace | undefined
  const own = map.texts.find((text) => isWithin(map.page, text, index))
  const [left, top] = own === undefined ? [] : (map.page.nodes[own] as CollectedText).boxes
  const isBefore = left !== undefined && (y < top! || x < left)
  const slot = isBefore ? place?.before : place?.after
  return { ...(slot && { slot }), node: index, order: 0 }
}

function isWithin({ nodes }: CollectedPage, node: number, ancestor: number): boolean {
  for (let at = nodes[node]!.parent; at >= 0; at = nodes[at]!.parent)
    if (at === ancestor) return true
  return false
}
