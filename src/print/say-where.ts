/** Where something is, seen from a reference to it: "opposite", "on the next page", "on page 12". */
import { wordsFor } from '../book/words.js'
import type { OpenedColumn } from './open-columns.js'

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
): string[] {
  return column.slots.map(({ to, item, float, language }) => {
    const index = broken.pages.findIndex(({ first, end, floats }) =>
      float === undefined
        ? first <= item && item < end
        : floats.some((placed) => placed.float === float),
    )
    const from = page + Math.max(0, index)
    const target = pages.get(to)
    if (target === undefined || target === from) return ''
    const { where, onPage } = wordsFor(language)
    const isFacing = Math.floor(target / 2) === Math.floor(from / 2)
    if (isFacing) return ` ${where.opposite}`
    if (target === from + 1) return ` ${where.next}`
    if (target === from - 1) return ` ${where.previous}`
    return ` ${onPage.replace('%', folios[target - 1] ?? '')}`
  })
}
