/** A text object of Skia's (`BT` … `ET`): which glyphs stand where, and what they read as. */
import { fromUtf16, type PdfFont } from './read-font.js'
import { repairGlyph } from './repair-glyph.js'

export interface TextObject {
  readonly fontName: string
  readonly font: PdfFont
  readonly size: number
  /** The text matrix. */
  readonly matrix: readonly number[]
  /** Glyphs as they are written: hexadecimal digits. */
  readonly codes: readonly string[]
  /** Where each glyph stands, in units of the text matrix. */
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  /** True where its glyphs read otherwise than `text`: small capitals that stand for both cases. */
  readonly isReadOtherwise: boolean
  /** True where the glyphs stand in the reverse of the order in which they read. */
  readonly isReversed: boolean
  /** What it reads as, in the order of the text. */
  readonly text: string
}

/** Glyphs from one to another, and what Skia says that they read as. */
interface Span {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Thrown where a page holds something that Skia was never seen to write. */
export class UnknownOperator extends Error {}

/**
 * Read a text object. Soft hyphens that show nothing are left out.
 *
 * @param lines between `BT` and `ET`
 * @throws UnknownOperator
 */
export function readTextObject(
  lines: readonly string[],
  fonts: (name: string) => PdfFont,
): TextObject {
  let fontName = ''
  let size = 0
  let matrix: readonly number[] = []
  let isReversed = false
  const codes: string[] = []
  const xs: number[] = []
  const ys: number[] = []
  const spans: Span[] = []
  const open: ({ from: number; text: string } | undefined)[] = []
  let x = 0
  let y = 0
  for (const line of lines) {
    if (line.endsWith(' Tj')) {
      const at = line.indexOf('<')
      if (at > 0) {
        const [dx, dy, operator] = line.split(' ', 3)
        if (operator !== 'Td') throw new UnknownOperator(line)
        x += Number(dx)
        y += Number(dy)
      }
      codes.push(line.slice(at + 1, -4))
      xs.push(x)
      ys.push(y)
    } else if (line === 'EMC') {
      const span = open.pop()
      if (span) spans.push({ ...span, to: codes.length })
    } else if (line.endsWith(' Tm')) matrix = line.split(' ', 6).map(Number)
    else if (line.endsWith(' Tf')) {
      const words = line.split(' ')
      fontName = words[0]!.slice(1)
      size = Number(words[1])
    } else if (line === '/ReversedChars BMC') {
      isReversed = true
      open.push(undefined)
    } else if (line.startsWith('/Span<</ActualText '))
      open.push({ from: codes.length, text: readActualText(line) })
    else throw new UnknownOperator(line)
  }
  const font = fonts(fontName)
  const given = { fontName, font, size, matrix, isReversed }
  return { ...given, ...resolve(codes, xs, ys, spans, font, isReversed) }
}

/** `(fi)` with escapes, or `<FEFF00AD>`. */
function readActualText(line: string): string {
  const hex = /<FEFF([\dA-F]*)>/.exec(line)?.[1]
  if (hex !== undefined) return fromUtf16(hex)
  const plain = line.slice(line.indexOf('(') + 1, line.lastIndexOf(')'))
  return plain.replace(/\\(\d{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : code,
  )
}

/** What a glyph reads as that no one knows the text of. */
export const unknownText = '\ufffd'

/** Characters that paint nothing: soft hyphens, and the operators that mathematics leaves out. */
const invisible = /[\u00ad\u200b\u2060-\u2064]/g

/** Say in the font what can be said there, drop soft hyphens, and put the text together. */
function resolve(
  codes: readonly string[],
  xs: readonly number[],
  ys: readonly number[],
  spans: readonly Span[],
  font: PdfFont,
  isReversed: boolean,
): Pick<TextObject, 'codes' | 'xs' | 'ys' | 'isReadOtherwise' | 'text'> {
  const texts = codes.map((code) => font.texts.get(Number.parseInt(code, 16)) ?? unknownText)
  const join = (all: readonly string[]) => (isReversed ? all.toReversed() : all).join('')
  if (spans.length === 0) return { codes, xs, ys, isReadOtherwise: false, text: join(texts) }
  const dropped = new Set<number>()
  let isReadOtherwise = false
  for (const { from, to, text } of spans) {
    const meant = text.replace(invisible, '')
    // An invisible character is painted as a space without width.
    if (meant !== text)
      for (let at = from; at < to; at++)
        if (meant === '' || texts[at]!.trim() === '') dropped.add(at)
    const shown = Array.from({ length: to - from }, (_, at) => from + at).filter(
      (at) => !dropped.has(at),
    )
    for (const at of shown) texts[at] = at === shown[0] ? meant : ''
    if (shown.length === 0) continue
    if (shown.length > 1 || !repairGlyph(font, Number.parseInt(codes[shown[0]!]!, 16), meant))
      isReadOtherwise = true
  }
  const isKept = (_: unknown, at: number) => !dropped.has(at)
  return {
    codes: codes.filter(isKept),
    xs: xs.filter(isKept),
    ys: ys.filter(isKept),
    isReadOtherwise,
    text: join(texts.filter(isKept)),
  }
}
