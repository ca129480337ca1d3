/** The pages so far, as a chain from the last to the first, and what one more costs. */

import type { Candidate, Progress } from './list-pages.js'
import type { Galley } from './make-galley.js'

/** The best known way to come so far. */
export interface Arrival extends Progress {
  /** Side of the page that comes next. */
  readonly side: 'recto' | 'verso'
  /** Height of the facing verso for a recto to be even with; `NaN` for none. */
  readonly facing: number
  /** Height by which the last page is deeper than others. */
  readonly extra: number
  /** Lines of white that the last page gains. */
  readonly lines: number
  readonly demerits: number
  /** Before the last page; `undefined` before the first. */
  readonly from: Arrival | undefined
}

/** Start a column: nothing is placed. */
export function openColumn({ frame }: Galley): Arrival {
  return {
    item: 0,
    float: 0,
    line: 0,
    page: 0,
    side: frame.startsOn,
    facing: Number.NaN,
    extra: 0,
    lines: 0,
    demerits: 0,
    from: undefined,
  }
}

/** Weigh the way to a page and the page itself. */
export function weighWay(galley: Galley, from: Arrival, page: Candidate): number {
  const way = from.demerits + page.demerits
  if (from.side === 'verso') return way + page.onVerso
  // Both pages of a spread are deeper, or neither.
  if (from.extra !== page.extra) return Number.POSITIVE_INFINITY
  return way + page.onRecto + weighSpread(galley, from.facing, page.depth)
}

/** Turn to the next page. @param demerits as `weighWay` gives them */
export function turnPage(from: Arrival, page: Candidate, demerits: number): Arrival {
  const { item, float, line } = page
  const isVerso = from.side === 'verso'
  return {
    item,
    float,
    line,
    page: page.page,
    side: isVerso ? 'recto' : 'verso',
    facing: isVerso ? page.depth : Number.NaN,
    extra: page.extra,
    lines: page.lines,
    demerits,
    from,
  }
}

/** Leave a page blank, so that what follows stands on the other side. */
export function leaveBlank(from: Arrival): Arrival {
  const { item, float, line, page } = from
  const side = from.side === 'verso' ? 'recto' : 'verso'
  return {
    item,
    float,
    line,
    page,
    side,
    facing: Number.NaN,
    extra: 0,
    lines: 0,
    demerits: from.demerits,
    from,
  }
}

/**
 * Tell whether the text that comes next may not stand on the side that comes next. Carried-over lines and floats
 * still may.
 */
export function isOnWrongSide(galley: Galley, { item, side }: Arrival): boolean {
  const before = galley.column.items[item]?.before
  return (before === 'recto' || before === 'verso') && before !== side
}

/** Tell whether a blank page may come next. */
export function mayLeaveBlank(galley: Galley, arrival: Arrival): boolean {
  return isOnWrongSide(galley, arrival) && arrival.line >= galley.linesDue[arrival.item]!
}

/** Weigh facing pages of unequal depth (a double spread in Mittelbach's "A General LuaTeX Framework", 2019). */
export function weighSpread({ frame, weights }: Galley, verso: number, recto: number): number {
  const lines = Math.abs(verso - recto) / frame.leading
  // Also where either is no number, that is, not to be compared.
  if (!(lines > weighedFrom)) return 0
  return Math.min(weights.unevenMost, weights.unevenLine * lines * lines)
}

/** Lines below which no eye sees the difference. */
const weighedFrom = 0.25
