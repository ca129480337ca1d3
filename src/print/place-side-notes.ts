/** Notes in the margin: each beside the line that calls it, or as near below or above as the others let it. */
import type { BrokenPage, BrokenPart, Column } from './column.js'

/** A note in the margin of a page. */
export interface SideNote {
  readonly id: string
  /** From the upper edge of the text block, in pixels. */
  readonly top: number
}

/** A column without its notes: those of the margin take no depth from the text. */
export const withoutNotes = <Kind extends Column>(column: Kind): Kind => ({
  ...column,
  items: column.items.map((item) => (item.notes.length > 0 ? { ...item, notes: [] } : item)),
  notes: [],
})

/**
 * Place the notes of a column in the margins of its pages. What finds no room goes to the next page.
 *
 * @param column with its notes
 * @param depth of the text block; @param gap between two notes, both in pixels
 * @returns the notes by page; `undefined` where there are more than the margins hold
 */
export function placeSideNotes(
  column: Column,
  pages: readonly BrokenPage[],
  depth: number,
  gap: number,
): SideNote[][] | undefined {
  let waiting: Wanted[] = []
  const placed = pages.map((page) => {
    const wanted = [...waiting, ...listWanted(column, page, depth)]
    let fitting = wanted.length
    const heightOf = (count: number) =>
      wanted.slice(0, count).reduce((sum, { height }) => sum + height + gap, -gap)
    while (fitting > 0 && heightOf(fitting) > depth) fitting -= 1
    waiting = wanted.slice(fitting).map((note) => ({ ...note, top: 0 }))
    return stack(wanted.slice(0, fitting), depth, gap)
  })
  return waiting.length > 0 ? undefined : placed
}

interface Wanted {
  readonly id: string
  readonly top: number
  readonly height: number
}

function listWanted(column: Column, page: BrokenPage, depth: number): Wanted[] {
  if (!page.columns) return listWantedOf(column, page, 0)
  const { parts, depth: room } = page.columns
  const { first, floats } = page
  const wanted = [
    ...listWantedOf(column, { first, end: parts[0].first, floats }, 0),
    ...parts.flatMap((part) => listWantedOf(column, part, depth - room)),
  ]
  return wanted.sort((one, other) => one.top - other.top)
}

function listWantedOf(
  { items, notes, floats }: Column,
  page: Pick<BrokenPart, 'first' | 'end' | 'floats'>,
  from: number,
): Wanted[] {
  const start = (items[page.first]?.top ?? 0) - from
  const above = page.floats.reduce(
    (sum, { float, place }) => sum + (place === 'top' ? floats[float]!.height : 0),
    0,
  )
  return items.slice(page.first, page.end).flatMap((item) =>
    item.notes.map((note) => {
      const { id, lines } = notes[note]!
      const height = lines.reduce((sum, line) => sum + line, 0)
      return { id, top: item.top - start + above, height }
    }),
  )
}

/** Push each below the one before; then push up from the foot what would run out of the page. */
function stack(wanted: readonly Wanted[], depth: number, gap: number): SideNote[] {
  const tops: number[] = []
  let free = 0
  for (const { top, height } of wanted) {
    tops.push(Math.max(free, top))
    free = Math.max(free, top) + height + gap
  }
  let foot = depth
  for (let at = wanted.length - 1; at >= 0; at--) {
    tops[at] = Math.max(0, Math.min(tops[at]!, foot - wanted[at]!.height))
    foot = tops[at]! - gap
  }
  return wanted.map(({ id }, index) => ({ id, top: tops[index]! }))
}
