/** The style sheet of the EPUB and the fonts that it names. */
import type { Theme } from '../../book/themes.js'
import type { World } from '../../book/world.js'
import { EnvironmentFault } from '../../book/world.js'
import type { Facts } from '../find-facts.js'
import type { PackedFile } from '../pack.js'
import { chooseFonts, type Font, fontFace, mathFamily } from './choose-fonts.js'
import { withItalics } from './find-letters.js'
import { pruneRules } from './prune-rules.js'
import { subset } from './subset.js'

export interface Style {
  readonly css: string
  /** The same for text from right to left; absent where the book has none. */
  readonly mirrored?: string
  /** The fonts; their licences are in `licenses`. */
  readonly fonts: readonly PackedFile[]
  readonly licenses: readonly PackedFile[]
}

/**
 * Make the style sheet for what is in the book.
 *
 * @param fonts whether they are embedded, and the letters that they keep
 */
export async function makeStyle(
  world: World,
  facts: Facts,
  {
    embedFonts,
    letters,
    theme,
  }: { readonly embedFonts: boolean; readonly letters: string; readonly theme: Theme },
): Promise<Style> {
  const chosen = embedFonts ? chooseFonts(facts, theme) : []
  const [sheet, fonts, licenses] = await Promise.all([
    readSheets(world, theme),
    Promise.all(chosen.map((font) => packSubset(world, font, letters))),
    Promise.all([...new Set(chosen.map(licenseOf))].map((name) => packFont(world, name))),
  ])
  return { css: chosen.map(fontFace).join('') + pruneRules(sheet, facts.names), fonts, licenses }
}

const licenseOf = (font: Font): string => font.license

/** Read `styles/epub/*.css`, the digit in a name is its place; then what formulas and columns ask for, and the theme. */
async function readSheets(world: World, theme: Theme): Promise<string> {
  const folder = `${world.packageFolder}/styles/epub`
  const names = (await world.files.list(folder)) ?? []
  const sheets = names.filter((name) => name.endsWith('.css')).sort()
  const paths = [
    ...sheets.map((name) => `${folder}/${name}`),
    `${world.packageFolder}/styles/formulas.css`,
    `${world.packageFolder}/styles/columns.css`,
    ...(theme === 'default' ? [] : [`${world.packageFolder}/styles/themes/${theme}/epub.css`]),
  ]
  return (await Promise.all(paths.map((path) => readOwn(world, path))))
    .map((bytes) => Buffer.from(bytes).toString('utf8'))
    .join('\n')
}

async function packSubset(world: World, font: Font, letters: string): Promise<PackedFile> {
  const whole = await packFont(world, font.file)
  const wanted = font.family === mathFamily ? withItalics(letters) : letters
  return { ...whole, bytes: await subset(world, whole.bytes, wanted) }
}

async function packFont(world: World, file: string): Promise<PackedFile> {
  const bytes = await readOwn(world, `${world.packageFolder}/styles/fonts/${file}`)
  return { path: `fonts/${file.replace(/\.md$/, '.txt')}`, bytes, isStored: false }
}

async function readOwn(world: World, path: string): Promise<Uint8Array> {
  const bytes = await world.files.read(path)
  if (bytes) return bytes
  throw new EnvironmentFault(`A file of Octavo is missing: \`${path}\``, 'Install Octavo again')
}
