/**
 * The proof that matching was right: what is painted of every text node is the text of the node. Also finds
 * the hyphens that only stand where a line ends.
 */
import type { CollectedPage, CollectedText } from '../../in-page/collect-pages.js'
import { unknownText } from '../content/read-text-object.js'
import type { PageMap } from './find-owner.js'
import { endsWithHyphen, fold } from './fold.js'

/** A text that is painted otherwise than it stands in the document. */
export interface Mismatch {
  /** From 1. */
  readonly page: number
  /** Text of the document; `''` where something is painted that is none of its texts. */
  readonly expected: string
  readonly painted: string
}

/** What is painted of one text node, in the order of painting. */
export interface Painted {
  /** Index of the item in its stream, and of the stream. */
  readonly key: number
  readonly text: string
}

export interface Comparison {
  readonly mismatches: readonly Mismatch[]
  /** Keys of what ends with a hyphen that is not in the text. */
  readonly hyphenated: ReadonlySet<number>
  readonly lineFaults: readonly LineFault[]
}

/** Lines in succession that end with a hyphen, or whose word spaces lie one below the other. */
export interface LineFault {
  readonly kind: 'hyphens' | 'river'
  /** From 1. */
  readonly page: number
  /** `data-at` of the block that they are in; `''` where none is known. */
  readonly at: string
  readonly lines: number
}

/** Hyphens in succession that are one too many (The Chicago Manual of Style, 18th edition, 2.117: no more than three). */
const tooManyHyphens = 4

/** Scripts that are painted from right to left, or in an order of their own. */
const reordered = /[\u0590-\u08ff\u0900-\u0dff\ufb1d-\ufdff\ufe70-\ufefc]/

/** Compare the texts of a page. @param painted by index of the text node */
export function compareTexts(
  { page, texts, folded }: PageMap,
  painted: ReadonlyMap<number, readonly Painted[]>,
): Comparison {
  const mismatches: Mismatch[] = []
  const hyphenated = new Set<number>()
  const lineFaults: LineFault[] = []
  const hasReordered = texts.some((index) => reordered.test(folded[index]!))
  for (const index of texts) {
    const { text, kind } = page.nodes[index] as CollectedText
    const expected = folded[index]!
    if (expected === '') continue
    const pieces = painted.get(index) ?? []
    const lines = longestRun(pieces)
    if (lines >= tooManyHyphens)
      lineFaults.push({ kind: 'hyphens', page: page.page, at: placeOf(page, index), lines })
    const whole = pieces.map((piece) => fold(piece.text)).join('')
    if (whole === expected) {
      if (kind === 'hyphen') for (const { key } of pieces) hyphenated.add(key)
      continue
    }
    const isSame =
      alignHyphens(pieces, expected, hyphenated) ||
      (hasReordered && isReordered(whole, expected)) ||
      isPartlyUnknown(whole, expected)
    // What is hidden, or clipped away by its box, is painted nowhere, and is no fault of the tags.
    if (!isSame && pieces.length > 0)
      mismatches.push({ page: page.page, expected: text.trim(), painted: whole })
  }
  return { mismatches, hyphenated, lineFaults }
}

/** Count the most lines in succession that end with a hyphen. A line is a piece; its hyphen may be one too. */
function longestRun(pieces: readonly Painted[]): number {
  let [run, longest] = [0, 0]
  let endsWithOne = true
  for (const { text } of pieces) {
    const isHyphen = /^[-\u00ad\u2010]$/.test(text.trim())
    if (!isHyphen && !endsWithOne) run = 0
    endsWithOne = /[-\u00ad\u2010]\s*$/.test(text)
    if (endsWithOne) run += 1
    longest = Math.max(longest, run)
  }
  return longest
}

function placeOf({ nodes }: CollectedPage, index: number): string {
  for (let at = nodes[index]!.parent; at >= 0; at = nodes[at]!.parent) {
    const node = nodes[at]!
    const place = 'tag' in node ? node.attributes?.['data-at'] : undefined
    if (place) return place
  }
  return ''
}

function alignHyphens(
  pieces: readonly Painted[],
  expected: string,
  hyphenated: Set<number>,
): boolean {
  const found: number[] = []
  let at = 0
  for (const { key, text } of pieces) {
    const words = fold(text)
    if (expected.startsWith(words, at)) at += words.length
    else if (endsWithHyphen(words) && expected.startsWith(words.slice(0, -1), at)) {
      at += words.length - 1
      found.push(key)
    } else return false
  }
  if (at !== expected.length) return false
  for (const key of found) hyphenated.add(key)
  return true
}

/** Of figures and brackets the order may change as well, beside such words. */
const isReordered = (painted: string, expected: string): boolean =>
  [...painted].sort().join('') === [...expected].sort().join('')

/** What the fonts lack is told elsewhere (`missing-glyph`); here it may be anything. */
function isPartlyUnknown(painted: string, expected: string): boolean {
  let at = 0
  return (
    painted.split(unknownText).length > 1 &&
    painted.split(unknownText).every((known) => {
      const found = expected.indexOf(known.replace(/-$/, ''), at)
      at = found + known.length
      return found >= 0
    })
  )
}
