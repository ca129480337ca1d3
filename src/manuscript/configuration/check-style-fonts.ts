/** Fonts that the author's style sheets name: said at `styles:`, where the author can find the sheet. */
import { posix } from 'node:path'
import type { World } from '../../book/world.js'
import { report } from '../../diagnostics/report.js'
import type { Source } from './parse-yaml.js'

/** `url(…)` of a font file; addresses with a scheme and other files are left alone, for they are never loaded. */
const fontAddress = /url\(\s*["']?(?![a-z][a-z0-9+.-]*:)([^"')]+?\.(?:ttf|otf|woff2?))["']?\s*\)/gi

/** Report fonts that are missing (`missing-file`) or lie outside the book folder (`outside-book`). */
export async function checkStyleFonts(
  world: World,
  folder: string,
  source: Source,
  styles: readonly string[],
): Promise<void> {
  for (const style of styles) {
    const bytes = await world.files.read(`${folder}/${style}`)
    const css = bytes ? new TextDecoder().decode(bytes).replace(/\/\*[\s\S]*?\*\//g, '') : ''
    for (const address of new Set([...css.matchAll(fontAddress)].map(([, found]) => found!))) {
      const file = posix.join(posix.dirname(style), address)
      const isOutside = /^(?:\.\.(?:\/|$)|\/)/.test(file) || address.startsWith('/')
      const full = `${folder}/${file}`
      const isFound = !isOutside && (await world.files.size(full)) !== undefined
      if (isFound && (await world.files.isInside(folder, full))) continue
      const rule = isOutside || isFound ? 'outside-book' : 'missing-file'
      const reason = `Unexpected font \`${address}\` in \`${style}\`, expected a file of the book folder`
      const hint = 'Copy the font into the book folder; its address starts at the style sheet'
      report(source.file, rule, source.place(['styles']), reason, { subject: address, hint })
    }
  }
}
