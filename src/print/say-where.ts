/** Where something is, seen from a reference to it: "opposite", "on the next page", "on page 12". */
import { wordsFor } from '../book/words.js'
import type { OpenedColumn } from './open-columns.js'

/** Slots whose words went to and fro: from then on they name the page, which no move makes wrong. */
export type RestlessSlots = Map<string, { readonly form: string; readonly changes: number }>

/** Times that a slot may say something else. */
const mostChanges = 2

/**
 * Say where the targets of a column's references are; nothing where they stand on the same page (Braams, the
 * LaTeX package varioref, `\\vpageref`).
 *
 * @param pages from 1, by id
 * @returns words by slot, with a space before them
 */
export function sayWhere(
  { column, broken, page }: OpenedColumn,
  pages: ReadonlyMap<string, number>,
  folios: readonly string[],
  restless: RestlessSlots,
): string[] {
  return column.slots.map(({ to, item, float, language }, slot) => {
    const index = broken.pages.findIndex(({ first, end, floats }) =>
      float === undefined
        ? first <= item && item < end
        : floats.some((placed) => placed.float === float),
    )
    const from = page + Math.max(0, index)
    const target = pages.get(to)
    if (target === undefined) return ''
    const { where, onPage } = wordsFor(language)
    const named = ` ${onPage.replace('%', folios[target - 1] ?? '')}`
    const key = `${column.id} ${slot}`
    const before = restless.get(key)
    if (before && before.changes > mostChanges) return named
    const words = nearness(from, target, where) ?? named
    const form = words.replace(/[\divxlc]+$/, '')
    if (before?.form !== form) restless.set(key, { form, changes: before ? before.changes + 1 : 0 })
    return words
  })
}

/** Words for what is near, nothing for the same page; `undefined` for what is farther. */
function nearness(
  from: number,
  target: number,
  where: ReturnType<typeof wordsFor>['where'],
): string | undefined {
  if (target === from) return ''
  const isFacing = Math.floor(target / 2) === Math.floor(from / 2)
  if (isFacing) return ` ${where.opposite}`
  if (target === from + 1) return ` ${where.next}`
  if (target === from - 1) return ` ${where.previous}`
  return undefined
}
