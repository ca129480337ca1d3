/** What the finished files are called. */
import type { Configuration, Edition } from './configuration.js'

const endings = { print: '.pdf', epub: '.epub' } as const

/**
 * Path of an edition's file: `output/print/the-title.pdf`, `output/epub/the-title.epub`.
 *
 * @param out a folder, or the file itself where it ends like one; `output` without it
 */
export function outputPath(configuration: Configuration, edition: Edition, out = 'output'): string {
  const ending = endings[edition.kind]
  if (out.toLowerCase().endsWith(ending)) return out
  const siblings = configuration.editions.filter((other) => other.kind === edition.kind)
  const suffix = siblings.length > 1 ? `-${fileStem(edition.name)}` : ''
  return `${out.replace(/[\\/]+$/, '')}/${edition.kind}/${fileStem(configuration.metadata.title)}${suffix}${ending}`
}

/** Letters and digits of any script, lower case, joined by hyphens; short enough for every disk. */
const fileStem = (title: string): string =>
  title
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '') || 'book'
