/** Which key of `book.yaml` an author meant who typed another. */
import { nearestName } from '../../diagnostics/did-you-mean.js'

/** What authors who come from other tools type, and where it belongs here. */
const otherNames: Readonly<Record<string, string>> = {
  lang: 'language',
  toc: 'contents',
  'toc-depth': 'contents',
  tableofcontents: 'contents',
  abstract: 'description',
  copyright: 'rights',
  license: 'rights',
  licence: 'rights',
  tags: 'subjects',
  'cover-image': 'cover',
  csl: 'citation-style',
  references: 'bibliography',
  sections: 'chapters',
  files: 'chapters',
  contributors: 'creators',
  css: 'styles',
  stylesheets: 'styles',
  frontmatter: 'front',
  backmatter: 'back',
  fontsize: 'font-size',
  width: 'trim',
  size: 'trim',
  version: 'edition',
  doi: 'identifier',
  url: 'identifier',
  output: 'editions',
  formats: 'editions',
}

/** Settings that belong to an edition and are often looked for at the top. */
const editionKeys = ['trim', 'margins', 'font-size', 'leading', 'hyphenate', 'justify', 'openers']

/** As the keys of `book.yaml` are written: `font-size` for `fontSize` and `font_size`. */
const toKebab = (key: string): string =>
  key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-')

/** Find the known key that was meant: what another tool calls otherwise, or the nearest name. */
export function meantKey(key: string, known: readonly string[]): string | undefined {
  const kebab = toKebab(key)
  const other = otherNames[kebab.toLowerCase()]
  return other && known.includes(other) ? other : nearestName(kebab, known)
}

/** Find the setting of an edition that was looked for at the top. */
export const editionKey = (key: string): string | undefined =>
  editionKeys.find((name) => name === toKebab(key))
