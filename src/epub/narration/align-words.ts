/** Find the words of one text in another that is nearly the same: what was read aloud in what is written. */

/**
 * Differences after which the search ends with what it has: its time and memory grow with their square (5,000 take
 * 100 MB).
 */
const mostDifferences = 5000

/** How far each diagonal was followed, for those from `-radius` to `radius`. */
interface Reach {
  readonly radius: number
  readonly xs: Int32Array
}

/**
 * Align two lists of words by the shortest way to make one of the other (E. Myers, "An O(ND) Difference Algorithm and
 * Its Variations", Algorithmica 1, 1986).
 *
 * @returns for each of `said` the index of the same word in `written`, or -1; the indexes grow
 */
export function alignWords(said: readonly string[], written: readonly string[]): number[] {
  const most = Math.min(said.length + written.length, mostDifferences)
  const now: Reach = { radius: most + 1, xs: new Int32Array(2 * most + 3).fill(-1) }
  now.xs[now.radius + 1] = 0
  const history: Reach[] = []
  let best = { x: 0, k: 0, depth: -1 }
  for (let d = 0; d <= most; d++) {
    history.push({ radius: d + 1, xs: now.xs.slice(now.radius - d - 1, now.radius + d + 2) })
    for (let k = -d; k <= d; k += 2) {
      let x = stepInto(now, k, d).x
      while (x < said.length && x - k < written.length && said[x] === written[x - k]) x += 1
      now.xs[now.radius + k] = x
      const isInside = x <= said.length && x - k <= written.length
      if (isInside && (best.depth < 0 || 2 * x - k > 2 * best.x - best.k)) best = { x, k, depth: d }
      if (x >= said.length && x - k >= written.length)
        return traceBack(said.length, history, { x, k, depth: d })
    }
  }
  return traceBack(said.length, history, best)
}

/** The better of the two ways into a diagonal: from the one above, a word is written only; else said only. */
function stepInto({ radius, xs }: Reach, k: number, d: number): { x: number; isAbove: boolean } {
  const [below, above] = [xs[radius + k - 1]!, xs[radius + k + 1]!]
  const isAbove = k === -d || (k !== d && below < above)
  return { x: isAbove ? above : below + 1, isAbove }
}

function traceBack(
  length: number,
  history: readonly Reach[],
  end: { readonly x: number; readonly k: number; readonly depth: number },
): number[] {
  const found = new Array<number>(length).fill(-1)
  let { x, k } = end
  for (let d = end.depth; d >= 0; d--) {
    const { x: start, isAbove } = stepInto(history[d]!, k, d)
    for (; x > start; x--) found[x - 1] = x - 1 - k
    k += isAbove ? 1 : -1
    x = isAbove ? start : start - 1
  }
  return found
}
