/** The drawn cover as a JPEG. */
import { createHash } from 'node:crypto'
import type { Metadata } from '../../book/configuration.js'
import type { World } from '../../book/world.js'
import { composeCover } from './compose-cover.js'
import {
  type CoverDesign,
  coverFonts,
  coverSize,
  coverVersion,
  designCover,
  leastForOneWord,
  titleSizes,
} from './design-cover.js'
import { type Outliners, outlineCover } from './outline-cover.js'
import { openFont } from './outline-text.js'

/** Quality of the JPEG: edges of flat colours stay clean at half a megabyte. */
const quality = 84

/**
 * Draw a cover from the metadata, and keep it by its content. We set what our fonts can, in a fifth of a
 * second; a browser, which takes more than one, sets the writing of other peoples by the fonts of the system.
 *
 * @throws EnvironmentFault where a browser is needed and there is none
 */
export async function drawCover(world: World, metadata: Metadata): Promise<Uint8Array> {
  const design = designCover(metadata)
  const content = `cover ${coverVersion}\n${JSON.stringify(design)}`
  const key = createHash('sha256').update(content).digest('hex')
  const kept = await world.cache.get(key)
  if (kept) return kept
  const fonts = await readFonts(world)
  const outlined = await outline(design, fonts)
  const picture = outlined ? await toJpeg(outlined) : await photograph(world, design, fonts)
  await world.cache.set(key, picture)
  return picture
}

type FontFiles = ReadonlyMap<string, Uint8Array>

/** Read the fonts; a missing one is no reason to have no cover. */
async function readFonts(world: World): Promise<FontFiles> {
  const fonts = new Map<string, Uint8Array>()
  await Promise.all(
    Object.values(coverFonts).map(async (name) => {
      const bytes = await world.files.read(`${world.packageFolder}/styles/fonts/${name}`)
      if (bytes) fonts.set(name, bytes)
    }),
  )
  return fonts
}

async function outline(design: CoverDesign, fonts: FontFiles): Promise<string | undefined> {
  const display = fonts.get(coverFonts.display)
  const italic = fonts.get(coverFonts.italic)
  const sans = fonts.get(coverFonts.sans)
  if (!display || !italic || !sans) return undefined
  const outliners: Outliners = {
    display: await openFont(display),
    italic: await openFont(italic),
    sans: await openFont(sans),
  }
  return outlineCover(design, outliners)
}

/** By sharp, outside this thread. A full colour for each pixel: else red edges on dark grounds blur. */
async function toJpeg(svg: string): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  return sharp(Buffer.from(svg)).flatten().jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer()
}

async function photograph(
  world: World,
  design: CoverDesign,
  fonts: FontFiles,
): Promise<Uint8Array> {
  const page = await world.browser.newPage()
  try {
    await page.load(composeCover(design), (path) => {
      const bytes = fonts.get(path.replace(/^fonts\//, ''))
      return bytes && { bytes, mediaType: 'font/ttf' }
    })
    await page.evaluate(fitTitle, titleSizes, leastForOneWord)
    return await page.screenshot({ ...coverSize, type: 'jpeg' })
  } finally {
    await page.close()
  }
}

/** Runs in the page: take the largest size at which the title fits its room. */
function fitTitle(sizes: readonly number[], least: number): void {
  const title = document.querySelector('h1')
  const room = document.querySelector('header')
  if (!title || !room) return
  for (const size of sizes) {
    title.style.fontSize = `${size}px`
    if (size < least) title.style.overflowWrap = 'anywhere'
    if (title.scrollWidth <= title.clientWidth && room.scrollHeight <= room.clientHeight) return
  }
}
