/**
 * The order of what is painted of a line from right to left. Chromium paints a line from its left end on, word by word
 * where its spaces come from another font than its letters; read, and copied, it is from its right end on.
 */
import type { ContentItem } from '../content/read-content.js'
import type { Owner } from './find-owner.js'

/** More than any page is wide, in CSS pixels. */
const farRight = 100_000

/**
 * Order what lies in one box (a line of a text node, or a run of one direction in it) from its right end on, where any
 * of it is painted in reverse. Everything else keeps the order in which it is painted.
 */
export function orderFromRight(
  items: readonly ContentItem[],
  owners: readonly (Owner | undefined)[],
): (Owner | undefined)[] {
  const fromRight = new Set<number>()
  items.forEach(({ text }, index) => {
    const owner = owners[index]
    if (text?.isReversed && owner && owner.node >= 0) fromRight.add(owner.order)
  })
  if (fromRight.size === 0) return [...owners]
  return owners.map((owner, index) =>
    owner && fromRight.has(owner.order) && items[index]!.kind === 'text'
      ? { ...owner, order: owner.order + 1 - items[index]!.x / farRight }
      : owner,
  )
}
