/** Chapter numbers: 1, 2 … in the text, A, B … in appendices, I, II … for parts. */
import type { Configuration } from '../book/configuration.js'
import { toRoman } from '../book/to-roman.js'
import { numbersItself } from './matter-from-title.js'
import type { RawChapter } from './raw-chapter.js'

/** Roles of body and back matter that carry no number. */
const unnumberedRoles = new Set([
  'introduction',
  'prologue',
  'epilogue',
  'conclusion',
  'afterword',
  'glossary',
  'bibliography',
  'colophon',
  'index',
  'title-page',
  'copyright-page',
  'dedication',
  'foreword',
  'preface',
  'acknowledgments',
])

/**
 * Number the chapters and parts of a book.
 *
 * Unnumbered are front matter, what has `{.unnumbered}` (or pandoc's `{-}`), what numbers itself in its
 * title, and glossaries, bibliographies and the like. A first chapter called "Introduction" is numbered.
 *
 * @returns a number a chapter of depth 0 and 1, in order; `undefined` for unnumbered and nested ones
 */
export function numberChapters(
  chapters: readonly RawChapter[],
  configuration: Configuration,
): (string | undefined)[] {
  let chapter = 0
  let appendix = 0
  let part = 0
  return chapters.map((raw) => {
    if (!configuration.numbering.chapters || raw.depth > 1 || isUnnumbered(raw)) return undefined
    if (raw.isPart) return toRoman(++part).toUpperCase()
    if (raw.role === 'appendix') return toLetters(++appendix)
    return String(++chapter)
  })
}

function isUnnumbered(raw: RawChapter): boolean {
  const classes = raw.heading?.data?.hProperties?.className
  if (Array.isArray(classes) && classes.includes('unnumbered')) return true
  if (raw.matter === 'front' || numbersItself(raw.titleText)) return true
  if (raw.role === 'introduction') return false
  return raw.role !== undefined && unnumberedRoles.has(raw.role)
}

/** A, B … Z, AA, AB … for 1 on. */
function toLetters(value: number): string {
  const index = value - 1
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : toLetters(Math.floor(index / 26)) + last
}
