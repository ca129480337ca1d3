/** Drawings as PNG, for readers that refuse SVG: set in the book's fonts, which such a reader need not have. */
import { createHash } from 'node:crypto'
import type { Asset } from '../../book/book.js'
import { figureFontEmbedder, readFontFaces } from '../../book/embed-figure-fonts.js'
import type { Resource, World } from '../../book/world.js'
import { photograph } from './photograph.js'

/** Pixels across: the longer side of a Kindle's page at 300 per inch, and no more than four to one. */
const goodWidth = 1600
const mostPerPixel = 4

/** CSS pixels of a drawing that does not say its size (CSS 2, §10.3.2). */
const unsaid = { width: 300, height: 150 }

/** Raised when the drawing changes, so that nothing of an older version comes out of the cache. */
const version = 1

/**
 * Turn drawings into PNG and keep them by their content.
 *
 * @returns by name of the drawing; width and height stay those of the drawing
 * @throws EnvironmentFault where there is no browser
 */
export async function drawDrawings(
  world: World,
  drawings: readonly Asset[],
): Promise<ReadonlyMap<string, Asset>> {
  const drawn = new Map<string, Asset>()
  const keys = new Map(drawings.map((drawing) => [drawing, keyOf(drawing)]))
  const missing: Asset[] = []
  for (const drawing of drawings) {
    const kept = await world.cache.get(keys.get(drawing)!)
    if (kept) drawn.set(drawing.name, toPng(drawing, kept))
    else missing.push(drawing)
  }
  const photographs = await photograph(
    world,
    missing.map(htmlOf),
    'img { display: block }',
    await serverOf(world, missing),
  )
  for (const [index, { png }] of photographs.entries()) {
    const drawing = missing[index]!
    drawn.set(drawing.name, toPng(drawing, png))
    await world.cache.set(keys.get(drawing)!, png)
  }
  return drawn
}

const keyOf = ({ bytes, width, height }: Asset): string =>
  createHash('sha256').update(`drawing ${version} ${width} ${height}\n`).update(bytes).digest('hex')

const toPng = (drawing: Asset, bytes: Uint8Array): Asset => ({
  name: drawing.name.replace(/(?:\.svg)?$/, '-svg.png'),
  mediaType: 'image/png',
  bytes,
  width: drawing.width ?? unsaid.width,
  height: drawing.height ?? unsaid.height,
})

function htmlOf(drawing: Asset): string {
  const { width, height } = { ...unsaid, ...drawing }
  const scale = Math.min(mostPerPixel, Math.max(1, goodWidth / width))
  return `<img src="${drawing.name}" width="${Math.round(width * scale)}" height="${Math.round(height * scale)}">`
}

async function serverOf(world: World, drawings: readonly Asset[]) {
  const styles = `${world.packageFolder}/styles`
  const sheet = await world.files.read(`${styles}/fonts.css`)
  const faces = readFontFaces(Buffer.from(sheet ?? []).toString('utf8'))
  const fonts = new Map<string, Resource>()
  await Promise.all(
    faces.map(async ({ path }) => {
      const bytes = await world.files.read(`${styles}/${path}`)
      if (bytes) fonts.set(path, { bytes, mediaType: 'font/ttf' })
    }),
  )
  const embed = figureFontEmbedder(faces, fonts)
  const byName = new Map(drawings.map((drawing) => [drawing.name, drawing]))
  return (path: string): Resource | undefined => {
    const drawing = byName.get(path)
    return drawing && { bytes: embed(drawing), mediaType: drawing.mediaType }
  }
}
