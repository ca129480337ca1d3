/** The page: where the text stands on it, and how large it is. */
import type { PrintEdition } from '../../book/configuration.js'
import { type Points, points } from '../../book/length.js'
import type { Trim } from './trim.js'

type Margins = PrintEdition['margins']

/**
 * Margins as shares of the page: on 6 × 9 inches 60 pt inside and 48 pt outside, which leaves 324 pt
 * for about 67 characters of 10.5 pt text (Bringhurst, The Elements of Typographic Style 4, 2.1.2: 66
 * is ideal), and more below than above (8.3). The inside is above what KDP asks of 700 pages ("Set
 * trim size, bleed, and margins": 0.75 in).
 */
const shares = { inside: 60 / 432, outside: 48 / 432, top: 63 / 648, bottom: 81 / 648 }

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
): Margins | undefined {
  const inside = given.inside ?? defaultMargin('inside', trim.width)
  const outside = given.outside ?? defaultMargin('outside', trim.width)
  const top = given.top ?? defaultMargin('top', trim.height)
  const bottom = given.bottom ?? defaultMargin('bottom', trim.height)
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

function defaultMargin(side: keyof Margins, length: number): Points {
  // A quarter of an inch is the grain of a page designer's ruler; three points is ours.
  return points(Math.max(least[side], Math.round((length * shares[side]) / 3) * 3))
}

const wholePixels = (length: number) => Math.floor(length / pixel + tolerance) * pixel
const roundUp = (length: number) => Math.ceil(length / pixel - tolerance) * pixel

/** Pages narrower than this (5 inches) are set smaller, so that a line keeps its words. */
const narrow = 5 * 72

/** Size of the text for a page: 10.5 pt, 9.5 pt in a pocket. */
export const fontSizeFor = ({ width }: Trim): Points => points(width < narrow ? 9.5 : 10.5)

/** Distance of lines: four thirds of the size, to a quarter of a point; 14 pt for 10.5 pt. */
export const leadingFor = (fontSize: Points): Points => points(Math.round((fontSize * 16) / 3) / 4)

/** Width of a column of code in em of the text: 0.6 em of a face set at 0.762 (styles/tokens.css). */
const columnWidth = 0.6 * 0.762

/** A line that is longer than the page by less than this share wraps once, near its end, and reads well. */
const patience = 1.13

/** Columns of code above which a line is reported: 76 at 6 × 9 inches, where 67 fit. */
export function codeColumns({ trim, margins, fontSize }: PrintEdition): number {
  const width = trim.width - margins.inside - margins.outside
  return Math.floor((width / (fontSize * columnWidth)) * patience + tolerance)
}
