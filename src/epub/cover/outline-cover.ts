/** The cover as an SVG without text: every letter is an outline, so that no browser and no font is needed. */
import { isRightToLeft } from '../../book/direction.js'
import { breakLines } from './break-lines.js'
import {
  type CoverDesign,
  type coverFonts,
  coverSize,
  leastForOneWord,
  type Setting,
  settings,
  spaces,
  titleSizes,
} from './design-cover.js'
import type { Outliner } from './outline-text.js'

/** The fonts of the cover, by the names of `coverFonts`. */
export type Outliners = Readonly<Record<keyof typeof coverFonts, Outliner>>

/** A text broken into lines, and how they are set. */
interface Block extends Setting {
  readonly font: Outliner
  readonly lines: readonly string[]
  readonly size: number
  readonly colour: string
}

const measure = coverSize.width - 2 * spaces.margin

/**
 * Draw a cover.
 *
 * @returns `undefined` where the fonts lack a letter or the writing runs from right to left
 */
export function outlineCover(design: CoverDesign, fonts: Outliners): string | undefined {
  if (isRightToLeft(design.language)) return undefined
  const nameLine = design.names.map((name) => name.replace(/ /g, '\u00a0')).join(', ')
  const texts = {
    names: tidy(toUpperCase(nameLine, design.language)),
    title: tidy(design.title),
    subtitle: tidy(design.subtitle ?? ''),
    publisher: tidy(design.publisher ?? ''),
  }
  const canSet =
    fonts.sans.canSet(texts.names + texts.publisher) &&
    fonts.display.canSet(texts.title) &&
    fonts.italic.canSet(texts.subtitle)
  if (!canSet) return undefined
  const { ink, quiet, ground, accents } = design.palette
  const footer = texts.publisher === '' ? 0 : spaces.footer
  const bottom = coverSize.height - spaces.ornament - footer
  const names = blockOf(texts.names, { ...settings.names, font: fonts.sans, colour: ink })
  const subtitle = blockOf(texts.subtitle, {
    ...settings.subtitle,
    font: fonts.italic,
    colour: quiet,
  })
  const above = spaces.margin + heightOf(names) + spaces.belowNames
  const below = heightOf(subtitle) + (texts.subtitle === '' ? 0 : spaces.aboveSubtitle)
  const fixed = spaces.rule.height + spaces.belowRule + below
  const room = bottom - spaces.aboveOrnament - above - fixed
  const title = fitTitle(texts.title, room, { font: fonts.display, colour: ink })
  // What is left stands between the names and the rule.
  const ruleAt = above + Math.max(0, room - heightOf(title))
  const titleAt = ruleAt + spaces.rule.height + spaces.belowRule
  const publisher = blockOf(texts.publisher, {
    ...settings.publisher,
    font: fonts.sans,
    colour: quiet,
  })
  const { width, height } = coverSize
  const { rule } = spaces
  const footerAt = height - spaces.footer / 2 - heightOf(publisher) / 2
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<clipPath id="head"><rect width="${width}" height="${bottom}"/></clipPath>` +
    `<clipPath id="art"><rect width="${width}" height="${spaces.ornament}"/></clipPath>` +
    `<rect width="${width}" height="${height}" fill="${ground}"/><g clip-path="url(#head)">` +
    `<rect x="${spaces.margin}" y="${ruleAt}" width="${rule.width}" height="${rule.height}" fill="${accents[1]}"/>` +
    draw(names, spaces.margin) +
    draw(title, titleAt) +
    draw(subtitle, titleAt + heightOf(title) + spaces.aboveSubtitle) +
    `</g><g transform="translate(0 ${bottom})" clip-path="url(#art)">${design.ornament}</g>` +
    `${draw(publisher, footerAt)}</svg>`
  )
}

/** White space as HTML collapses it; letters with their accents in one. */
const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[ \t\r\n\f]+/g, ' ')
    .trim()

/** Capitals as the language has them (Turkish İ); a tag that Intl refuses has no rule of its own. */
function toUpperCase(text: string, language: string): string {
  try {
    return text.toLocaleUpperCase(language)
  } catch {
    return text.toUpperCase()
  }
}

function blockOf(text: string, setting: Omit<Block, 'lines'>, breaksWords = false): Block {
  const widthOf = (line: string) => setting.font.measure(line, setting.spacing) * setting.size
  return { ...setting, lines: text === '' ? [] : breakLines(text, measure, widthOf, breaksWords) }
}

/** Take the largest size at which the title fits its room. */
function fitTitle(text: string, room: number, look: Pick<Block, 'font' | 'colour'>): Block {
  let title: Block | undefined
  for (const size of titleSizes) {
    title = blockOf(text, { ...settings.title, ...look, size }, size < leastForOneWord)
    const { font, spacing, lines } = title
    const isNarrow = lines.every((line) => font.measure(line, spacing) * size <= measure)
    if (isNarrow && heightOf(title) <= room) break
  }
  return title!
}

const heightOf = ({ lines, size, leading }: Block): number => lines.length * size * leading

/** Draw a block whose first line begins at `top`; the letters stand in the middle of their leading. */
function draw({ font, lines, size, leading, spacing, colour }: Block, top: number): string {
  const first = (size * (leading + font.ascent - font.descent)) / 2
  return lines
    .map((line, index) => {
      const baseLine = Math.round(top + first + index * size * leading)
      const path = font.outline(line, size, spacing)
      return `<path transform="translate(${spaces.margin} ${baseLine})" d="${path}" fill="${colour}"/>`
    })
    .join('')
}
