/** Which columns of data a table has, in which order, under which heads. */
import { nearestName } from '../../diagnostics/did-you-mean.js'

interface ChosenColumns {
  readonly rows: string[][]
  /** What was asked for and is not there, with the name that is nearest. */
  readonly unknown: readonly { readonly name: string; readonly nearest: string | undefined }[]
  readonly names: readonly string[]
}

/**
 * Choose columns: `name, size=Size (kB), 3`, by the name at their head or by their place.
 *
 * @param asked absent for all as they are
 * @param hasHead whether the first row names the columns
 */
export function chooseColumns(
  rows: readonly (readonly string[])[],
  asked: string | undefined,
  hasHead: boolean,
): ChosenColumns {
  const names = hasHead ? (rows[0] ?? []) : []
  if (asked === undefined) return { rows: rows.map((row) => [...row]), unknown: [], names }
  const parts = asked.split(',').map((part) => part.trim())
  const wanted = parts.filter((part) => part !== '').map((part) => find(part, names, rows))
  const known = wanted.filter(({ at }) => at >= 0)
  const chosen = rows.map((row, index) =>
    known.map(({ at, head }) => (index === 0 && hasHead && head !== undefined ? head : row[at]!)),
  )
  const unknown = wanted
    .filter(({ at }) => at < 0)
    .map(({ name }) => ({ name, nearest: nearestName(name, names) }))
  return { rows: chosen, unknown, names }
}

interface Wanted {
  readonly name: string
  /** -1 where there is none. */
  readonly at: number
  readonly head?: string
}

function find(
  part: string,
  names: readonly string[],
  rows: readonly (readonly string[])[],
): Wanted {
  const place = (name: string): number => {
    const at = names.indexOf(name)
    if (at >= 0 || !/^[1-9]\d*$/.test(name)) return at
    return Number(name) <= (rows[0]?.length ?? 0) ? Number(name) - 1 : -1
  }
  // A name may hold the sign that gives it another.
  if (place(part) >= 0 || !part.includes('=')) return { name: part, at: place(part) }
  const cut = part.lastIndexOf('=')
  const name = part.slice(0, cut).trim()
  return { name, at: place(name), head: part.slice(cut + 1).trim() }
}
