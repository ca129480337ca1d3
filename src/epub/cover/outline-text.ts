/** Text as outlines of a font, shaped and kerned by fontkit: what is drawn needs no font any more. */
import type { Font } from 'fontkit'

/** A font to draw with. Lengths are in sizes of the letters. */
export interface Outliner {
  /** Whether the font has all letters of a text, and they stand one after another from left to right. */
  canSet(text: string): boolean
  /** Width of a line, with `spacing` after each letter. */
  measure(line: string, spacing: number): number
  /** Path data of a line whose letters are `size` high, from the origin on the base line to the right. */
  outline(line: string, size: number, spacing: number): string
  readonly ascent: number
  readonly descent: number
}

/** Spaced letters are not joined (CSS Text 3, §8.2: no optional ligatures where letters are spaced). */
const unjoined = { liga: false, clig: false }

/** Open a font from the bytes of its file. */
export async function openFont(bytes: Uint8Array): Promise<Outliner> {
  const { create } = await import('fontkit')
  const font = create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) as Font
  const em = font.unitsPerEm
  const shape = (line: string, spacing: number) =>
    font.layout(line, spacing === 0 ? undefined : unjoined)
  const widths = new Map<string, number>()
  const measure = (line: string, spacing: number): number => {
    const key = `${spacing} ${line}`
    const known = widths.get(key)
    if (known !== undefined) return known
    const run = shape(line, spacing)
    const width = run.advanceWidth / em + run.glyphs.length * spacing
    widths.set(key, width)
    return width
  }
  return {
    canSet: (text) =>
      !/[\p{Cc}\p{Cf}\p{M}]/u.test(text) &&
      [...text].every((letter) => font.hasGlyphForCodePoint(letter.codePointAt(0)!)),
    measure,
    outline(line, size, spacing) {
      const { glyphs, positions } = shape(line, spacing)
      const scale = size / em
      let pen = 0
      let path = ''
      glyphs.forEach((glyph, index) => {
        const { xAdvance, xOffset, yOffset } = positions[index]!
        // The y axis of a font points up, that of a drawing down.
        path += glyph.path
          .transform(scale, 0, 0, -scale, pen + xOffset * scale, -yOffset * scale)
          .toSVG()
        pen += xAdvance * scale + spacing * size
      })
      return path
    },
    ascent: font.ascent / em,
    descent: -font.descent / em,
  }
}
