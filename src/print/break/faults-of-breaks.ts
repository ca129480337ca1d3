/** What is wrong with a break, apart from the page that it ends. Shared by those who weigh and those who judge. */
import type { BreakBefore, Item } from '../column.js'

/** Lines of text, in lines, from which what follows a head is enough to stand by itself: a figure, a row. */
const tallEnough = 1.5

/** Tell whether an item asks for a new page before it, whatever it costs. */
export function isForced(before: BreakBefore): boolean {
  return before === 'page' || before === 'recto' || before === 'verso'
}

/**
 * Count the lines missing before a break inside a block (CSS Fragmentation 3, § 3.3, `orphans`).
 *
 * @param end item before which the page ends; from 1 up to the number of items less one
 */
export function missingOrphans(items: readonly Item[], end: number): number {
  const [above, below] = [items[end - 1]!, items[end]!]
  if (above.block !== below.block) return 0
  return Math.max(0, above.orphans - below.line)
}

/** Count the lines missing after a break inside a block (`widows`). @param end as for `missingOrphans` */
export function missingWidows(items: readonly Item[], end: number): number {
  const { block, widows } = items[end]!
  if (items[end - 1]!.block !== block) return 0
  let lines = 1
  while (lines < widows && items[end + lines]?.block === block) lines += 1
  return Math.max(0, widows - lines)
}

/**
 * Find the head that a break parts from its text.
 *
 * @param first first item of the page: what stands on an earlier page is not parted by this break
 * @returns the head's last item and the lines of text that are left with it, 0 or 1
 */
export function headAtFoot(
  items: readonly Item[],
  first: number,
  end: number,
  leading: number,
): { item: number; lines: 0 | 1 } | undefined {
  const last = items[end - 1]!
  if (last.kind === 'heading') return { item: end - 1, lines: 0 }
  if (end - 2 < first || items[end - 2]!.kind !== 'heading') return undefined
  if (last.bottom - last.top >= tallEnough * leading) return undefined
  return { item: end - 2, lines: 1 }
}

/**
 * Measure what a page must hold for a head to stand with its text: from the last break before it that parts no head
 * from its text to the next.
 *
 * @param head an item of the head
 * @returns height in pixels; where it is more than a page has, every way to break the column has the fault
 */
export function heightWithHead(items: readonly Item[], head: number, leading: number): number {
  const isFault = (end: number) =>
    !isForced(items[end]!.before) && headAtFoot(items, 0, end, leading) !== undefined
  let [first, end] = [head, head + 1]
  while (first > 0 && isFault(first)) first -= 1
  while (end < items.length && isFault(end)) end += 1
  return items[end - 1]!.bottom - items[first]!.top + items[first]!.repeated
}
