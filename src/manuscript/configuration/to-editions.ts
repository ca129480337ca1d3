/** Turn `editions:` into editions with every measure filled in. */

import {
  type Edition,
  type EpubEdition,
  epubProfiles,
  type PrintEdition,
  type Readership,
} from '../../book/configuration.js'
import { points } from '../../book/length.js'
import type { Theme } from '../../book/themes.js'
import { didYouMean } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'
import type { EditionSettings } from './edition-schema.js'
import { fitMargins, fontSizeFor, leadingFor } from './fit-margins.js'
import { type DataPath, type Source, valueAt } from './parse-yaml.js'
import type { Answers } from './schema.js'
import { schema } from './schema.js'
import { themeDefaults } from './theme-defaults.js'
import { readTrim, type Trim } from './trim.js'

/** An edition as the author named it, and where. */
interface Named {
  readonly name: string
  readonly settings: EditionSettings
  readonly path: DataPath
}

/** Names that say by themselves what an edition is. */
const kindNames = {
  print: /^(print|pdf|paper|paperback|softcover|hardcover|hardback|a[3-6]|b[4-6]|letter|\d)/i,
  epub: /^(epub|e-?book|kobo|kindle)/i,
}

/** Settings that only one kind of edition has. */
const ownKeys = {
  print: [
    'trim',
    'margins',
    'font-size',
    'leading',
    'hyphenate',
    'justify',
    'openers',
    'running-heads',
    'opener-folios',
    'baseline-grid',
    'page-depth',
    'floats',
    'bleed',
    'crop-marks',
    'drop-caps',
  ],
  epub: ['page-list', 'embed-fonts', 'profiles', 'math', 'picture-size', 'picture-megapixels'],
}

/**
 * Make the editions; without `editions:` one for print, 6 × 9 inches, and one e-book.
 *
 * Reports `invalid-configuration` for a name that stands twice, a kind that is not clear, a setting
 * of the other kind, and margins that leave no room for text.
 */
export function toEditions(source: Source, answers: Answers): Edition[] {
  const editions: Edition[] = []
  const asked = list(answers)
  for (const named of asked) {
    const made = toEdition(source, named, named.settings.theme ?? answers.theme)
    if (!made) continue
    const twin = editions.some(({ name }) => stemOf(name) === stemOf(named.name))
    if (!twin) editions.push(...made)
    else complain(source, named.path, `Unexpected second \`${named.name}\`, expected other names`)
  }
  for (const { settings, path } of asked) reportPageList(source, path, settings, editions)
  return editions
}

/** A list of pages needs a print edition to have come from. */
function reportPageList(
  source: Source,
  path: DataPath,
  { 'page-list': pageList }: EditionSettings,
  editions: readonly Edition[],
): void {
  const prints = editions.flatMap(({ kind, name }) => (kind === 'print' ? [name] : []))
  if (pageList === undefined || pageList === false) return
  if (pageList === true ? prints.length > 0 : prints.includes(pageList)) return
  const names = prints.map((name) => `\`${name}\``).join(' or ')
  complain(
    source,
    [...path, 'page-list'],
    `Unexpected \`${pageList}\`, expected the name of a print edition${names && `, ${names}`}`,
    prints.length > 0 ? didYouMean(String(pageList), prints) : 'Delete it, or add a print edition',
  )
}

function list({ editions }: Answers): Named[] {
  const given = editions ?? schema.parse({ editions: ['print', 'epub'] }).editions!
  return Array.isArray(given)
    ? given.map((settings, index) => ({ name: settings.name, settings, path: ['editions', index] }))
    : Object.entries(given).map(([name, settings]) => ({
        name,
        settings,
        path: ['editions', name],
      }))
}

