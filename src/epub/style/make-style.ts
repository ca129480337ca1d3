/** The style sheet of the EPUB and the fonts that it names. */
import type { EpubEdition } from '../../book/configuration.js'
import type { World } from '../../book/world.js'
import { EnvironmentFault } from '../../book/world.js'
import type { Facts } from '../find-facts.js'
import type { PackedFile } from '../pack.js'
import { chooseFonts, type Font, fontFace } from './choose-fonts.js'
import { pruneRules } from './prune-rules.js'

export interface Style {
  readonly css: string
  /** The fonts; their licences are in `licenses`. */
  readonly fonts: readonly PackedFile[]
  readonly licenses: readonly PackedFile[]
}

/** Make the style sheet for what is in the book. */
export async function makeStyle(world: World, facts: Facts, edition: EpubEdition): Promise<Style> {
  const chosen = edition.embedFonts ? chooseFonts(facts) : []
  const [sheet, fonts, licenses] = await Promise.all([
    readSheets(world),
    Promise.all(chosen.map((font) => packFont(world, font.file))),
    Promise.all([...new Set(chosen.map(licenseOf))].map((name) => packFont(world, name))),
  ])
  return { css: chosen.map(fontFace).join('') + pruneRules(sheet, facts.names), fonts, licenses }
}

const licenseOf = (font: Font): string => font.license

/** Read `styles/epub/*.css`; the digit in a name is its place. */
async function readSheets(world: World): Promise<string> {
  const folder = `${world.packageFolder}/styles/epub`
  const names = (await world.files.list(folder)) ?? []
  const sheets = names.filter((name) => name.endsWith('.css')).sort()
  return (await Promise.all(sheets.map((name) => readOwn(world, `${folder}/${name}`))))
    .map((bytes) => Buffer.from(bytes).toString('utf8'))
    .join('\n')
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
