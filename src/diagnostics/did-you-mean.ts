/** Find the name that was meant. */
import { distance } from 'fastest-levenshtein'

/** A name is near when at most this share of its letters must change (measured on typing slips: 1 in 3). */
const nearestShare = 0.34

/**
 * Suggest the nearest of the known names.
 *
 * @returns "Did you mean `x`?", or `undefined` where nothing is near.
 */
export function didYouMean(typed: string, known: Iterable<string>): string | undefined {
  const nearest = nearestName(typed, known)
  return nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`
}

/** The nearest of the known names, if one is near; the first of equals. */
export function nearestName(typed: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const name of known) {
    const found = distance(typed.toLowerCase(), name.toLowerCase())
    if (found < bestDistance) [best, bestDistance] = [name, found]
  }
  const limit = Math.max(1, Math.ceil(typed.length * nearestShare))
  return bestDistance <= limit ? best : undefined
}
