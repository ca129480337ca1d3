/** Style sheets and fonts of the print edition, read from the package and from the author's folder. */
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { isRightToLeft } from '../book/direction.js'
import { fontFamilies } from '../book/font-families.js'
import { EnvironmentFault, type Resource, type World } from '../book/world.js'
import { languagesOf } from './languages-of.js'
import { pageRules } from './page-rules.js'
import { type AuthoredStyle, readAuthoredStyle } from './read-authored-style.js'

/** In the order of the cascade; the edition's geometry comes after the tokens. */
const sheets = [
  'fonts.css',
  'tokens.css',
  'book.css',
  'things.css',
  'formulas.css',
  'columns.css',
  'print/pages.css',
  'print/fit.css',
]

/** Read where the book, or a passage of it, is written in such a language. */
const sheetsOfLanguages: readonly (readonly [
  sheet: string,
  isFor: (language: string) => boolean,
])[] = [
  ['print/right-to-left.css', isRightToLeft],
  ['print/east-asian.css', (language) => /^(?:ja|zh|ko)\b/i.test(language)],
]

interface Styles {
  readonly css: string
  /** By path from the origin: `fonts/SourceSerif4-Regular.ttf`. */
  readonly fonts: ReadonlyMap<string, Resource>
}

/**
 * Read all styles of an edition: ours, then its theme's, then its geometry, then the author's.
 *
 * @throws EnvironmentFault where the package is incomplete
 */
export async function readStyles(
  world: World,
  book: MarkedUpBook,
  edition: PrintEdition,
  folder: string | undefined,
): Promise<Styles> {
  const styles = `${world.packageFolder.replace(/\/$/, '')}/styles`
  const languages = [...languagesOf(book)]
  const wanted = sheetsOfLanguages.filter(([, isFor]) => languages.some(isFor))
  const names = [...sheets, ...wanted.map(([name]) => name)]
  const ours = await Promise.all(names.map((name) => readPackaged(world, `${styles}/${name}`)))
  const theirs = folder === undefined ? [] : await readAuthored(world, book, folder)
  const themed =
    edition.theme === 'default'
      ? []
      : [await readPackaged(world, `${styles}/themes/${edition.theme}/print.css`)]
  const authored = theirs.map((style) => style.css)
  const own = [...ours, ...themed].map(decode)
  const families = fontFamilies(authored.join('\n'))
  const css = [...own, pageRules(edition), fallBackTo(families, own.join('\n')), ...authored]
  const fonts = await readFonts(world, styles)
  return {
    css: css.join('\n'),
    fonts: new Map([...theirs.flatMap((style) => [...style.fonts]), ...fonts]),
  }
}

/** Let the author's fonts set what ours lack, after the first of each list: an Arabic font needs naming nowhere else. */
function fallBackTo(families: readonly string[], css: string): string {
  if (families.length === 0) return ''
  const names = families.map((name) => `"${name}"`).join(', ')
  const lists = [...css.matchAll(/(--(?:text|display|sans|mono)-font): ("[^"]+"), ([^;]+);/g)]
  const rules = lists.map(([, list, first, rest]) => `${list}: ${first}, ${names}, ${rest};`)
  return `:root { ${rules.join(' ')} }`
}

async function readFonts(world: World, styles: string): Promise<ReadonlyMap<string, Resource>> {
  const names = (await world.files.list(`${styles}/fonts`)) ?? []
  const fonts = names.filter((name) => name.endsWith('.ttf'))
  return new Map(
    await Promise.all(
      fonts.map(async (name): Promise<[string, Resource]> => {
        const bytes = await readPackaged(world, `${styles}/fonts/${name}`)
        return [`fonts/${name}`, { bytes, mediaType: 'font/ttf' }]
      }),
    ),
  )
}

async function readPackaged(world: World, path: string): Promise<Uint8Array> {
  const bytes = await world.files.read(path)
  if (bytes) return bytes
  throw new EnvironmentFault(
    `\`${path}\` is missing`,
    'Install Octavo again; its package is incomplete',
  )
}

/** A style sheet of the author that is missing was reported when the configuration was read. */
async function readAuthored(
  world: World,
  book: MarkedUpBook,
  folder: string,
): Promise<AuthoredStyle[]> {
  const read = book.configuration.styles.map((path) => readAuthoredStyle(world, folder, path))
  return (await Promise.all(read)).filter((style) => style !== undefined)
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
