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
    const source = kind === 'text' ? '' : content.slice(from, to - 1)
    items.push({ kind, source, x, y, ...more })
    from = to
  }
  for (let at = 0; at < content.length; ) {
    const next = endOfLine(content, at)
    const line = content.slice(at, next - 1)
    const operator = line.slice(line.lastIndexOf(' ') + 1)
    const isItem = construction.has(operator) || /^(BT|q|Q|Do)$/.test(operator)
    if (isItem && at > from) add('state', at)
    if (operator === 'BT') {
      const end = content.indexOf('\nET\n', at) + 1
      const text = readTextObject(content, next, end, fonts)
      const [tx, ty] = apply(text.matrix as Matrix, ...startOf(text))
      add('text', end + 3, ...apply(matrix, tx, ty), { text })
    } else if (construction.has(operator)) {
      const path = readPath(content, at)
      const extent = extentOf(path.lines) * Math.hypot(matrix[0], matrix[1])
      if (path.isPainted) add('path', path.end, ...apply(matrix, ...pointOf(line)), { extent })
      at = path.end
      continue
    } else if (operator === 'q') {
      saved.push(matrix)
      add('save', next)
    } else if (operator === 'Q') {
      matrix = saved.pop() ?? base
      add('restore', next)
    } else if (operator === 'Do') {
      add('object', next, ...apply(matrix, 0.5, 0.5), { name: line.slice(1, -3), matrix })
    } else if (operator === 'cm') matrix = multiply(readMatrix(line), matrix)
    else if (!state.has(operator) && operator !== '') throw new UnknownOperator(line)
    at = Math.max(next, from)
  }
  if (from < content.length) add('state', content.length + 1)
  return items
}

/**
 * Find where a text begins: at its first glyph. Painted in reverse, that may be a mark above or below the last letter;
 * then at its left edge, on the height that most of its glyphs have.
 */
function startOf({ xs, ys, isReversed }: TextObject): [x: number, y: number] {
  if (!isReversed || ys.every((y) => y === ys[0])) return [xs[0] ?? 0, ys[0] ?? 0]
  const share = (y: number) => ys.reduce((count, other) => count + (other === y ? 1 : 0), 0)
  const y = ys.reduce((best, other) => (share(other) > share(best) ? other : best))
  return [Math.min(...xs), y]
}

/** Where the line after this one begins. */
function endOfLine(content: string, at: number): number {
  const end = content.indexOf('\n', at)
  return (end < 0 ? content.length : end) + 1
}

/** Read a path to the line that paints it, or clips by it. */
function readPath(
  content: string,
  start: number,
): { readonly lines: readonly string[]; readonly end: number; readonly isPainted: boolean } {
  const lines: string[] = []
  for (let at = start; at < content.length; ) {
    const end = endOfLine(content, at)
    const line = content.slice(at, end - 1)
    if (painting.has(line)) return { lines, end, isPainted: true }
    const operator = line.slice(line.lastIndexOf(' ') + 1)
    if (clipping.has(operator)) return { lines, end, isPainted: false }
    if (!construction.has(operator)) throw new UnknownOperator(line)
    lines.push(line)
    at = end
  }
  throw new UnknownOperator(lines[0]!)
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
