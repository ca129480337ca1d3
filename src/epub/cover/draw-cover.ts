/** The drawn cover as a JPEG. */
import { createHash } from 'node:crypto'
import type { Metadata } from '../../book/configuration.js'
import type { World } from '../../book/world.js'
import { composeCover, coverFonts, coverSize, coverVersion, titleSizes } from './compose-cover.js'

/**
 * Draw a cover from the metadata. It is kept by its content: a book whose title did not change starts no
 * browser.
 *
 * @throws EnvironmentFault where there is no browser to draw it
 */
export async function drawCover(world: World, metadata: Metadata): Promise<Uint8Array> {
  const html = composeCover(metadata)
  const key = createHash('sha256').update(`cover ${coverVersion}\n${html}`).digest('hex')
  const kept = await world.cache.get(key)
  if (kept) return kept
  const fonts = await readFonts(world)
  const page = await world.browser.newPage()
  try {
    await page.load(html, (path) => {
      const bytes = fonts.get(path)
      return bytes && { bytes, mediaType: 'font/ttf' }
    })
    await page.evaluate(fitTitle, titleSizes, leastForOneWord)
    const picture = await page.screenshot({ ...coverSize, type: 'jpeg' })
    await world.cache.set(key, picture)
    return picture
  } finally {
    await page.close()
  }
}

/** Read the fonts; a missing one is no reason to have no cover. */
async function readFonts(world: World): Promise<Map<string, Uint8Array>> {
  const fonts = new Map<string, Uint8Array>()
  await Promise.all(
    coverFonts.map(async (name) => {
      const bytes = await world.files.read(`${world.packageFolder}/styles/fonts/${name}`)
      if (bytes) fonts.set(`fonts/${name}`, bytes)
    }),
  )
  return fonts
}

/** Below this size, in pixels, a long word is better broken than the title made smaller for it. */
const leastForOneWord = 116

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
