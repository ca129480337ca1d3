/** A part of a column, to be broken by itself. */
import type { BrokenPart, Column } from '../column.js'

/** A slice, and the way back from its items, notes and floats to those of the whole. */
export interface ColumnSlice {
  readonly column: Column
  toWhole(part: BrokenPart): BrokenPart
}

/**
 * Cut a slice out of a column: its items, with the notes and floats that they call first. What nothing calls goes
 * with the last items.
 *
 * @param from its first item; @param to the item after its last
 */
export function sliceColumn(column: Column, from: number, to: number): ColumnSlice {
  const notes = indexesOf(column.notes.length, column, from, to, 'notes')
  const floats = indexesOf(column.floats.length, column, from, to, 'floats')
  const [noteAt, floatAt] = [inverse(notes), inverse(floats)]
  const own = (of: readonly number[], at: ReadonlyMap<number, number>) =>
    of.flatMap((one) => at.get(one) ?? [])
  const { columnsFrom: _, seams, ...rest } = column
  return {
    column: {
      ...rest,
      items: column.items.slice(from, to).map((item) => ({
        ...item,
        notes: own(item.notes, noteAt),
        floats: own(item.floats, floatAt),
      })),
      boxes: column.boxes
        .filter(({ first, last }) => first < to && last >= from)
        .map((box) => ({
          ...box,
          first: Math.max(0, box.first - from),
          last: Math.min(box.last, to - 1) - from,
        })),
      notes: notes.map((note) => column.notes[note]!),
      floats: floats.map((float) => column.floats[float]!),
      ...(seams && {
        seams: seams.filter((seam) => from < seam && seam < to).map((seam) => seam - from),
      }),
    },
    toWhole: (part) => ({
      first: part.first + from,
      end: part.end + from,
      notes: part.notes.map((piece) => ({ ...piece, note: notes[piece.note]! })),
      floats: part.floats.map((placed) => ({ ...placed, float: floats[placed.float]! })),
      filled: part.filled,
      extra: part.extra,
      stretched: part.stretched.map((item) => item + from),
    }),
  }
}

/** A column that has been given its page: what its first item asks for is done. */
export function openedColumn(column: Column): Column {
  const [first, ...rest] = column.items
  return first ? { ...column, items: [{ ...first, before: 'auto' }, ...rest] } : column
}

/** List the notes or floats of a slice, rising. */
function indexesOf(
  count: number,
  { items }: Column,
  from: number,
  to: number,
  kind: 'notes' | 'floats',
): number[] {
  const firsts = new Map<number, number>()
  for (const [index, item] of items.entries())
    for (const one of item[kind]) if (!firsts.has(one)) firsts.set(one, index)
  return Array.from({ length: count }, (_, one) => one).filter((one) => {
    const first = firsts.get(one) ?? items.length - 1
    return from <= first && first < to
  })
}

const inverse = (indexes: readonly number[]): Map<number, number> =>
  new Map(indexes.map((whole, own) => [whole, own]))
