/** The page: where the text stands on it, and how large it is. */
import type { PrintEdition } from '../../book/configuration.js'
import { type Points, points } from '../../book/length.js'
import type { Trim } from './trim.js'

type Margins = PrintEdition['margins']

/**
 * Margins as shares of the page: on 6 × 9 inches 63 pt inside and 51 pt outside, which leaves 318 pt
 * for about 69 characters of 10 pt text (Bringhurst, The Elements of Typographic Style 4, 2.1.2: 66
 * is ideal, 75 the most), and 39 lines with more below than above (8.3). The inside is what KDP asks
 * of 828 pages, its most ("Set trim size, bleed, and margins": 0.875 in).
 */
export const defaultShares = {
  inside: 63 / 432,
  outside: 51 / 432,
  top: 57 / 648,
  bottom: 63 / 648,
}

/** Margins as shares of the page: of its width the inside and outside, of its height the others. */
export type MarginShares = { readonly [Side in keyof Margins]: number }

/** On a small page the shares would not leave room for the thumb and the spine. */
const least = { inside: points(36), outside: points(27), top: points(42), bottom: points(45) }

/** Neither side of the text is shorter than this. */
const leastText = 72

/** A pixel of CSS in points. Chromium rounds the content of a page to whole pixels (notes/chrome-print). */
const pixel = 0.75

/** Guard against a sum such as 671.9999999 pixels. */
const tolerance = 1e-6

/**
 * Fill in the margins that the author did not give, so that the text area holds whole lines, and is
 * whole pixels wide and high: what is over, less than a pixel, goes to the outside and the bottom.
 *
 * @returns margins, or `undefined` where they leave no room for text
 */
export function fitMargins(
  trim: Trim,
  given: { readonly [Side in keyof Margins]?: Points | undefined },
  leading: Points,
  shares: MarginShares = defaultShares,
): Margins | undefined {
  const fill = (side: keyof Margins, length: number) =>
    given[side] ?? marginOf(side, length, shares)
  const inside = fill('inside', trim.width)
  const outside = fill('outside', trim.width)
  const top = fill('top', trim.height)
  const bottom = fill('bottom', trim.height)
  const width = wholePixels(trim.width - inside - outside)
  const free = trim.height - top - bottom
  const lines = Math.round(free / leading) * leading
  const height = given.bottom === undefined ? roundUp(lines) : wholePixels(free)
  if (width < leastText || height < leastText) return undefined
  return {
    top,
    inside,
    outside: points(trim.width - inside - width),
    bottom: points(trim.height - top - height),
  }
}

function marginOf(side: keyof Margins, length: number, shares: MarginShares): Points {
  // A quarter of an inch is the grain of a page designer's ruler; three points is ours.
  return points(Math.max(least[side], Math.round((length * shares[side]) / 3) * 3))
}

const wholePixels = (length: number) => Math.floor(length / pixel + tolerance) * pixel
const roundUp = (length: number) => Math.ceil(length / pixel - tolerance) * pixel

/** Pages narrower than this (5 inches) are set smaller, so that a line keeps its words. */
const narrow = 5 * 72

/** Size of the text for a page: 10 pt, 9 pt in a pocket. */
export const fontSizeFor = ({ width }: Trim, size = 10): Points => points(width < narrow ? 9 : size)

/** From one line to the next, in sizes of the text. */
const leadingPerSize = 1.35

/**
 * Distance of lines: 13.5 pt for 10 pt. It is whole pixels, to which Chromium moves every baseline; any
 * other distance would come out uneven.
 */
export const leadingFor = (fontSize: Points, perSize = leadingPerSize): Points =>
  points(Math.round((fontSize * perSize) / pixel) * pixel)

/** Width of a column of code in em of the text: 0.6 em of a face set at 0.8 (styles/tokens.css). */
const columnWidth = 0.6 * 0.8

/** White at the right of a block of code; its left side hangs in the margin (styles/things.css). */
const codePadding = 3

/** Columns of code that fit the page: 65 at 6 × 9 inches. */
export function codeColumns({ trim, margins, fontSize }: PrintEdition): number {
  const width = wholePixels(trim.width - margins.inside - margins.outside) - codePadding
  return Math.floor(width / (fontSize * columnWidth) + tolerance)
}
