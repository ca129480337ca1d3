/** Formulas as outlines, which need no font and no MathML: the browser sets and prints them, the print is traced. */
import type { Font } from 'fontkit'
import type { World } from '../../../book/world.js'
import { setFormulas } from '../draw-formulas.js'
import { keepByChapter } from '../keep-by-chapter.js'
import type { Step } from './path-data.js'
import { type Print, type PrintedPage, readPrint } from './read-print.js'
import { type GlyphSource, type Painted, tracePage, UntraceablePage } from './trace-page.js'

/** A formula as outlines. Lengths are in thousandths of the size of the text around it; y runs down from its line. */
export interface OutlinedFormula {
  readonly paths: readonly Painted[]
  readonly width: number
  /** How far it reaches above the line of the text. */
  readonly ascent: number
  /** How far it reaches below. */
  readonly depth: number
}

/** The version is raised when the drawing changes, so that nothing of an older one comes out of the cache. */
const name = 'formulas in outlines 5'

/** Pixels of one em. The browser sets base lines and bars on whole pixels: large letters suffer least. */
const em = 128

/** CSS pixels in a point. */
const pixelsPerPoint = 4 / 3

/** Where the boxes of formulas reach to, in pixels. */
interface Box {
  readonly width: number
  readonly ascent: number
  readonly depth: number
}

/**
 * Outline formulas in the book's own font, all at once, and keep them by their content.
 *
 * @param groups MathML by chapter: what was drawn for a chapter is kept together
 * @returns by MathML; without those that hold more than outlines, such as coloured emoji
 * @throws EnvironmentFault where there is no browser
 */
export const outlineFormulas = (
  world: World,
  groups: readonly (readonly string[])[],
): Promise<ReadonlyMap<string, OutlinedFormula>> =>
  keepByChapter(world.cache, name, groups, (formulas) => outline(world, formulas))

async function outline(
  world: World,
  formulas: readonly string[],
): Promise<Map<string, OutlinedFormula>> {
  const outlined = new Map<string, OutlinedFormula>()
  const page = await world.browser.newPage()
  try {
    const { css, serve } = await setFormulas(world, em)
    await page.load(pageOf(formulas, css), serve)
    const { boxes, line } = await page.evaluate(layDown)
    const print = readPrint(await page.pdf({ tagged: false, outline: false }))
    const fontOf = await openFonts(print)
    boxes.forEach((box, index) => {
      const paths = trace(print.pages[index]!, line, fontOf)
      if (paths) outlined.set(formulas[index]!, { paths, ...toUnits(box) })
    })
    return outlined
  } finally {
    await page.close()
  }
}

const thousandths = (pixels: number): number => (pixels * 1000) / em

const toUnits = ({ width, ascent, depth }: Box): Box => ({
  width: Math.ceil(thousandths(width)),
  ascent: Math.ceil(thousandths(ascent)),
  depth: Math.ceil(thousandths(depth)),
})

function trace(
  page: PrintedPage,
  line: number,
  fontOf: (font: number) => GlyphSource | undefined,
): Painted[] | undefined {
  const scale = thousandths(pixelsPerPoint)
  const top = thousandths(line)
  try {
    const painted = tracePage(page, [scale, 0, 0, -scale, 0, page.height * scale - top], fontOf)
    return join(painted)
  } catch (fault) {
    if (fault instanceof UntraceablePage) return undefined
    throw fault
  }
}

/** What has the same colour and lies in a row is one path. */
function join(painted: readonly Painted[]): Painted[] {
  const joined: Painted[] = []
  for (const one of painted) {
    const last = joined.at(-1)
    if (last && last.colour === one.colour && last.stroke === one.stroke)
      joined[joined.length - 1] = { ...last, data: last.data + one.data }
    else joined.push(one)
  }
  return joined
}

const pageOf = (formulas: readonly string[], css: string): string =>
  `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>-</title><style>
body { margin: 0; color: #000 }
.thing { break-after: page; white-space: nowrap; line-height: 0; text-rendering: geometricPrecision }
.thing i { display: inline-block; width: 0 }
${css}</style>${formulas.map((math) => `<div class="thing">${math}<i></i></div>`).join('\n')}`

/** Runs in the page: give each formula a page, all of one size, with the line of its text at the same place. */
async function layDown(): Promise<{ boxes: Box[]; line: number }> {
  await document.fonts.ready
  const things = [...document.querySelectorAll<HTMLElement>('.thing')]
  const boxes = things.map((thing) => {
    const box = thing.firstElementChild!.getBoundingClientRect()
    const line = thing.lastElementChild!.getBoundingClientRect().bottom
    return { width: box.width, ascent: line - box.top, depth: box.bottom - line }
  })
  const most = (key: 'width' | 'ascent' | 'depth') =>
    Math.ceil(Math.max(0, ...boxes.map((box) => box[key])) / 4) * 4 + 64
  const line = most('ascent')
  const style = document.createElement('style')
  style.textContent = `@page { size: ${most('width')}px ${line + most('depth')}px; margin: 0 } .thing i { height: ${line}px }`
  document.head.append(style)
  return { boxes, line }
}

/** Open the fonts of a print, each when it is first asked for. */
async function openFonts(print: Print): Promise<(font: number) => GlyphSource | undefined> {
  const { create } = await import('fontkit')
  const opened = new Map<number, GlyphSource | undefined>()
  return (number) => {
    if (opened.has(number)) return opened.get(number)
    const file = print.fontFile(number)
    const source = file && sourceOf(create(file) as Font)
    opened.set(number, source)
    return source
  }
}

const kinds = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
} as const

function sourceOf(font: Font): GlyphSource {
  const outlines = new Map<number, readonly Step[]>()
  const em = font.unitsPerEm
  return {
    width: (glyph) => font.getGlyph(glyph).advanceWidth / em,
    outline(glyph) {
      const known = outlines.get(glyph)
      if (known) return known
      const steps = font.getGlyph(glyph).path.commands.map(({ command, args }) => ({
        kind: kinds[command],
        points: Array.from(
          { length: args.length / 2 },
          (_, at) => [args[at * 2]! / em, args[at * 2 + 1]! / em] as const,
        ),
      }))
      outlines.set(glyph, steps)
      return steps
    },
  }
}
