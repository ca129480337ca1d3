/** The cover as a page: an ornament that follows from the title, and above it the title itself. */
import type { Metadata } from '../../book/configuration.js'
import { isRightToLeft } from '../xhtml/document.js'
import { escapeText, escapeValue } from '../xhtml/escape.js'
import { drawLayers } from './draw-layers.js'
import { drawStrata } from './draw-strata.js'
import { drawTiles } from './draw-tiles.js'
import { palettes } from './palettes.js'
import { randomFrom } from './random.js'

/** Size that all shops take (Apple, Kobo, Google and Kindle guidelines); pixels. */
export const coverSize = { width: 1600, height: 2560 }

/** Raised when the drawing changes, so that no cover of an older version comes out of the cache. */
export const coverVersion = 4

/** Fonts that the page asks for, in `styles/fonts/`. */
export const coverFonts = [
  'SourceSerif4Display-Semibold.ttf',
  'SourceSerif4Display-It.ttf',
  'SourceSans3-Semibold.ttf',
] as const

/** Sizes of the title to try, from the largest; pixels. */
export const titleSizes = [280, 256, 232, 208, 188, 168, 150, 132, 116, 100, 88, 76, 64, 52]

const ornamentHeight = 1400
const footerHeight = 130
const margin = 130

/** Compose the cover as HTML. */
export function composeCover(metadata: Metadata): string {
  const authors = metadata.creators.filter(
    (creator, index) => creator.role === 'aut' || index === 0,
  )
  const names = authors.map((creator) => creator.name)
  const random = randomFrom([metadata.title, ...names].join('\n'))
  const palette = random.pick(palettes)
  const draw = random.pick([drawTiles, drawLayers, drawStrata])
  const { width } = coverSize
  return `<!DOCTYPE html><html lang="${escapeValue(metadata.language)}"${isRightToLeft(metadata.language) ? ' dir="rtl"' : ''}>
<meta charset="utf-8"><title>${escapeText(metadata.title)}</title><style>
@font-face { font-family: Display; src: url(fonts/${coverFonts[0]}); font-weight: 600 }
@font-face { font-family: Display; src: url(fonts/${coverFonts[1]}); font-style: italic }
@font-face { font-family: Sans; src: url(fonts/${coverFonts[2]}) }
* { margin: 0; box-sizing: border-box }
html, body { width: ${width}px; height: ${coverSize.height}px; overflow: hidden }
body { background: ${palette.ground}; color: ${palette.ink}; display: flex; flex-direction: column }
header { flex: 1; min-height: 0; padding: ${margin}px ${margin}px 70px; display: flex; flex-direction: column; overflow: hidden }
.names { flex: none; margin-bottom: 60px; font: 46px/1.4 Sans, 'Noto Sans', sans-serif; letter-spacing: .06em; text-transform: uppercase; text-wrap: balance }
.rule { width: 150px; height: 10px; background: ${palette.accents[1]}; margin: auto 0 44px; flex: none }
h1 { font: 600 ${titleSizes[0]}px/1.06 Display, 'Noto Serif', serif; letter-spacing: -.012em; text-wrap: balance; flex: none }
.subtitle { flex: none; font: italic 76px/1.25 Display, 'Noto Serif', serif; color: ${palette.quiet}; margin-top: 34px; text-wrap: balance }
svg { display: block; flex: none }
footer { flex: none; height: ${footerHeight}px; padding: 0 ${margin}px; display: flex; align-items: center; font: 36px/1 Sans, 'Noto Sans', sans-serif; letter-spacing: .06em; color: ${palette.quiet} }
</style><header><p class="names">${names.map((name) => escapeText(name).replace(/ /g, '&#160;')).join(', ')}</p>
<div class="rule"></div><h1>${escapeText(metadata.title)}</h1>${
    metadata.subtitle === undefined
      ? ''
      : `<p class="subtitle">${escapeText(metadata.subtitle)}</p>`
  }</header>
<svg width="${width}" height="${ornamentHeight}" viewBox="0 0 ${width} ${ornamentHeight}">${draw(random, palette, width, ornamentHeight)}</svg>
${metadata.publisher === undefined ? '' : `<footer>${escapeText(metadata.publisher)}</footer>`}`
}
