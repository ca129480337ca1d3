/** What the style sheets cannot know: the page of this edition, and what stands in its margins. */
import type { PrintEdition } from '../book/configuration.js'

/** Area of the text in points. Its sides are whole CSS pixels, as Chromium rounds them to. */
export interface TextArea {
  readonly width: number
  readonly depth: number
}

const pixel = 0.75

/** Find the area of the text, rounded as Chromium does (notes/chrome-print.md §1, "Content area"). */
export function textArea({ trim, margins }: PrintEdition): TextArea {
  const whole = (length: number) => Math.floor(length / pixel + 1e-6) * pixel
  return {
    width: whole(trim.width - margins.inside - margins.outside),
    depth: whole(trim.height - margins.top - margins.bottom),
  }
}

/** Write the edition's geometry as custom properties and `@page` rules. */
export function pageRules(edition: PrintEdition): string {
  const { trim, margins, fontSize, leading } = edition
  const { width, depth } = textArea(edition)
  const outside = trim.width - margins.inside - width
  const bottom = trim.height - margins.top - depth
  const size = `size: ${trim.width}pt ${trim.height}pt`
  const sides = (left: number, right: number) =>
    `margin: ${margins.top}pt ${right}pt ${bottom}pt ${left}pt`
  return `
:root { --font-size: ${fontSize}pt; --leading: ${leading}pt; --measure: ${width}pt; --page-depth: ${depth}pt }
@page { ${size}; ${sides(margins.inside, outside)} }
@page :left { ${size}; ${sides(outside, margins.inside)} }
`
}

/** Fonts of the running heads and folios, as `document.fonts.load` wants them. */
export const marginFonts: readonly string[] = [
  '10px "Source Serif 4"',
  'italic 10px "Source Serif 4"',
]

/** The words in the margins of each page, in the order of the pages; `''` where there are none. */
export interface MarginWords {
  readonly runningHeads: readonly string[]
  /** Folios that stand at the head, beside the running head. */
  readonly headFolios: readonly string[]
  /** Folios that stand at the foot, on openers. */
  readonly footFolios: readonly string[]
}

/**
 * Write running heads and folios as rules. Chromium knows no `string-set`; a counter style that has one
 * symbol a page says any words on any page (notes/chrome-print.md §1, "Trick").
 */
export function marginRules(
  { runningHeads, headFolios, footFolios }: MarginWords,
  edition: PrintEdition,
): string {
  const small = edition.fontSize * 0.86
  const text = `font: ${small}pt/${edition.leading}pt "Source Serif 4", "STIX Two Math", "DejaVu Sans", "Noto Emoji", serif; color: #000`
  // The head stands two lines above the text.
  const head = `vertical-align: bottom; padding-bottom: ${edition.leading}pt; ${text}; white-space: nowrap`
  const folio = (side: string) =>
    `@top-${side} { content: counter(page, octavo-folio); ${head}; font-variant-numeric: oldstyle-nums }`
  const centre = `@top-center { content: counter(page, octavo-head); ${head}; font-style: italic }`
  const foot = `@bottom-center { content: counter(page, octavo-foot); vertical-align: top; padding-top: ${edition.leading}pt; ${text}; font-variant-numeric: oldstyle-nums }`
  return `
${counterStyle('octavo-head', runningHeads)}
${counterStyle('octavo-folio', headFolios)}
${counterStyle('octavo-foot', footFolios)}
@page :left { ${folio('left')} ${centre} ${foot} }
@page :right { ${folio('right')} ${centre} ${foot} }
`
}

const counterStyle = (name: string, symbols: readonly string[]): string =>
  `@counter-style ${name} { system: fixed; suffix: ""; symbols: ${symbols.map(cssString).join(' ') || '""'} }`

/** CSS Syntax 3, §4.3.5: quotes, backslashes and line ends are escaped by code point. */
const cssString = (text: string): string =>
  `"${text.replace(/["\\\n\r\f<]/g, (character) => `\\${character.codePointAt(0)!.toString(16)} `)}"`
