/** Faults of layout, said at their place in the manuscript. */
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { report } from '../diagnostics/report.js'
import type { MissingGlyph } from './in-page/find-missing-glyphs.js'
import type { Misfit } from './in-page/fit.js'
import { textArea } from './page-rules.js'

/** What to do about each kind. */
const hints: Readonly<Record<Misfit['kind'], string>> = {
  table: 'Shorten its columns or split it in two',
  formula: 'Break it over lines, for instance with `aligned`',
  block: 'Break the long word or make the picture smaller',
}

/** Report what was wider than its place. */
export function reportMisfits(
  book: MarkedUpBook,
  misfits: readonly Misfit[],
  edition: PrintEdition,
): void {
  const measure = Math.round(textArea(edition).width)
  for (const { at, kind, excess, scale, isBroken } of misfits) {
    const { file, place } = placeOf(book, at)
    const done = [
      ...(scale < 1 ? [`set at ${Math.round(scale * 100)} % of its size`] : []),
      ...(isBroken ? ['broken within words'] : []),
    ].join(' and ')
    const what = `Unexpected ${kind} that is ${excess} pt too wide, expected it to fit a measure of ${measure} pt`
    report(file, 'overfull-line', place, `${what}; it was ${done}`, { hint: hints[kind] })
  }
}

/** Report characters that no font has. */
export function reportMissingGlyphs(book: MarkedUpBook, missing: readonly MissingGlyph[]): void {
  for (const { character, at } of missing) {
    const { file, place } = placeOf(book, at)
    const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
    report(
      file,
      'missing-glyph',
      place,
      `Unexpected character \`${character}\` (${code}), which is in none of the fonts`,
      {
        subject: code,
        hint: 'Install a font that has it, or name one in a style sheet of `styles:`',
      },
    )
  }
}

/** Find the file and point that `data-at` names; the first file for want of better. */
function placeOf(book: MarkedUpBook, at: string): { file: VFile; place: Point | undefined } {
  const [index = 0, line, column] = at.split(':').map(Number)
  const chapter = book.chapters[index] ?? book.chapters[0]!
  return { file: chapter.file, place: line && column ? { line, column } : undefined }
}
