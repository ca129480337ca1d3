/**
 * What a fault of a page costs. Demerits add up over a chapter (Knuth & Plass, "Breaking Paragraphs into Lines",
 * Software: Practice and Experience 11, 1981, did so for lines); only their ratios mean anything. The unit: a page
 * that is a tenth of its depth short, four lines in forty, costs 100, like a line at TeX's limit of stretch.
 */
import type { Box } from '../column.js'

/** Demerits by the name of the fault; each at least 0. A theme may change some. */
export interface Weights {
  readonly white: number
  readonly page: number
  readonly forbid: number
  readonly avoid: number
  readonly orphan: number
  readonly widow: number
  readonly strandedHead: number
  readonly lonelyHead: number
  readonly keptBox: number
  readonly splitBox: Readonly<Record<Box['kind'], number>>
  readonly rectoHyphen: number
  readonly loneListLine: number
  readonly longPage: number
  readonly stretchedLine: number
  readonly splitNote: number
  readonly loneNoteLine: number
  readonly lateNote: number
  readonly notesPage: number
  readonly laterPlace: number
  readonly wrongPlace: number
  readonly littleText: number
  readonly floatOpposite: number
  readonly floatOverleaf: number
  readonly unevenLine: number
  readonly unevenMost: number
  readonly shortLastLine: number
}

/** Weights of a book of continuous prose with some figures, notes and listings. */
export const defaultWeights: Weights = {
  // Times the cube of the white share: 1 line in 40 costs 3, 2 lines 25, 4 lines 200, a quarter 3,125.
  // The cube is TeX's (TeX: The Program, § 108): one short page is worse than three a little short.
  white: 200_000,
  // A page deeper by a line, as the page opposite is: as much as a page short by one.
  longPage: 3,
  // Times the square of the lines of white that a page gains: better than a spread that is uneven by one.
  stretchedLine: 12,
  // Of two ways as good, the one with fewer pages; as much as a page short by a line and a half.
  page: 10,
  // More than all the white of a thousand pages: never, unless nothing else is feasible.
  forbid: 1e8,
  // A page may be a quarter and a bit white for it, no more.
  avoid: 5_000,
  // Per missing line. Worth a page four fifths white: none where another way has none (issue 3, "Quality"),
  // yet less than a page with three lines on it.
  orphan: 100_000,
  widow: 100_000,
  // A head without its text is the worst fault of all that a page can have.
  strandedHead: 400_000,
  // One line after a head is little better than none: as bad as a widow.
  lonelyHead: 100_000,
  // A short listing or table: worth a page half white.
  keptBox: 30_000,
  // Each about as bad as a page short by so many lines of 40, in brackets. A list parts well between its items;
  // a table or an admonition loses its shape, a stanza its sense.
  splitBox: {
    list: 10, // 1.5
    'list-item': 30, // 2
    quotation: 30, // 2
    code: 100, // 3
    group: 100, // 3
    verse: 200, // 4
    table: 350, // 5
    admonition: 500, // 5.5
  },
  // A single line of a list on either side: a widow of sorts, yet whole in its sense.
  loneListLine: 300,
  // The reader turns the leaf in mid-word: worth a page short by nearly three lines.
  rectoHyphen: 60,
  // A quarter of a page short is better than a note that goes on overleaf; a third is not.
  splitNote: 4_000,
  // A single line of a note on either side.
  loneNoteLine: 1_000,
  // Per note and page: the reader looks at the foot and finds nothing.
  lateNote: 40_000,
  // A page of notes without text, in mid-chapter: only where a note is longer than a page.
  notesPage: 3_000,
  // Per step down in the places that a float wants.
  laterPlace: 30,
  // A place that it does not want at all: what the author asked for is worth a page that is quite white.
  wrongPlace: 250_000,
  // A page of floats with a few lines of text between (LaTeX's \textfraction forbids it).
  littleText: 800,
  // Per page that a float comes late. Linear on purpose: with the square, the problem is NP-complete (Plass,
  // "Optimal Pagination Techniques", 1981). Leaves to turn count more than pages: Brüggemann-Klein, Klein and
  // Wohlfeil ("On the Pagination of Complex Documents", 1998) count nothing else.
  floatOpposite: 60,
  floatOverleaf: 400,
  // Times the square of the lines by which facing pages differ: 1 line costs 120, 2 lines 480 …
  unevenLine: 120,
  // … to two and a half lines. More would make both pages of a spread short where one has to be.
  unevenMost: 700,
  // Per line that the last page has fewer than five.
  shortLastLine: 400,
}

/** Bounds of the search. Wider ones find no better pages, but for contrived columns; narrower are faster. */
export interface Limits {
  /** Cheapest ends of a page that are followed up, for each number of floats on it. */
  readonly candidates: number
  /** Cheapest ways to reach an item with other floats or lines of notes behind that are followed up. */
  readonly states: number
  /** Pages that may be weighed in all; past it the column is broken greedily. */
  readonly work: number
}

/** Bounds by measurement (`test/properties/break.bench.ts`): see each. */
export const defaultLimits: Limits = {
  // Issue 3's prototype took 14; past 12 nothing changes but the time.
  candidates: 12,
  // A page of floats and split notes in doubt reaches some 10.
  states: 24,
  // About two seconds: forty times what a chapter of 770 pages needs.
  work: 40_000_000,
}

/** Pixels by which sums of measured heights may be off: Chromium counts in 64ths. */
export const roundingError = 1 / 32

/** Lines below which a last page is short: the trade's rule, for less shows through the paper as a blank. */
export const fewestLastLines = 5
