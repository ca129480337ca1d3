/** How the pictures of a figure are laid in rows: Quarto's `layout-ncol`, `layout-nrow` and `layout`. */
import type { Properties } from 'hast'

/** One row: how many pictures it has, and for how many it has room. */
export interface Row {
  readonly length: number
  readonly room: number
}

/** Where the author does not say. */
const usualColumns = 2

/**
 * Lay pictures in rows.
 *
 * @param properties of the figure; `layout="[[1,1],[1]]"` has a list for each row
 */
export function rowLengths(properties: Properties, count: number): Row[] {
  const given = readLayout(properties.layout)
  const rows = Number(properties['layout-nrow'])
  const columns = Number(properties['layout-ncol'])
  const room =
    columns >= 1 ? Math.floor(columns) : rows >= 1 ? Math.ceil(count / rows) : usualColumns
  const found: Row[] = []
  for (let rest = count; rest > 0; rest -= found.at(-1)!.length) {
    const wanted = given[found.length] ?? room
    found.push({ length: Math.min(wanted, rest), room: wanted })
  }
  return found
}

/** Numbers below nought are gaps (Quarto, "Figure Layout"); the pictures count. */
function readLayout(layout: unknown): number[] {
  const rows = String(layout ?? '').match(/\[[^[\]]*\]/g) ?? []
  return rows
    .map(
      (row) => (row.match(/-?\d+(?:\.\d+)?/g) ?? []).filter((one) => !one.startsWith('-')).length,
    )
    .filter((length) => length > 0)
}
