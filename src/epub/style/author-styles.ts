import type { World } from '../../book/world.js'
import type { BookSource } from '../book-source.js'

/**
 * Read the author's own style sheets, to stand after ours. What they load is left out: a book reaches
 * nothing outside it, and EPUBCheck refuses addresses that lead nowhere.
 *
 * @param paths relative to the book folder; missing ones were reported when the configuration was read
 */
export async function authorStyles(
  world: World,
  paths: readonly string[],
  source: BookSource | undefined,
): Promise<string> {
  if (source === undefined) return ''
  const sheets = await Promise.all(
    paths.map(async (name) => {
      const path = `${source.folder}/${name}`
      const isOurs = await world.files.isInside(source.folder, path)
      return isOurs ? world.files.read(path) : undefined
    }),
  )
  return sheets
    .map((bytes) => (bytes ? withoutLoads(Buffer.from(bytes).toString('utf8')) : ''))
    .filter(Boolean)
    .join('\n')
}

/** Take out `@import`, `@charset`, `@font-face` and `url(…)`. */
export const withoutLoads = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@(?:import|charset|namespace)[^;{}]*;?/gi, '')
    .replace(/@font-face\s*\{[^}]*\}/gi, '')
    .replace(/[\w-]+\s*:[^;{}]*\b(?:url|image-set)\s*\([^;{}]*;?/gi, '')
    .trim()
