/** The cover as a page for a browser: the way for writing that our own fonts lack. */
import { isRightToLeft } from '../../book/direction.js'
import { escapeText, escapeValue } from '../xhtml/escape.js'
import {
  type CoverDesign,
  coverFonts,
  coverSize,
  settings,
  spaces,
  titleSizes,
} from './design-cover.js'

const { names, title, subtitle, publisher } = settings
const { margin, rule } = spaces

/** Writing without spaces between words: without our help, a line ends within them. */
const unspaced = /^(?:zh|ja|th|lo|km|my)\b/i

/** Let lines end between words only. */
function byWords(text: string, language: string): string {
  if (!unspaced.test(language)) return escapeText(text)
  const words = new Intl.Segmenter(language, { granularity: 'word' })
  return [...words.segment(text)].map(({ segment }) => escapeText(segment)).join('<wbr>')
}

/** Compose the cover as HTML. */
export function composeCover(design: CoverDesign): string {
  const { palette, language } = design
  const { width, height } = coverSize
  return `<!DOCTYPE html><html lang="${escapeValue(language)}"${isRightToLeft(language) ? ' dir="rtl"' : ''}>
<meta charset="utf-8"><title>${escapeText(design.title)}</title><style>
@font-face { font-family: Display; src: url(fonts/${coverFonts.display}); font-weight: 600 }
@font-face { font-family: Display; src: url(fonts/${coverFonts.italic}); font-style: italic }
@font-face { font-family: Sans; src: url(fonts/${coverFonts.sans}) }
* { margin: 0; box-sizing: border-box; word-break: ${unspaced.test(language) ? 'keep-all' : 'normal'} }
html, body { width: ${width}px; height: ${height}px; overflow: hidden }
body { background: ${palette.ground}; color: ${palette.ink}; display: flex; flex-direction: column }
header { flex: 1; min-height: 0; padding: ${margin}px ${margin}px ${spaces.aboveOrnament}px; display: flex; flex-direction: column; overflow: hidden }
.names { flex: none; margin-bottom: ${spaces.belowNames}px; font: ${names.size}px/${names.leading} Sans, 'Noto Sans', sans-serif; letter-spacing: ${names.spacing}em; text-transform: uppercase; text-wrap: balance }
.rule { width: ${rule.width}px; height: ${rule.height}px; background: ${palette.accents[1]}; margin: auto 0 ${spaces.belowRule}px; flex: none }
h1 { font: 600 ${titleSizes[0]}px/${title.leading} Display, 'Noto Serif', serif; letter-spacing: ${title.spacing}em; text-wrap: balance; flex: none }
.subtitle { flex: none; font: italic ${subtitle.size}px/${subtitle.leading} Display, 'Noto Serif', serif; color: ${palette.quiet}; margin-top: ${spaces.aboveSubtitle}px; text-wrap: balance }
svg { display: block; flex: none }
footer { flex: none; height: ${spaces.footer}px; padding: 0 ${margin}px; display: flex; align-items: center; font: ${publisher.size}px/${publisher.leading} Sans, 'Noto Sans', sans-serif; letter-spacing: ${publisher.spacing}em; color: ${palette.quiet} }
</style><header><p class="names">${design.names.map((name) => escapeText(name).replace(/ /g, '&#160;')).join(', ')}</p>
<div class="rule"></div><h1>${byWords(design.title, language)}</h1>${
    design.subtitle === undefined
      ? ''
      : `<p class="subtitle">${byWords(design.subtitle, language)}</p>`
  }</header>
<svg width="${width}" height="${spaces.ornament}" viewBox="0 0 ${width} ${spaces.ornament}">${design.ornament}</svg>
${design.publisher === undefined ? '' : `<footer>${escapeText(design.publisher)}</footer>`}`
}
