/** What the finished files are called. */
import type { Configuration, Edition } from './configuration.js'

/** What the profiles of an e-book end in: Kobo's readers know theirs by `.kepub.epub`. */
const endings = {
  print: '.pdf',
  epub: '.epub',
  kobo: '.kepub.epub',
  kindle: '.kindle.epub',
} as const

const formOf = (edition: Edition) => (edition.kind === 'print' ? 'print' : edition.profile)

/**
 * Path of an edition's file: `output/print/the-title.pdf`, `output/epub/the-title.epub`.
 *
 * @param out a folder, or the file itself where it ends like one; `output` without it
 * @param made the editions of this build: where several go into one file's name, each gets its own ending
 */
export function outputPath(
  configuration: Configuration,
  edition: Edition,
  out = 'output',
  made: readonly Edition[] = [edition],
): string {
  const form = formOf(edition)
  if (out.toLowerCase().endsWith(form === 'print' ? '.pdf' : '.epub')) {
    const isAlone = made.filter(({ kind }) => kind === edition.kind).length === 1
    return isAlone ? out : out.replace(/(?:\.(?:kepub|kindle))?\.\w+$/i, endings[form])
  }
  const siblings = configuration.editions.filter((other) => formOf(other) === form)
  const stem = [configuration.metadata.title, ...(siblings.length > 1 ? [edition.name] : [])].map(
    form === 'kobo' || form === 'kindle' ? asciiStem : fileStem,
  )
  return `${out.replace(/[\\/]+$/, '')}/${edition.kind}/${stem.join('-')}${endings[form]}`
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

/** The same in ASCII: mail to e-readers fails on other letters (calibre, `gui2/email.py`). */
const asciiStem = (title: string): string =>
  fileStem(title)
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'book'
