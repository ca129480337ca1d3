/** What a font of Skia's says of its glyphs: the text that they stand for, and how wide they are. */
import type { PdfFile } from '../pdf-file.js'

export interface PdfFont {
  /** Number of the font's object in its file. */
  readonly object: number
  /** Digits of a glyph in a string: 4 in a composite font, 2 in a Type 3 font. */
  readonly digits: 2 | 4
  /** Text by glyph, as `ToUnicode` has it; grows by `repairGlyph`. */
  readonly texts: Map<number, string>
  /** Glyphs whose text the font did not have, or had wrong. */
  readonly repaired: Map<number, string>
  /** In thousandths of the size. */
  readonly widthOf: (glyph: number) => number
}

/** Read a font. */
export function readFont(pdf: PdfFile, object: number): PdfFont {
  const dictionary = pdf.dictionary(object)
  const mapping = Number(/\/ToUnicode (\d+) 0 R/.exec(dictionary)?.[1] ?? 0)
  const texts = readToUnicode(mapping ? (pdf.stream(mapping)?.toString('latin1') ?? '') : '')
  const descendant = Number(/\/DescendantFonts \[(\d+) 0 R\]/.exec(dictionary)?.[1] ?? 0)
  const widths = descendant ? compositeWidths(pdf.dictionary(descendant)) : simpleWidths(dictionary)
  return { object, digits: descendant ? 4 : 2, texts, repaired: new Map(), widthOf: widths }
}

/** Read a CMap of Unicode values (ISO 32000-1, 9.10.3). */
export function readToUnicode(cmap: string): Map<number, string> {
  const texts = new Map<number, string>()
  for (const [, body] of cmap.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g))
    for (const [, glyph, text] of body!.matchAll(/<([\dA-F]+)> <([\dA-F]+)>/gi))
      texts.set(Number.parseInt(glyph!, 16), fromUtf16(text!))
  for (const [, body] of cmap.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g))
    for (const [, from, to, text] of body!.matchAll(/<([\dA-F]+)> <([\dA-F]+)> <([\dA-F]+)>/gi)) {
      const first = Number.parseInt(from!, 16)
      const start = fromUtf16(text!)
      const head = start.slice(0, -1)
      const last = start.charCodeAt(start.length - 1)
      for (let glyph = first; glyph <= Number.parseInt(to!, 16); glyph++)
        texts.set(glyph, head + String.fromCharCode(last + glyph - first))
    }
  return texts
}

/** Read hexadecimal digits of UTF-16BE. */
export function fromUtf16(digits: string): string {
  let text = ''
  for (let at = 0; at + 4 <= digits.length; at += 4)
    text += String.fromCharCode(Number.parseInt(digits.slice(at, at + 4), 16))
  return text
}

/** `/W` of a composite font (ISO 32000-1, 9.7.4.3). */
function compositeWidths(dictionary: string): PdfFont['widthOf'] {
  const usual = Number(/\/DW (-?[\d.]+)/.exec(dictionary)?.[1] ?? 1000)
  const known = new Map<number, number>()
  const start = dictionary.indexOf('/W [')
  const body = start < 0 ? '' : dictionary.slice(start + 4, dictionary.indexOf(']\n', start))
  const words = body.match(/\[|\]|-?[\d.]+/g) ?? []
  let list = -1
  let pending: number[] = []
  for (const word of words) {
    if (word === '[') {
      list = pending[0] ?? 0
      pending = []
    } else if (word === ']') list = -1
    else if (list >= 0) known.set(list++, Number(word))
    else if (pending.push(Number(word)) === 3) {
      for (let glyph = pending[0]!; glyph <= pending[1]!; glyph++) known.set(glyph, pending[2]!)
      pending = []
    }
  }
  return (glyph) => known.get(glyph) ?? usual
}

/** `/Widths` of a Type 3 font, whose matrix Skia sets to a thousandth. */
function simpleWidths(dictionary: string): PdfFont['widthOf'] {
  const first = Number(/\/FirstChar (\d+)/.exec(dictionary)?.[1] ?? 0)
  const widths = /\/Widths \[([^\]]*)\]/.exec(dictionary)?.[1]?.split(' ').map(Number) ?? []
  return (glyph) => widths[glyph - first] ?? 0
}
