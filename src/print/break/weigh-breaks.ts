/** The cost of ending a page before each item, whatever page it is: O(1) for the search that follows. */
import type { Column, PageFrame } from '../column.js'
import { headAtFoot, isForced, missingOrphans, missingWidows } from './faults-of-breaks.js'
import type { Weights } from './weights.js'

/**
 * Weigh every break of a column.
 *
 * @returns demerits by the item before which the page ends, and one more for the end of the column; 0 where the
 *   break is forced
 */
export function weighBreaks(column: Column, frame: PageFrame, weights: Weights): Float64Array {
  const { items } = column
  const demerits = weighBoxes(column, weights)
  for (let end = 1; end < items.length; end += 1) {
    const { before } = items[end]!
    if (isForced(before)) {
      demerits[end] = 0
      continue
    }
    if (before === 'forbid') demerits[end]! += weights.forbid
    if (before === 'avoid') demerits[end]! += weights.avoid
    demerits[end]! += weights.orphan * missingOrphans(items, end)
    demerits[end]! += weights.widow * missingWidows(items, end)
    const head = headAtFoot(items, 0, end, frame.leading)
    if (head) demerits[end]! += head.lines === 0 ? weights.strandedHead : weights.lonelyHead
  }
  return demerits
}

/** Sum what the boxes around each break want. Linear: each box is entered and left once. */
function weighBoxes({ items, boxes }: Column, weights: Weights): Float64Array {
  const count = items.length
  // One spare place, for boxes that reach the last item.
  const steps = new Float64Array(count + 2)
  for (const { kind, first, last, keep } of boxes) {
    const [from, to] = [Math.max(first, 0) + 1, Math.min(last, count - 1) + 1]
    if (from >= to) continue
    const cost = keep ? weights.keptBox : weights.splitBox[kind]
    steps[from]! += cost
    steps[to]! -= cost
    if (kind !== 'list') continue
    // Steps of one place: after the first line of the list, and before its last.
    for (const at of to - from === 1 ? [from] : [from, to - 1]) {
      steps[at]! += weights.loneListLine
      steps[at + 1]! -= weights.loneListLine
    }
  }
  const demerits = new Float64Array(count + 1)
  let sum = 0
  for (let end = 1; end < count; end += 1) {
    sum += steps[end]!
    demerits[end] = Math.max(0, sum)
  }
  return demerits
}
