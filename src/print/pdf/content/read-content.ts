/**
 * A content stream of Skia's, cut into things that are painted and what stands between them. Skia writes one
 * operator a line (notes/chrome-print.md §0); what it was never seen to write is refused, not guessed at.
 */
import { apply, type Matrix, multiply, readMatrix } from './matrix.js'
import type { PdfFont } from './read-font.js'
import { readTextObject, type TextObject, UnknownOperator } from './read-text-object.js'

/** A piece of a content stream. */
export interface ContentItem {
  /** `state` paints nothing; `object` is a picture by `name`; `form` has a content of its own. */
  readonly kind: 'save' | 'restore' | 'state' | 'text' | 'path' | 'object' | 'form'
  /** As Skia wrote it, without the last line feed; of texts `''`, which are written anew. */
  readonly source: string
  /** Where it is painted, in CSS pixels of the page: the first glyph, a point of the path, the middle of a picture. */
  readonly x: number
  readonly y: number
  /** Greatest width or height of a simple path, in CSS pixels; of others `Infinity`. */
  readonly extent?: number
  readonly text?: TextObject
  readonly name?: string
  /** From the item's units to CSS pixels of the page; of objects. */
  readonly matrix?: Matrix
}

const state = new Set([
  'cm',
  'gs',
  'rg',
  'RG',
  'g',
  'G',
  'w',
  'J',
  'j',
  'M',
  'd',
  'i',
  'cs',
  'CS',
  'scn',
  'SCN',
])
const construction = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're'])
const clipping = new Set(['n'])
const painting = new Set(['f', 'f*', 'F', 'S', 's', 'B', 'B*', 'b', 'b*'])

/**
 * Cut a content stream into its items.
 *
 * @param base from the stream's units to CSS pixels of the page
 * @throws UnknownOperator
 */
export function readContent(
  content: string,
  base: Matrix,
  fonts: (name: string) => PdfFont,
): ContentItem[] {
  const items: ContentItem[] = []
  const lines = content.split('\n')
  const saved: Matrix[] = []
  let matrix = base
  let from = 0
  const add = (
    kind: ContentItem['kind'],
    to: number,
    x = 0,
    y = 0,
    more?: Partial<ContentItem>,
  ) => {
    const source = kind === 'text' ? '' : lines.slice(from, to).join('\n')
    items.push({ kind, source, x, y, ...more })
    from = to
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const operator = line.slice(line.lastIndexOf(' ') + 1)
    if (operator === 'BT') {
      if (at > from) add('state', at)
      const end = lines.indexOf('ET', at)
      const text = readTextObject(lines.slice(at + 1, end), fonts)
      const [tx, ty] = apply(text.matrix as Matrix, text.xs[0] ?? 0, text.ys[0] ?? 0)
      add('text', end + 1, ...apply(matrix, tx, ty), { text })
      at = end
    } else if (construction.has(operator)) {
      if (at > from) add('state', at)
      at = endOfPath(lines, at)
      const extent = extentOf(lines.slice(from, at)) * Math.hypot(matrix[0], matrix[1])
      const isPainted = painting.has(lines[at]!)
      if (isPainted) add('path', at + 1, ...apply(matrix, ...pointOf(line)), { extent })
    } else if (operator === 'q') {
      if (at > from) add('state', at)
      saved.push(matrix)
      add('save', at + 1)
    } else if (operator === 'Q') {
      if (at > from) add('state', at)
      matrix = saved.pop() ?? base
      add('restore', at + 1)
    } else if (operator === 'Do') {
      if (at > from) add('state', at)
      add('object', at + 1, ...apply(matrix, 0.5, 0.5), { name: line.slice(1, -3), matrix })
    } else if (operator === 'cm') matrix = multiply(readMatrix(line), matrix)
    else if (!state.has(operator) && operator !== '') throw new UnknownOperator(line)
  }
  if (from < lines.length) add('state', lines.length)
  return items
}

/** Find the line that paints a path, or clips by it. */
function endOfPath(lines: readonly string[], start: number): number {
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at]!
    if (painting.has(line)) return at
    const operator = line.slice(line.lastIndexOf(' ') + 1)
    if (clipping.has(operator)) return at
    if (!construction.has(operator)) throw new UnknownOperator(line)
  }
  throw new UnknownOperator(lines[start]!)
}

/** The middle of a rectangle, or where a path begins. */
function pointOf(line: string): [number, number] {
  const [x, y, width, height, operator] = line.split(' ')
  if (operator !== 're') return [Number(x), Number(y)]
  return [Number(x) + Number(width) / 2, Number(y) + Number(height) / 2]
}

/** Points of the largest path that is measured: a disc takes 17. */
const simplePath = 24

/** Measure a path, in its own units. */
function extentOf(lines: readonly string[]): number {
  const first = lines[0]!.split(' ')
  if (lines.length === 1 && first[4] === 're')
    return Math.max(Math.abs(Number(first[2])), Math.abs(Number(first[3])))
  if (lines.length > simplePath) return Number.POSITIVE_INFINITY
  const ends = lines.map((line) => line.split(' ').slice(0, -1).slice(-2).map(Number))
  const points = ends.filter((point) => point.length === 2)
  const spread = (at: 0 | 1) => {
    const all = points.map((point) => point[at]!)
    return Math.max(...all) - Math.min(...all)
  }
  return Math.max(spread(0), spread(1))
}
