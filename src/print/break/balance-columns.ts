/** The two columns of a last page, made to end level. */
import { depthAt } from './list-pages.js'
import { type Galley, notesHeight, textHeight } from './make-galley.js'
import type { Arrival } from './turn-page.js'
import { roundingError } from './weights.js'

/** How much worse it is if the right column is the longer one. */
const rightIsLonger = 4

/**
 * Break the last page of a way through half pages again, so that its columns end level, or the left one a little
 * later. It stays as it is where floats stand on it.
 *
 * @param way as `findWay` gives it, from a left column on
 */
export function balanceColumns(galley: Galley, way: Arrival): Arrival {
  const start = lastLeft(way)
  if (!start || start.float !== way.float || start.item === way.item) return way
  const depth = depthAt(galley, start) + roundingError
  const { linesDue, weights, breaks, frame, count } = galley
  let [best, least] = [undefined as Arrival | undefined, Number.POSITIVE_INFINITY]
  for (let item = way.item; item > start.item; item -= 1) {
    const line = Math.max(start.line, linesDue[item]!)
    const [left, right] = [textHeight(galley, start.item, item), textHeight(galley, item, way.item)]
    if (left + notesHeight(galley, start.line, line) > depth) continue
    if (right + notesHeight(galley, line, way.line) > depth) continue
    const lines = (left - right) / frame.leading
    const demerits =
      (item < count ? breaks[item]! : 0) +
      weights.unevenLine * lines ** 2 * (lines < 0 ? rightIsLonger : 1)
    if (demerits >= least) continue
    const { float, page, demerits: before } = start
    const side = 'recto' as const
    const height = { facing: left, extra: 0, lines: 0 }
    best = { item, float, line, page, side, ...height, demerits: before, from: start }
    least = demerits
  }
  return best ? { ...way, from: best } : way
}

/** Find what comes before the left column of the last page. */
function lastLeft(way: Arrival): Arrival | undefined {
  let count = 0
  for (let at = way; at.from; at = at.from) count += 1
  return count % 2 === 0 ? way.from?.from : way.from
}