/** Make the editions of a name: one for print, one for each profile of an e-book. */
function toEdition(
  source: Source,
  { name, settings, path }: Named,
  theme: Theme,
): Edition[] | undefined {
  const kind = settings.kind ?? kindOf(name)
  if (kind === undefined || stemOf(name) === '') {
    const reason = `Unexpected edition \`${name}\`, expected \`kind: print\` or \`kind: epub\` with it`
    complain(source, path, reason, `Write \`{name: ${name}, kind: print}\``)
    return undefined
  }
  reportStrayKeys(source, path, kind)
  if (kind === 'epub') return toEpubEditions(name, settings, theme)
  const edition = toPrintEdition(name, settings, theme)
  if (!edition) {
    const reason = 'Unexpected margins, expected them to leave an inch for the text at least'
    complain(source, [...path, 'margins'], reason)
    return undefined
  }
  return [edition]
}

/** What of a name is left in the name of a file. */
const stemOf = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')

const kindOf = (name: string) =>
  kindNames.print.test(name) ? 'print' : kindNames.epub.test(name) ? 'epub' : undefined

function toEpubEditions(name: string, settings: EditionSettings, theme: Theme): EpubEdition[] {
  // An edition called `kindle` is one for the Kindle.
  const own = epubProfiles.find((profile) => name.toLowerCase().startsWith(profile)) ?? 'epub'
  return [...new Set(settings.profiles ?? [own])].map((profile) => ({
    kind: 'epub',
    name,
    profile,
    theme,
    ...readershipOf(settings),
    embedFonts: settings['embed-fonts'],
    ...(settings.math === undefined ? {} : { math: settings.math }),
    ...(settings['page-list'] === undefined ? {} : { pageList: settings['page-list'] }),
    pictureLimits: {
      pixels: settings['picture-megapixels'] * 1e6,
      bytes: settings['picture-size'],
    },
  }))
}

const readershipOf = ({ audience, sample }: EditionSettings): Readership => ({
  audience,
  ...(sample === undefined ? {} : { sample }),
})

function toPrintEdition(
  name: string,
  settings: EditionSettings,
  theme: Theme,
): PrintEdition | undefined {
  const defaults = themeDefaults[theme]
  const trim = settings.trim ?? (readTrim(defaults.trim) as Trim)
  const fontSize = settings['font-size'] ?? fontSizeFor(trim, defaults.fontSize)
  const leading = settings.leading ?? leadingFor(fontSize, defaults.leadingPerSize)
  const margins = fitMargins(trim, settings.margins ?? {}, leading, defaults.shares)
  if (!margins) return undefined
  const { hyphenate, floats = [] } = settings
  return {
    kind: 'print',
    name,
    ...readershipOf(settings),
    trim,
    margins,
    fontSize,
    leading,
    hyphenate,
    justify: settings.justify ?? defaults.justify,
    openers: settings.openers ?? defaults.openers,
    runningHeads: settings['running-heads'],
    openerFolios: settings['opener-folios'],
    baselineGrid: settings['baseline-grid'],
    pageDepth: settings['page-depth'],
    floats,
    bleed: settings.bleed ?? points(0),
    cropMarks: settings['crop-marks'],
    ownInside: settings.margins?.inside !== undefined,
    dropCaps: settings['drop-caps'] ?? defaults.dropCaps,
    theme,
    notesPlace: defaults.notesPlace,
  }
}

function reportStrayKeys(source: Source, path: DataPath, kind: 'print' | 'epub'): void {
  const given = valueAt(source.data, path)
  if (typeof given !== 'object' || given === null) return
  for (const key of ownKeys[kind === 'print' ? 'epub' : 'print'].filter((name) => name in given)) {
    const expected = kind === 'epub' ? 'settings of an e-book' : 'settings of a print edition'
    complain(
      source,
      [...path, key],
      `Unexpected key \`${key}\`, expected ${expected}`,
      `Delete it`,
      'key',
    )
  }
}

function complain(
  source: Source,
  path: DataPath,
  reason: string,
  hint?: string,
  part: 'key' | 'value' = 'value',
): void {
  const details = { subject: path.join('.'), hint }
  report(source.file, 'invalid-configuration', source.place(path, part), reason, details)
}
