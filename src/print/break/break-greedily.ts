/**
 * One page after the other, as TeX's page builder does it: the cheapest end of this page, whatever it does to the
 * next (TeX: The Program, §§ 1005–1008). For a column past the limit of the search, and to compare with.
 */
import type { BrokenColumn, Column, PageFrame } from '../column.js'
import { isDone, listPages } from './list-pages.js'
import { type Galley, makeGalley } from './make-galley.js'
import { toPages } from './to-pages.js'
import {
  type Arrival,
  isOnWrongSide,
  leaveBlank,
  mayLeaveBlank,
  openColumn,
  turnPage,
  weighWay,
} from './turn-page.js'
import { defaultWeights, type Weights } from './weights.js'

/**
 * Break a column page by page. Total, as `breakColumn` is; its demerits compare with those of the best way.
 *
 * @param hyphens items that end with a hyphen
 */
export function breakGreedily(
  column: Column,
  frame: PageFrame,
  weights: Weights = defaultWeights,
  hyphens: ReadonlySet<number> = new Set(),
): BrokenColumn {
  const galley = makeGalley(column, frame, weights, hyphens)
  const way = findWayGreedily(galley)
  return { pages: toPages(galley, way), demerits: way.demerits, isGreedy: true }
}

/** Find a way through a galley, page by page. */
export function findWayGreedily(given: Galley): Arrival {
  // Whether the page opposite can be deeper too is not known in time.
  const galley = { ...given, frame: { ...given.frame, give: 0 } }
  let here: Arrival = openColumn(galley)
  while (!isDone(galley, here)) {
    const blank = mayLeaveBlank(galley, here) ? leaveBlank(here) : undefined
    here = blank ?? cheapestPage(here)
  }
  return here

  function cheapestPage(from: Arrival): Arrival {
    let [best, least] = [undefined as Arrival | undefined, Number.POSITIVE_INFINITY]
    for (const page of listPages(galley, from, 1)) {
      const demerits = weighWay(galley, from, page)
      const hasText = page.item > from.item
      if (demerits >= least || (hasText && isOnWrongSide(galley, from))) continue
      ;[best, least] = [turnPage(from, page, demerits), demerits]
    }
    // Some page always comes next: an item, or else what is left of the notes and floats.
    return best!
  }
}
