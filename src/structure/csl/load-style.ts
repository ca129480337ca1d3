/**
 * Load the processor of citation styles (CSL), and the style that a book asks for.
 *
 * The processor is citeproc-js, by way of @citation-js/plugin-csl. Its licence, CPAL 1.0 or AGPL, is not ours to impose: an author
 * who wants a style installs the package. The permissive one that there is, @citeproc-rs/wasm 0.2 (MPL 2.0), reads CSL 1.0.1, and so
 * neither APA nor any other style that has a term of CSL 1.0.2 (2022): it refuses the styles that are published today.
 */
import { VFile } from 'vfile'
import type { Configuration } from '../../book/configuration.js'
import type { World } from '../../book/world.js'
import { didYouMean } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'
import type { CslEngine, MakeEngine } from './engine.js'

/** A list of named XML files. */
interface Register {
  add(name: string, xml: string): void
  has(name: string): boolean
  list(): string[]
}

interface Plugin {
  readonly styles: Register
  readonly locales: Register
  engine(items: readonly object[], style: string, locale: string, format: 'html'): CslEngine
}

const packageName = '@citation-js/plugin-csl'

/** Languages of CSL's locales whose region is not their own name in capitals. */
const regions: Readonly<Record<string, string>> = {
  en: 'US',
  ja: 'JP',
  zh: 'CN',
  ko: 'KR',
  ar: '',
  da: 'DK',
  sv: 'SE',
  nb: 'NO',
  cs: 'CZ',
  uk: 'UA',
  el: 'GR',
  he: 'IL',
}

/**
 * Load the style that `citation-style:` names: a file of the book, or one that the package brings.
 *
 * @returns `undefined` where it cannot be used; `files` then has the message
 */
export async function loadStyle(
  world: World,
  folder: string,
  { citationStyle, metadata }: Configuration,
  files: VFile[],
): Promise<MakeEngine | undefined> {
  const plugin = await loadPlugin()
  if (!plugin) {
    const file = new VFile({ path: 'book.yaml', value: '' })
    files.push(file)
    report(
      file,
      'missing-package',
      undefined,
      `Unexpected citation style \`${citationStyle}\` without a processor, expected the package \`${packageName}\``,
      {
        subject: packageName,
        hint: `Type \`npm install ${packageName}\`; its licence is CPAL 1.0 or AGPL. \`author-date\` and \`numeric\` need none`,
      },
    )
    return undefined
  }
  const style = citationStyle.endsWith('.csl')
    ? await addFile(world, folder, citationStyle, plugin, files)
    : ownStyle(citationStyle, plugin, files)
  if (style === undefined) return undefined
  const locale = await findLocale(world, folder, citationStyle, metadata.language, plugin)
  return (items) => plugin.engine(items, style, locale, 'html')
}

async function loadPlugin(): Promise<Plugin | undefined> {
  try {
    // @ts-expect-error no types are published for @citation-js/core
    const { default: core } = await import('@citation-js/core')
    // @ts-expect-error no types are published for @citation-js/plugin-csl
    await import('@citation-js/plugin-csl')
    return core.plugins.config.get('@csl') as Plugin
  } catch {
    return undefined
  }
}

async function addFile(
  world: World,
  folder: string,
  path: string,
  plugin: Plugin,
  files: VFile[],
): Promise<string | undefined> {
  const bytes = await world.files.read(`${folder}/${path}`)
  const file = new VFile({ path, value: bytes ? new TextDecoder().decode(bytes) : '' })
  files.push(file)
  if (!bytes) {
    report(file, 'missing-file', undefined, `Unexpected name \`${path}\`, expected a CSL style`, {
      hint: 'Check `citation-style:` in book.yaml; the path starts at the folder of book.yaml. Styles are at https://www.zotero.org/styles',
    })
    return undefined
  }
  const parent = /rel="independent-parent"/.test(String(file))
  if (parent || !/<citation[\s>]/.test(String(file))) {
    report(
      file,
      'invalid-style',
      undefined,
      parent
        ? 'Unexpected dependent style, expected the one that it depends on'
        : 'Unexpected text, expected a style of CSL 1.0',
      { subject: path, hint: 'Take an independent style from https://www.zotero.org/styles' },
    )
    return undefined
  }
  plugin.styles.add(path, String(file))
  return path
}

function ownStyle(name: string, { styles }: Plugin, files: VFile[]): string | undefined {
  if (styles.has(name)) return name
  const file = new VFile({ path: 'book.yaml', value: '' })
  files.push(file)
  const known = ['author-date', 'numeric', ...styles.list()]
  report(
    file,
    'invalid-style',
    undefined,
    `Unexpected citation style \`${name}\`, expected ${known.map((one) => `\`${one}\``).join(', ')}, or a file \`….csl\``,
    {
      subject: name,
      hint: didYouMean(name, known) ?? 'Name the file of a style in the book folder',
    },
  )
  return undefined
}

/** The locale of the book: of a file beside the style, or of the package, or else American English. */
async function findLocale(
  world: World,
  folder: string,
  style: string,
  language: string,
  { locales }: Plugin,
): Promise<string> {
  const [primary = 'en', region] = language.split('-')
  const usual = regions[primary] ?? primary.toUpperCase()
  const tags = [
    region?.length === 2 ? `${primary}-${region.toUpperCase()}` : '',
    usual ? `${primary}-${usual}` : primary,
  ]
  const beside = style.includes('/') ? `${style.replace(/\/[^/]*$/, '')}/` : ''
  for (const tag of tags.filter(Boolean)) {
    const bytes = await world.files.read(`${folder}/${beside}locales-${tag}.xml`)
    if (bytes) locales.add(tag, new TextDecoder().decode(bytes))
    if (locales.has(tag)) return tag
  }
  return 'en-US'
}
