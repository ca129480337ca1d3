/**
 * The outlines of a printed page: its operators one after another, glyphs as the paths of their fonts. What Skia was
 * never seen to write for a formula is refused, not guessed at.
 */
import { type Step, toPathData } from './path-data.js'
import { constructed, type Matrix, multiply, placeGlyph, placePath } from './place-path.js'
import type { PrintedContent } from './read-print.js'
import { type Token, tokensOf } from './tokens.js'

/** A font to take outlines from. */
export interface GlyphSource {
  /** Outline of a glyph, in sizes of the letters, y upwards. */
  readonly outline: (glyph: number) => readonly Step[]
  /** Width of a glyph, in sizes of the letters. */
  readonly width: (glyph: number) => number
}

/** What is painted in one go. */
export interface Painted {
  readonly data: string
  /** `#rrggbb`; absent for black, the colour of the text. */
  readonly colour?: string
  /** Width of the line that is drawn along the path; absent where the path is filled. */
  readonly stroke?: number
}

/** What `q` saves. */
interface Graphics {
  readonly matrix: Matrix
  readonly fill: string
  readonly stroke: string
  readonly lineWidth: number
}

/** A page while it is traced. */
interface Tracing {
  /** The page, or the form on it. */
  readonly from: PrintedContent
  readonly fonts: (font: number) => GlyphSource | undefined
  readonly painted: Painted[]
  readonly saved: Graphics[]
  graphics: Graphics
  isClipped: boolean
  path: Step[]
  font: GlyphSource | undefined
  size: number
  /** The matrix of the line of text, and how far it is written. */
  line: Matrix
  x: number
}

/** Thrown where a page holds what is not known here. */
export class UntraceablePage extends Error {}

const identity: Matrix = [1, 0, 0, 1, 0, 0]
const black = '#000000'

/**
 * Trace a page.
 *
 * @param toUnits from the page's points to the units of the drawing
 * @param fonts by their numbers in the print; `undefined` where a font has no outlines
 * @throws UntraceablePage
 */
export function tracePage(
  page: PrintedContent,
  toUnits: Matrix,
  fonts: Tracing['fonts'],
): readonly Painted[] {
  const tracing: Tracing = {
    from: page,
    fonts,
    painted: [],
    saved: [],
    graphics: { matrix: toUnits, fill: black, stroke: black, lineWidth: 1 },
    isClipped: false,
    path: [],
    font: undefined,
    size: 0,
    line: identity,
    x: 0,
  }
  follow(tracing)
  return tracing.painted
}

function follow(tracing: Tracing): void {
  let given: Token[] = []
  for (const token of tokensOf(tracing.from.content)) {
    if (typeof token !== 'object') {
      given.push(token)
      continue
    }
    const { operator } = token
    const steps = constructed(operator, given)
    if (steps) tracing.path.push(...steps)
    else if (operators[operator]) operators[operator](tracing, given)
    else if (!silent.has(operator)) throw new UntraceablePage(operator)
    given = []
  }
}

/** Operators that leave no trace in a formula: spans, the ends of lines. */
const silent = new Set('BDC BMC EMC i M j J d'.split(' '))

const setGraphics = (tracing: Tracing, changed: Partial<Graphics>): void => {
  tracing.graphics = { ...tracing.graphics, ...changed }
}

const startLine = (tracing: Tracing, line: Matrix): void => {
  Object.assign(tracing, { line, x: 0 })
}

/** What the other operators do (ISO 32000-1, annex A). */
const operators: Readonly<Record<string, (tracing: Tracing, given: readonly Token[]) => void>> = {
  q: ({ saved, graphics }) => void saved.push(graphics),
  Q: (tracing) => setGraphics(tracing, tracing.saved.pop() ?? {}),
  cm: (tracing, given) =>
    setGraphics(tracing, { matrix: multiply(matrixOf(given), tracing.graphics.matrix) }),
  rg: (tracing, given) => setGraphics(tracing, { fill: toColour(numbersOf(given)) }),
  RG: (tracing, given) => setGraphics(tracing, { stroke: toColour(numbersOf(given)) }),
  gs: (tracing, [name]) =>
    setGraphics(tracing, {
      lineWidth: tracing.from.lineWidths.get(String(name)) ?? tracing.graphics.lineWidth,
    }),
  w: (tracing, [width]) => setGraphics(tracing, { lineWidth: Number(width) }),
  BT: (tracing) => startLine(tracing, identity),
  ET: () => undefined,
  Tf: (tracing, [name, size]) =>
    void Object.assign(tracing, {
      font: tracing.fonts(tracing.from.fonts.get(String(name)) ?? 0),
      size: Number(size),
    }),
  Tm: (tracing, given) => startLine(tracing, matrixOf(given)),
  Td: (tracing, [x, y]) =>
    startLine(tracing, multiply([1, 0, 0, 1, Number(x), Number(y)], tracing.line)),
  Tj: (tracing, [glyphs]) => showGlyphs(tracing, String(glyphs)),
  Do: (tracing, [name]) => followForm(tracing, String(name)),
  f: fillPath,
  'f*': fillPath,
  S: strokePath,
  W: keepClip,
  'W*': keepClip,
  n: (tracing) => {
    tracing.path = []
  },
}

/** The first clip is that of the page; others shape what is drawn, as the strokes of `\cancel`. */
function keepClip(tracing: Tracing): void {
  if (tracing.isClipped) throw new UntraceablePage('a clip')
  tracing.isClipped = true
}

/** What is turned or stretched, such as a wide hat, is a form. */
function followForm(tracing: Tracing, name: string): void {
  const form = tracing.from.form(name)
  if (!form) throw new UntraceablePage('a picture')
  const { matrix } = tracing.graphics
  const own = form.matrix ? multiply(form.matrix as unknown as Matrix, matrix) : matrix
  const graphics = { ...tracing.graphics, matrix: own }
  follow({ ...tracing, from: form, saved: [], path: [], isClipped: false, graphics })
}

function showGlyphs(tracing: Tracing, glyphs: string): void {
  const { font, size, line, graphics } = tracing
  if (!font) throw new UntraceablePage('a font without outlines')
  for (let at = 0; at + 1 < glyphs.length; at += 2) {
    const glyph = glyphs.charCodeAt(at) * 256 + glyphs.charCodeAt(at + 1)
    const place = multiply(multiply([size, 0, 0, size, tracing.x, 0], line), graphics.matrix)
    paint(tracing, placeGlyph(font.outline(glyph), place), graphics.fill)
    tracing.x += font.width(glyph) * size
  }
}

function fillPath(tracing: Tracing): void {
  const { path, graphics } = tracing
  paint(tracing, placePath(path, graphics.matrix), graphics.fill)
  tracing.path = []
}

function strokePath(tracing: Tracing): void {
  const { path, graphics } = tracing
  const [a, b, c, d] = graphics.matrix
  const width = Math.round(graphics.lineWidth * Math.sqrt(Math.abs(a * d - b * c)))
  paint(tracing, placePath(path, graphics.matrix), graphics.stroke, width)
  tracing.path = []
}

function paint({ painted }: Tracing, steps: readonly Step[], colour: string, stroke?: number) {
  const data = toPathData(steps)
  if (data === '') return
  painted.push({
    data,
    ...(colour !== black && { colour }),
    ...(stroke !== undefined && { stroke }),
  })
}

const matrixOf = (given: readonly Token[]): Matrix => given.map(Number) as unknown as Matrix

const numbersOf = (given: readonly Token[]): number[] => given.map(Number)

const toColour = (parts: readonly number[]): string =>
  `#${parts
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
