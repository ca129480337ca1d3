/** What the style sheets cannot know: the page of this edition, and what stands in its margins. */
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { printedSize } from './page-boxes.js'

/** Area of the text in points. Its sides are whole CSS pixels, as Chromium rounds them to. */
export interface TextArea {
  readonly width: number
  readonly depth: number
}

/** A CSS pixel in points. */
export const pixel = 0.75

/** Find the area of the text, rounded as Chromium does (notes/chrome-print.md §1, "Content area"). */
export function textArea({ trim, margins }: PrintEdition): TextArea {
  const whole = (length: number) => Math.floor(length / pixel + 1e-6) * pixel
  return {
    width: whole(trim.width - margins.inside - margins.outside),
    depth: whole(trim.height - margins.top - margins.bottom),
  }
}

/** White between the text and the notes beside it, and between these and the edge of the page. */
const [sideGap, sideEdge] = [12, 18]

/** Width of notes in the outside margin, in points. */
const sideWidth = ({ margins }: PrintEdition): number =>
  Math.max(0, Math.floor(margins.outside - sideGap - sideEdge))

/** Two or three words of a note to the line, in points. */
const narrowestSide = 60

/** Tell whether notes stand in the margin: where author or theme want them, and it is wide enough. */
export const hasSideNotes = (
  { configuration }: Pick<MarkedUpBook, 'configuration'>,
  edition: PrintEdition,
): boolean =>
  (configuration.footnotes.place ?? edition.notesPlace) === 'margin' &&
  sideWidth(edition) >= narrowestSide

/**
 * Write the edition's geometry as custom properties, and the page as a browser would print it by itself.
 * Our own pages have their margins in them (styles/print/pages.css), and ask for none (`ownPageRules`).
 */
export function pageRules(edition: PrintEdition): string {
  const { trim, margins, fontSize, leading } = edition
  const { width, depth } = textArea(edition)
  const outside = trim.width - margins.inside - width
  const bottom = trim.height - margins.top - depth
  return `
:root {
  --font-size: ${fontSize}pt; --leading: ${leading}pt; --measure: ${width}pt; --page-depth: ${depth}pt;
  --trim-width: ${trim.width}pt; --trim-height: ${trim.height}pt;
  --side-width: ${sideWidth(edition)}pt;
  --bleed: ${edition.bleed}pt; --top-margin: ${margins.top}pt; --inside-margin: ${margins.inside}pt; --outside-margin: ${outside}pt;
}
@page { size: ${trim.width}pt ${trim.height}pt; margin: ${margins.top}pt ${outside}pt ${bottom}pt ${margins.inside}pt }
`
}

/** Write the margins of the pages at the sides: they may have grown since the lines were set. */
export function marginRules(edition: PrintEdition): string {
  const { width } = textArea(edition)
  const outside = edition.trim.width - edition.margins.inside - width
  return `
:root { --inside-margin: ${edition.margins.inside}pt; --outside-margin: ${outside}pt }`
}

/**
 * Write the page that Chromium prints once it holds pages of our own: whole pixels, with the page in the upper left
 * corner; page-boxes.ts says what is cut off.
 */
export function ownPageRules(edition: PrintEdition): string {
  const { width, height } = printedSize(edition)
  const whole = (length: number) => Math.ceil(length / pixel - 1e-6)
  return `@page { size: ${whole(width)}px ${whole(height)}px; margin: 0 }`
}

/** Fonts of the running heads and folios, as `document.fonts.load` wants them: no text asks for them yet. */
export const marginFonts: readonly string[] = [
  '10px "Source Serif 4"',
  'italic 10px "Source Serif 4"',
  '10px "Source Sans 3"',
  '600 10px "Source Sans 3"',
]
