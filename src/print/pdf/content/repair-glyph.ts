/**
 * Skia says what a glyph stands for in the font, or, where that is not the same each time, around the glyph
 * (`ActualText`). Around a single glyph it costs more than the glyph, and poppler loses the text that follows
 * it within a mark (notes/pdf-tagging.md §2). So what can be said in the font is said there.
 */
import type { PdfFont } from './read-font.js'

/**
 * Characters that share a glyph, and as which of them the glyph is read. Fonts name theirs by the rarer one
 * (a letter of its own, the hyphen that nobody types).
 */
const readAs: Readonly<Record<string, string>> = {
  '\u02bc': '\u2019',
  '\u2010': '-',
  '\u2011': '-',
}

const plain = (text: string): string => readAs[text] ?? text.normalize('NFKC')

/**
 * Let a font's glyph stand for a text, if it can.
 *
 * @returns false where it stands for another text already, so that the place must say it
 */
export function repairGlyph(font: PdfFont, glyph: number, text: string): boolean {
  const known = font.texts.get(glyph)
  if (known === text) return true
  // Glyph 0 is shown for all that a font lacks, and may stand for anything.
  if (glyph === 0) return false
  if (known === undefined || font.repaired.get(glyph) === text) {
    font.texts.set(glyph, text)
    font.repaired.set(glyph, text)
    return true
  }
  if (plain(known) !== plain(text)) return false
  // A ligature's own character reads as its letters; no-break spaces read as spaces.
  const better = plain(text)
  if (better !== known) {
    font.texts.set(glyph, better)
    font.repaired.set(glyph, better)
  }
  return true
}

/** Write the CMap of a font anew (ISO 32000-1, 9.10.3), glyphs in order. */
export function writeToUnicode({ texts, digits }: PdfFont): string {
  const hex = (value: number, width: number) =>
    value.toString(16).toUpperCase().padStart(width, '0')
  const rows = [...texts]
    .sort(([one], [other]) => one - other)
    .map(([glyph, text]) => `<${hex(glyph, digits)}> <${toUtf16(text)}>`)
  const blocks: string[] = []
  // A block holds 100 rows at most (Adobe Technical Note 5014, §4).
  for (let at = 0; at < rows.length; at += 100) {
    const some = rows.slice(at, at + 100)
    blocks.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar\n`)
  }
  const range = digits === 4 ? '<0000> <FFFF>' : '<00> <FF>'
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
${range}
endcodespacerange
${blocks.join('')}endcmap
CMapName currentdict /CMap defineresource pop
end
end
`
}

/** Write text as hexadecimal digits of UTF-16BE. */
export const toUtf16 = (text: string): string =>
  Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()
