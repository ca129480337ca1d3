/** Photograph many small things with one page of the browser: it arranges them on sheets, and we cut them out. */
import type { Resource, World } from '../../book/world.js'

/** One thing, cut out. Lengths are in pixels. */
export interface Photograph {
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
  /** From the base line to the lower edge. */
  readonly depth: number
}

/** Where a thing stands on its sheet. */
interface Place {
  readonly sheet: number
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly depth: number
}

/** Largest sheet; pixels. Chromium paints larger ones in pieces, and may fail. */
const sheet = { width: 2400, height: 6000 }

/** White around each thing for ink beyond its box; pixels. */
const edge = 2

/**
 * Photograph things in black on white.
 *
 * @param things the HTML of each, one element
 * @param serve answers what the HTML asks for
 * @param colours how many a photograph has at most
 * @returns in the order of `things`
 * @throws EnvironmentFault where there is no browser
 */
export async function photograph(
  world: World,
  things: readonly string[],
  css: string,
  serve: (path: string) => Resource | undefined,
  colours = 256,
): Promise<Photograph[]> {
  if (things.length === 0) return []
  const page = await world.browser.newPage()
  try {
    await page.load(pageOf(things, css), serve)
    const { places, width, heights } = await page.evaluate(arrange, sheet, edge)
    const sheets: Sheet[] = []
    for (const [index, height] of heights.entries()) {
      await page.evaluate(turnTo, index)
      const shot = await page.screenshot({ width, height, type: 'png' })
      sheets.push(await develop(shot))
    }
    return await Promise.all(places.map((place) => cut(sheets[place.sheet]!, place, colours)))
  } finally {
    await page.close()
  }
}

const pageOf = (things: readonly string[], css: string): string =>
  `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>-</title><style>
body { margin: 0; background: #fff; color: #000 }
.thing { position: absolute; top: 0; left: 0; white-space: nowrap }
.thing i { display: inline-block; width: 0; height: 0 }
.thing.away { display: none }
${css}</style>${things.map((thing) => `<div class="thing">${thing}<i></i></div>`).join('\n')}`

/** Runs in the page: give each thing a place in rows, and fill sheets with them. */
async function arrange(
  most: { width: number; height: number },
  edge: number,
): Promise<{ places: Place[]; width: number; heights: number[] }> {
  await document.fonts.ready
  const boxes = [...document.querySelectorAll<HTMLElement>('.thing')].map((box) => {
    const inside = box.firstElementChild!.getBoundingClientRect()
    const whole = box.getBoundingClientRect()
    const line = box.lastElementChild!.getBoundingClientRect().bottom
    return {
      box,
      left: inside.left - whole.left,
      line: line - whole.top,
      width: Math.max(1, Math.ceil(inside.width)) + 2 * edge,
      ascent: Math.max(1, Math.ceil(line - inside.top)) + edge,
      depth: Math.max(0, Math.ceil(inside.bottom - line)) + edge,
    }
  })
  const width = Math.max(most.width, ...boxes.map((one) => one.width))
  const places: Place[] = []
  const heights: number[] = [0]
  let [left, top, row] = [0, 0, 0]
  for (const one of boxes) {
    const height = one.ascent + one.depth
    if (left + one.width > width) [left, top, row] = [0, top + row, 0]
    if (top + height > most.height && top > 0) {
      heights.push(0)
      ;[left, top, row] = [0, 0, 0]
    }
    const sheet = heights.length - 1
    places.push({ sheet, left, top, width: one.width, height, depth: one.depth })
    one.box.style.left = `${left + edge - one.left}px`
    one.box.style.top = `${top + one.ascent - one.line}px`
    one.box.dataset.sheet = String(sheet)
    left += one.width
    row = Math.max(row, height)
    heights[sheet] = Math.max(heights[sheet]!, top + height)
  }
  return { places, width, heights }
}

/** Runs in the page: show the things of one sheet. */
function turnTo(sheet: number): void {
  for (const box of document.querySelectorAll<HTMLElement>('.thing'))
    box.classList.toggle('away', box.dataset.sheet !== String(sheet))
}

interface Sheet {
  readonly pixels: Uint8Array
  readonly width: number
  readonly height: number
  readonly channels: 1 | 2 | 3 | 4
}

async function develop(png: Uint8Array): Promise<Sheet> {
  const { default: sharp } = await import('sharp')
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height, channels: info.channels as 3 }
}

async function cut({ pixels, ...raw }: Sheet, place: Place, colours: number): Promise<Photograph> {
  const { default: sharp } = await import('sharp')
  const { left, top, width, height, depth } = place
  const png = await sharp(pixels, { raw })
    .extract({ left, top, width, height })
    .png({ palette: true, colours, compressionLevel: 9 })
    .toBuffer()
  return { png, width, height, depth }
}
