/** Numbers or signs of notes that begin anew on every page. */
import type { Configuration } from '../book/configuration.js'
import type { OpenedColumn } from './open-columns.js'

/** Signs in their order, doubled when they are used up (The Chicago Manual of Style, 18th edition, 13.28). */
const signs = ['*', '†', '‡', '§']

/**
 * Number the notes of a column by page.
 *
 * @returns what each note is called, by id; nothing where notes are numbered by chapter or book
 */
export function numberNotes(
  { column, broken }: OpenedColumn,
  numbering: Configuration['footnotes']['numbering'],
): Record<string, string> {
  if (numbering !== 'page' && numbering !== 'symbols') return {}
  const names: Record<string, string> = {}
  for (const { first, end } of broken.pages) {
    let count = 0
    for (const { notes } of column.items.slice(first, end))
      for (const note of notes) {
        names[column.notes[note]!.id] = numbering === 'page' ? String(count + 1) : signFor(count)
        count += 1
      }
  }
  return names
}

const signFor = (index: number): string =>
  signs[index % signs.length]!.repeat(Math.floor(index / signs.length) + 1)
