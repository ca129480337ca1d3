/** A style sheet of the author's, and the fonts that it brings from the book folder. */
import { posix } from 'node:path'
import type { Resource, World } from '../book/world.js'

export interface AuthoredStyle {
  readonly css: string
  /** By path from the origin. */
  readonly fonts: ReadonlyMap<string, Resource>
}

/** Kinds of fonts that the browser takes. */
const mediaTypes: Readonly<Record<string, string>> = {
  ttf: 'font/ttf',
  otf: 'font/otf',
  woff: 'font/woff',
  woff2: 'font/woff2',
}

/**
 * Read a style sheet. Each `url(…)` of a font inside the book folder becomes an address that the page can
 * load; what lies elsewhere stays as it is, and is refused when the page asks for it.
 *
 * @param path of the sheet, relative to the book folder; addresses in it are relative to the sheet
 * @returns `undefined` where there is no such sheet in the folder
 */
export async function readAuthoredStyle(
  world: World,
  folder: string,
  path: string,
): Promise<AuthoredStyle | undefined> {
  const sheet = await readInside(world, folder, path)
  if (!sheet) return undefined
  const fonts = new Map<string, Resource>()
  let css = new TextDecoder().decode(sheet)
  for (const [whole, quoted, bare] of css.matchAll(/url\(\s*(?:"([^"]+)"|'?([^'")]+?)'?)\s*\)/g)) {
    const address = quoted ?? bare ?? ''
    const mediaType = mediaTypes[/\.(\w+)$/.exec(address)?.[1]?.toLowerCase() ?? '']
    if (!mediaType || /^[a-z][a-z0-9+.-]*:/i.test(address)) continue
    const file = posix.join(posix.dirname(path), address)
    const bytes = await readInside(world, folder, file)
    if (!bytes) continue
    fonts.set(`book/${file}`, { bytes, mediaType })
    css = css.replaceAll(whole, `url("/book/${encodeURI(file)}")`)
  }
  return { css, fonts }
}

async function readInside(
  world: World,
  folder: string,
  path: string,
): Promise<Uint8Array | undefined> {
  const full = `${folder}/${path}`
  return (await world.files.isInside(folder, full)) ? world.files.read(full) : undefined
}
