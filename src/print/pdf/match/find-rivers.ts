/**
 * Rivers: word spaces that lie one below the other over several lines, so that the eye sees a white stripe run down
 * the text (Bringhurst, The Elements of Typographic Style 4, 2.1.3). Found where the lines are known for good: in
 * what Skia painted. Only wide spaces count; narrow ones lie below each other by chance in every paragraph.
 */
import type { CollectedPage } from '../../in-page/collect-pages.js'
import type { ContentItem } from '../content/read-content.js'
import type { LineFault } from './compare-texts.js'

/** A text and the text node whose it is. */
export interface OwnedText {
  readonly item: ContentItem
  readonly node: number
}

/** Lines that a river crosses at least. */
const fewestLines = 4

/**
 * Width of a space that counts, in em: a quarter em, the word space of the text face, and half of that again. Of 2,100
 * pages of four real books it reports one paragraph, rightly; with narrower ones chance makes most rivers.
 */
const leastSpace = 0.38

/** Two spaces belong together where this share of the narrower lies below the other. */
const leastOverlap = 0.5

/** A word space: its edges, and the lines of the river that ends with it. */
interface Space {
  readonly left: number
  readonly right: number
  readonly lines: number
}

interface Line {
  readonly at: string
  readonly y: number
  readonly size: number
  readonly spaces: Space[]
}

/** Find the rivers of a page, one a block at most: the longest. */
export function findRivers(page: CollectedPage, texts: readonly OwnedText[]): LineFault[] {
  const longest = new Map<string, number>()
  let above: Line | undefined
  let line: Line | undefined
  const places = new Map<number, string>()
  for (const { item, node } of texts) {
    const { text, y } = item
    const place = places.get(node) ?? proseOf(page, node)
    places.set(node, place)
    const size = text!.size * Math.abs(text!.matrix[0] ?? 1)
    if (place === '' || text!.isReversed) continue
    if (line?.at !== place || Math.abs(line.y - y) > size / 3) {
      const isNext = line?.at === place && y > line.y && y - line.y < 2 * size
      above = isNext ? line : undefined
      line = { at: place, y, size, spaces: [] }
    }
    for (const [left, right] of spacesOf(item)) {
      if (right - left < leastSpace * line.size) continue
      const before = (above?.spaces ?? []).filter((space) => isBelow(space, left, right))
      const lines = 1 + Math.max(0, ...before.map((space) => space.lines))
      line.spaces.push({ left, right, lines })
      if (lines >= fewestLines) longest.set(place, Math.max(lines, longest.get(place) ?? 0))
    }
  }
  return [...longest].map(([at, lines]) => ({ kind: 'river', page: page.page, at, lines }))
}

const isBelow = (space: Space, left: number, right: number): boolean =>
  Math.min(space.right, right) - Math.max(space.left, left) >=
  leastOverlap * Math.min(space.right - space.left, right - left)

/** Find `data-at` of the paragraph that a text is in; `''` for code, tables and what else is no running text. */
function proseOf({ nodes }: CollectedPage, index: number): string {
  for (let at = nodes[index]!.parent; at >= 0; at = nodes[at]!.parent) {
    const node = nodes[at]!
    if (!('tag' in node)) continue
    const place = node.attributes?.['data-at']
    if (place && /^(p|li|dd)$/.test(node.tag)) return place
    if (/^(pre|table|section|div|aside|blockquote|h[1-6]|figure)$/.test(node.tag)) return ''
  }
  return ''
}

/** Edges of the spaces between the words of a text, in CSS pixels of the page. */
function spacesOf({ text, x }: ContentItem): (readonly [number, number])[] {
  const { codes, xs, font, matrix } = text!
  const scale = Math.abs(matrix[0] ?? 1)
  const spaces: (readonly [number, number])[] = []
  for (let at = 0; at + 1 < codes.length; at++) {
    if (font.texts.get(Number.parseInt(codes[at]!, 16)) !== ' ') continue
    spaces.push([x + (xs[at]! - xs[0]!) * scale, x + (xs[at + 1]! - xs[0]!) * scale])
  }
  return spaces
}
