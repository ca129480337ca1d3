/** The baseline grid on pages that begin with something off it: in the midst of a listing, or with a figure. */
import type { Column } from './column.js'
import type { WhiteChange } from './in-page/keep-grid.js'

/** White that always stays, in leadings: as much as in-page/keep-grid.ts leaves. */
const least = 0.5

/** Pixels that no eye sees. */
const tolerance = 0.4

/**
 * List, for each item that a page may start with, the item before which white is changed on that page, and by how
 * much: past the end, and 0, where all stands on the grid as it is.
 */
export function listWhites(
  column: Column,
  leading: number,
): { seams: Int32Array; white: Float64Array } {
  const { length } = column.items
  const seams = new Int32Array(length).fill(length)
  const white = new Float64Array(length)
  let at = (column.seams?.length ?? 0) - 1
  for (let first = length - 1; at >= 0 && first >= 0; first--) {
    while (at > 0 && column.seams![at - 1]! > first) at--
    const seam = column.seams![at]!
    if (seam <= first) continue
    const by = changeAt(column, leading, first, seam)
    if (by === 0) continue
    seams[first] = seam
    white[first] = by
  }
  return { seams, white }
}

/** Find the white that a page from one item to another changes; `undefined` for none. */
export function whiteToGrid(
  column: Column,
  leading: number,
  first: number,
  end: number,
): WhiteChange | undefined {
  const seam = column.seams?.find((one) => one > first)
  if (seam === undefined || seam >= end) return undefined
  const by = changeAt(column, leading, first, seam)
  return by === 0 ? undefined : { item: seam, by }
}

/** The least change, for less white where there is some to spare. */
function changeAt({ items }: Column, leading: number, first: number, seam: number): number {
  const start = items[first]!.top - items[first]!.repeated
  const over = ((start % leading) + leading) % leading
  if (over < tolerance || leading - over < tolerance) return 0
  const spare = items[seam]!.top - items[seam - 1]!.bottom - least * leading
  return leading - over <= spare ? over - leading : over
}
