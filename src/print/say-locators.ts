/** The pages of an index: from the places that an entry names to the fewest words for them. */
import type { Locator } from './in-page/apply-numbers.js'

/** Pages in a row from which on they are one run: two are named each (makeindex, "Page ranges"). */
const worthRun = 3

/** Pages from one to another; `first === last` for one. */
interface Run {
  readonly first: number
  last: number
  readonly to: string
  isMain: boolean
}

/**
 * Say the locators of entries.
 *
 * A page stands once, however often the entry is on it, and not beside a passage that holds it; three pages in a row
 * are a run. What is main stays by itself, so that its bold figure can be seen (The Chicago Manual of Style 18, 15.13).
 *
 * @param entries what `data-locators` says: `id id~id id!`
 * @param pages from 1, by id
 */
export function sayLocators(
  entries: ReadonlySet<string>,
  pages: ReadonlyMap<string, number>,
  folios: readonly string[],
): Record<string, Locator[]> {
  const said: Record<string, Locator[]> = {}
  for (const entry of entries) {
    const runs = entry.split(' ').flatMap((token) => readRun(token, pages))
    said[entry] = joinNeighbours(mergeRuns(runs), folios).map(({ first, last, to, isMain }) => {
      const [from = '', until = ''] = [folios[first - 1], folios[last - 1]]
      return { to, isMain, words: first === last ? from : `${from}–${until}` }
    })
  }
  return said
}

function readRun(token: string, pages: ReadonlyMap<string, number>): Run[] {
  const [from = '', until] = token.replace('!', '').split('~')
  const first = pages.get(from)
  if (first === undefined) return []
  const last = until === undefined ? first : Math.max(first, pages.get(until) ?? first)
  return [{ first, last, to: from, isMain: token.endsWith('!') }]
}

/** Leave out what lies within another; passages that overlap are one. */
function mergeRuns(runs: readonly Run[]): Run[] {
  const merged: Run[] = []
  for (const run of runs.toSorted(
    (one, other) => one.first - other.first || other.last - one.last,
  )) {
    const before = merged.at(-1)
    if (before && run.first <= before.last) {
      const isWhole = run.first === before.first && run.last === before.last
      if (run.isMain && !before.isMain && !isWhole) merged.push({ ...run })
      else {
        before.last = Math.max(before.last, run.last)
        before.isMain ||= run.isMain
      }
    } else merged.push({ ...run })
  }
  return merged
}

/** Make one run of single pages that follow one another, as long as they are counted alike. */
function joinNeighbours(runs: readonly Run[], folios: readonly string[]): Run[] {
  const joined: Run[] = []
  let open: Run[] = []
  const close = () => {
    const [first, last] = [open[0], open.at(-1)]
    if (first && last && last.last - first.first + 1 >= worthRun && open.length > 1)
      joined.push({ ...first, last: last.last })
    else joined.push(...open)
    open = []
  }
  for (const run of runs) {
    const before = open.at(-1)
    const follows =
      before !== undefined &&
      run.first === before.last + 1 &&
      !run.isMain &&
      !before.isMain &&
      isArabic(run, folios) === isArabic(before, folios)
    if (!follows) close()
    open.push(run)
  }
  close()
  return joined
}

const isArabic = ({ first }: Run, folios: readonly string[]): boolean =>
  /^\d/.test(folios[first - 1] ?? '')
