/** Faults of layout, said at their place in the manuscript. */
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { printable } from '../diagnostics/printable.js'
import { report } from '../diagnostics/report.js'
import type { MissingGlyph } from './in-page/find-missing-glyphs.js'
import type { Misfit } from './in-page/fit.js'
import { hasSideNotes, pixel, textArea } from './page-rules.js'
import type { Mismatch } from './pdf/match/compare-texts.js'

/** What to do about each kind. */
const hints: Readonly<Record<Misfit['kind'], string>> = {
  table: 'Shorten its columns or split it in two',
  formula: 'Break it over lines, for instance with `aligned`',
  block: 'Break the long word or make the picture smaller',
  row: 'Make several rows of it, or a list',
  tall: 'Make it smaller, or split it',
}

/** Report what was wider than its place. */
export function reportMisfits(
  book: MarkedUpBook,
  misfits: readonly Misfit[],
  edition: PrintEdition,
): void {
  const measure = Math.round(textArea(edition).width)
  for (const { at, kind, excess, scale, isBroken, column } of misfits) {
    const { file, place } = placeOf(book, at)
    const done = [
      ...(scale < 1 ? [`set at ${Math.round(scale * 100)} % of its size`] : []),
      ...(isBroken ? ['broken within words'] : []),
    ].join(' and ')
    const points = Math.max(1, Math.round(excess * pixel))
    if (kind === 'row' || kind === 'tall') {
      const depth = Math.round(textArea(edition).depth)
      const thing = kind === 'row' ? 'row of a table' : 'thing'
      const outcome = kind === 'row' ? 'the cells stand one under another' : `it was ${done}`
      const reason = `Unexpected ${thing} that is ${points} pt too high, expected it to fit a page of ${depth} pt; ${outcome}`
      report(file, 'overfull-line', place, reason, { hint: hints[kind] })
      continue
    }
    const width = column === undefined ? measure : Math.round(column * pixel)
    const what = `Unexpected ${kind} that is ${points} pt too wide, expected it to fit a measure of ${width} pt`
    report(file, 'overfull-line', place, `${what}; it was ${done}`, { hint: hints[kind] })
  }
}

/** Packages of static fonts under the SIL Open Font Licence, by script. */
const packages: readonly (readonly [script: RegExp, name: string, font: string])[] = [
  [/\p{Script=Arabic}/u, 'Arabic', 'noto-naskh-arabic'],
  [/\p{Script=Hebrew}/u, 'Hebrew', 'noto-serif-hebrew'],
  [/\p{Script=Thai}/u, 'Thai', 'noto-serif-thai'],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'Japanese', 'noto-serif-jp'],
  [/\p{Script=Hangul}/u, 'Korean', 'noto-serif-kr'],
  [/\p{Script=Han}/u, 'Chinese', 'noto-serif-sc'],
  [/\p{Script=Devanagari}/u, 'Devanagari', 'noto-serif-devanagari'],
  [/\p{Script=Bengali}/u, 'Bengali', 'noto-serif-bengali'],
  [/\p{Script=Tamil}/u, 'Tamil', 'noto-serif-tamil'],
  [/\p{Script=Armenian}/u, 'Armenian', 'noto-serif-armenian'],
  [/\p{Script=Georgian}/u, 'Georgian', 'noto-serif-georgian'],
  [/\p{Script=Ethiopic}/u, 'Ethiopic', 'noto-serif-ethiopic'],
  [/\p{Script=Khmer}/u, 'Khmer', 'noto-serif-khmer'],
  [/\p{Script=Lao}/u, 'Lao', 'noto-serif-lao'],
]

function howToShow(character: string): string {
  const found = packages.find(([script]) => script.test(character))
  if (!found) return 'Install a font for this script, or name one in a style sheet of `styles:`'
  const [, name, font] = found
  return `For ${name}, type \`npm install @fontsource/${font}\` in the book folder, and write \`styles: [node_modules/@fontsource/${font}/400.css, node_modules/@fontsource/${font}/700.css]\``
}

/** Characters of one block that a message names; the rest are counted. */
const mostNamed = 5

/** Report characters that no font has, once for each block. */
export function reportMissingGlyphs(book: MarkedUpBook, missing: readonly MissingGlyph[]): void {
  const byPlace = new Map<string, string[]>()
  for (const { character, at } of missing) byPlace.set(at, [...(byPlace.get(at) ?? []), character])
  for (const [at, characters] of byPlace) {
    const { file, place } = placeOf(book, at)
    const named = characters
      .slice(0, mostNamed)
      .map((character) => `\`${character}\` (${codePoint(character)})`)
    const rest = characters.length > mostNamed ? ` and ${characters.length - mostNamed} more` : ''
    const reason = `Unexpected ${named.join(', ')}${rest}, expected characters that one of the fonts has`
    report(file, 'missing-glyph', place, reason, {
      subject: characters.map(codePoint).join(' '),
      hint: howToShow(characters[0]!),
    })
  }
}

const codePoint = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`

/** Report notes that were to stand in a margin which has no room for them. */
export function reportNarrowMargin(file: VFile, book: MarkedUpBook, edition: PrintEdition): void {
  if (book.configuration.footnotes.place !== 'margin' || hasSideNotes(book, edition)) return
  const outside = Math.round(edition.margins.outside)
  const reason = `Unexpected notes in an outside margin of ${outside} pt, expected at least 90 pt; they stand at the foot of the page`
  report(file, 'narrow-margin', undefined, reason, {
    subject: edition.name,
    hint: 'Write `margins: {outside: 45mm}` in the edition, or `footnotes: {place: page}`',
  })
}

/** Report, on the book's configuration, that page numbers went on moving: no place of the manuscript is at fault. */
export function reportUnsettled(file: VFile, prints: number): void {
  const reason = `Unexpected page numbers after ${prints} rounds, expected them to settle`
  const hint =
    'Change a line near a page break, such as a heading that just fits; the last numbers were taken'
  report(file, 'unsettled-pages', undefined, reason, { hint })
}

/** Report that Chromium's own tags are in the PDF, and why. */
export function reportUntaggable(
  file: VFile,
  reason: string,
  mismatches: readonly Mismatch[],
): void {
  const first = mismatches.find(({ expected, painted }) => expected !== painted)
  const example = first ? `, such as \`${printable(first.painted)}\` on page ${first.page}` : ''
  report(
    file,
    'untaggable-pdf',
    undefined,
    `Unexpected content of the printed pages: ${reason}${example}; expected what Octavo can tag`,
    {
      hint: 'Look for masks, shadows or outlines of text in the style sheets; the PDF has the tags of the browser, which tell a screen reader less',
    },
  )
}

/** Find the file and point that `data-at` names; the first file for want of better. */
export function placeOf(book: MarkedUpBook, at: string): { file: VFile; place: Point | undefined } {
  const [index = 0, line, column] = at.split(':').map(Number)
  const chapter = book.chapters[index] ?? book.chapters[0]!
  return { file: chapter.file, place: line && column ? { line, column } : undefined }
}
