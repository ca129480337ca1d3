/**
 * Vertical justification: a page that is a line or two short gets them where white already parts things, above a
 * head, around code, a figure, a table; a line at a place, so that text keeps to its grid. TeX does so with the glue
 * between paragraphs and heads (TeXbook, ch. 15, \flushbottom); here nothing else moves.
 */
import type { Column, Item } from './column.js'

/** White, in leadings, that parts one thing from another. */
const some = 0.4

/** What stands apart from the text. */
const apart: ReadonlySet<Item['kind']> = new Set(['code', 'row', 'figure', 'formula'])

/** Tell whether the white before an item may grow: it stands before a head, or between text and what is apart. */
function isGap({ items }: Column, leading: number, at: number): boolean {
  const [above, below] = [items[at - 1], items[at]!]
  if (!above || above.block === below.block || below.before !== 'auto') return false
  if (above.kind === 'heading' || below.top - above.bottom < some * leading) return false
  return below.kind === 'heading' || apart.has(above.kind) !== apart.has(below.kind)
}

/** List the items before which white may grow, rising; none within what stands in a frame or a list. */
export function listGaps(column: Column, leading: number): number[] {
  const closed = column.boxes.filter(({ kind, keep }) => keep || kind !== 'group')
  const inside = new Set<number>()
  for (const { first, last } of closed) for (let at = first + 1; at <= last; at++) inside.add(at)
  return column.items.flatMap((_, at) =>
    isGap(column, leading, at) && !inside.has(at) ? [at] : [],
  )
}

/**
 * Choose the places on a page that get a line of white.
 *
 * @param gaps those of the column, as `listGaps` gives them
 * @param lines how many places; no more than there are on the page
 * @returns rising; those above heads first, then those below what stands apart: what announces a listing is to stay
 *   near it. From the foot of the page up
 */
export function chooseGaps(
  { items }: Column,
  gaps: readonly number[],
  first: number,
  end: number,
  lines: number,
): number[] {
  if (lines === 0) return []
  const here = gaps.filter((gap) => first < gap && gap < end).reverse()
  const rank = (gap: number) =>
    items[gap]!.kind === 'heading' ? 0 : apart.has(items[gap - 1]!.kind) ? 1 : 2
  const ordered = here.sort((one, other) => rank(one) - rank(other))
  return ordered.slice(0, lines).sort((one, other) => one - other)
}
