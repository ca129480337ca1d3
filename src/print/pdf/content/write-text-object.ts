/**
 * Text objects in the short: Skia places every glyph by itself (`7.3 0 Td <002A> Tj`), which takes ten times
 * the room of a string. Glyphs that stand where the widths of the font put them need no placing.
 */
import type { TextObject } from './read-text-object.js'

/** A glyph may lie this far off, in thousandths of the size: 0.02 pt at 10 pt, a third of a press's dot. */
const tolerance = 2

/**
 * Write the glyphs of a text object from one index to another, as a text object.
 *
 * @returns lines, each with its line feed
 */
export function writeTextObject(text: TextObject, from = 0, to = text.codes.length): string {
  const { codes, xs, ys, size, font, matrix } = text
  let out = `BT\n/${text.fontName} ${size} Tf\n${matrix.join(' ')} Tm\n`
  let lineX = 0
  let lineY = 0
  for (let at = from; at < to; ) {
    const x = xs[at]!
    const y = ys[at]!
    if (x !== lineX || y !== lineY) out += `${short(x - lineX)} ${short(y - lineY)} Td\n`
    lineX = x
    lineY = y
    let pen = x
    let row = ''
    let isPlain = true
    for (; at < to && ys[at] === y; at++) {
      const code = codes[at]!
      const shift = Math.round(((pen - xs[at]!) * 1000) / size)
      if (shift > tolerance || shift < -tolerance) {
        row += `>${shift}<`
        isPlain = false
        pen -= (shift * size) / 1000
      }
      row += code
      pen += (font.widthOf(Number.parseInt(code, 16)) * size) / 1000
    }
    out += isPlain ? `<${row}>Tj\n` : `[<${row}>]TJ\n`
  }
  return `${out}ET\n`
}

/** At most four digits after the point: far below what a press resolves. */
const short = (value: number): string => String(Math.round(value * 10_000) / 10_000)
