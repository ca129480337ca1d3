/** How far notes and floats have come from what calls them. */
import type { BrokenPage, Column } from '../column.js'
import type { PageFact } from './judge-pages.js'

/** Judge where notes stand: split, or on a later page than their calls. */
export function judgeNotes(column: Column, pages: readonly BrokenPage[]): PageFact[] {
  const calls = findFirst(column, ({ notes }) => notes)
  const pageOf = findPages(column, pages)
  return pages.flatMap((page, index) =>
    page.notes.flatMap(({ note, from, to }) => {
      const { id, lines } = column.notes[note]!
      const item = calls.get(note) ?? column.items.length - 1
      const away = index - (pageOf[item] ?? index)
      const rest = lines.length - to
      const fact = { page: index, item, id }
      return [
        ...(from === 0 && away > 0 ? [{ ...fact, kind: 'late-note' as const, amount: away }] : []),
        ...(rest > 0 ? [{ ...fact, kind: 'split-note' as const, amount: rest }] : []),
      ]
    }),
  )
}

/** Judge how far floats stand from where they are referred to first. */
export function judgeFloats(column: Column, pages: readonly BrokenPage[]): PageFact[] {
  const references = findFirst(column, ({ floats }) => floats)
  const pageOf = findPages(column, pages)
  return pages.flatMap((page, index) =>
    page.floats.map(({ float }) => {
      const item = references.get(float) ?? column.items.length - 1
      const amount = index - (pageOf[item] ?? index)
      const { id } = column.floats[float]!
      return { kind: 'float-distance' as const, page: index, item, amount, id }
    }),
  )
}

function findFirst(
  { items }: Column,
  list: (item: Column['items'][number]) => readonly number[],
): Map<number, number> {
  const first = new Map<number, number>()
  for (const [index, item] of items.entries())
    for (const one of list(item)) if (!first.has(one)) first.set(one, index)
  return first
}

/** Page of each item. */
function findPages({ items }: Column, pages: readonly BrokenPage[]): Int32Array {
  const pageOf = new Int32Array(items.length)
  for (const [index, { first, end }] of pages.entries()) pageOf.fill(index, first, end)
  return pageOf
}
