/** Floats on a page: which stand at the top and which at the foot, in their order from top to foot. */
import type { Float } from '../column.js'
import type { Galley } from './make-galley.js'

/**
 * Choose which floats of a page with text stand at its foot.
 *
 * @param from first float of the page
 * @param to float after its last
 * @returns first float that stands at the foot, all before it at the top; `to` for none
 */
export function chooseFoot(galley: Galley, from: number, to: number): number {
  let [best, least] = [to, Number.POSITIVE_INFINITY]
  for (let foot = to; foot >= from; foot -= 1) {
    const demerits = weighFloats(galley, from, to, foot)
    if (demerits < least) [best, least] = [foot, demerits]
  }
  return best
}

/** Weigh the places of floats on a page with text. @param foot as `chooseFoot` gives it */
export function weighFloats(galley: Galley, from: number, to: number, foot: number): number {
  let demerits = 0
  for (let float = from; float < to; float += 1)
    demerits += weighPlace(galley, float, float < foot ? 'top' : 'foot')
  return demerits
}

/** Weigh one place for one float: how far down it stands in what the float wants. */
export function weighPlace(
  { column, weights }: Galley,
  float: number,
  place: Float['places'][number],
): number {
  const rank = column.floats[float]!.places.indexOf(place)
  return rank < 0 ? weights.wrongPlace : rank * weights.laterPlace
}
