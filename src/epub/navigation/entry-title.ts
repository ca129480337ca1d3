import type { ContentsEntry } from '../../book/book.js'
import { nameNumber, wordsFor } from '../../book/words.js'

/** Name a line of the contents: its number, then its title; never empty, as EPUB 3.3 §7.3.1 demands. */
export function entryTitle({ kind, number, titleText }: ContentsEntry, language: string): string {
  const title = titleText.trim()
  if (number === undefined) return title || '—'
  const label =
    kind === 'part' ? nameNumber(wordsFor(language).part, number).replace('\u00a0', ' ') : number
  if (title === '') return label
  return kind === 'part' ? `${label}: ${title}` : `${label} ${title}`
}
