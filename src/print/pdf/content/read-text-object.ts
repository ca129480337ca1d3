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

const [zero, nine, point, minus, less] = [48, 57, 46, 45, 60]

/**
 * Read a text object. Soft hyphens that show nothing are left out.
 *
 * A book has millions of glyphs, each on a line of its own (`7.3 0 Td <002A> Tj`): they are read where they
 * stand, not cut out first.
 *
 * @param content a content stream
 * @param start of the line after `BT`
 * @param end start of the line `ET`
 * @throws UnknownOperator
 */
export function readTextObject(
  content: string,
  start: number,
  end: number,
  fonts: (name: string) => PdfFont,
): TextObject {
  const frame = { fontName: '', size: 0, matrix: [] as readonly number[], isReversed: false }
  const codes: string[] = []
  const xs: number[] = []
  const ys: number[] = []
  const spans: Span[] = []
  const open: ({ from: number; text: string } | undefined)[] = []
  let x = 0
  let y = 0
  let at = start
  const readNumber = (): number => {
    const sign = content.charCodeAt(at) === minus ? -1 : 1
    let [value, scale, isFraction] = [0, 1, false]
    for (at += sign < 0 ? 1 : 0; ; at++) {
      const code = content.charCodeAt(at)
      if (code >= zero && code <= nine) {
        value = value * 10 + code - zero
        if (isFraction) scale *= 10
      } else if (code === point) isFraction = true
      else break
    }
    at++
    return (sign * value) / scale
  }
  while (at < end) {
    const from = at
    const first = content.charCodeAt(at)
    let [dx, dy] = [0, 0]
    let isGlyph = first === less
    if (first <= nine && first >= minus) {
      dx = readNumber()
      dy = readNumber()
      isGlyph = content.startsWith('Td <', at)
      at += 3
    }
    const close = isGlyph ? content.indexOf('>', at) : -1
    if (close > 0 && content.startsWith('> Tj\n', close)) {
      x += dx
      y += dy
      codes.push(content.slice(at + 1, close))
      xs.push(x)
      ys.push(y)
      at = close + 5
      continue
    }
    at = content.indexOf('\n', from) + 1
    const line = content.slice(from, at - 1)
    if (line === 'EMC') {
      const span = open.pop()
      if (span) spans.push({ ...span, to: codes.length })
    } else if (line.startsWith('/Span<</ActualText '))
      open.push({ from: codes.length, text: readActualText(line) })
    else if (line === '/ReversedChars BMC') {
      frame.isReversed = true
      open.push(undefined)
    } else readFrame(line, frame)
  }
  const font = fonts(frame.fontName)
  return { ...frame, font, ...resolve(codes, xs, ys, spans, font, frame.isReversed) }
}

/** Read the font or the matrix. */
function readFrame(
  line: string,
  frame: { fontName: string; size: number; matrix: readonly number[] },
): void {
  const words = line.split(' ')
  const operator = words.pop()
  if (operator === 'Tm' && words.length === 6) frame.matrix = words.map(Number)
  else if (operator === 'Tf' && words.length === 2) {
    frame.fontName = words[0]!.slice(1)
    frame.size = Number(words[1])
  } else throw new UnknownOperator(line)
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
