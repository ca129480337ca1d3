// How each maker makes an EPUB of a book folder: Markdown files in order, and what book.yaml says of the book.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { manuscriptFiles } from '../../books/read-manuscript.mjs'

/** Pinned: a later Vivliostyle needs Node 22. Ace without Electron. */
const packages = [
  '@vivliostyle/cli@10.6.0',
  '@daisy/ace-core@1.4.6',
  '@daisy/ace-axe-runner-puppeteer@1.4.6',
]
const root = fileURLToPath(new URL('../../..', import.meta.url))
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'octavo-bench-epub')

/** Install the peers and Ace in a folder of their own, once. @returns that folder */
export function installPeers() {
  const stamp = join(cache, 'packages.txt')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === packages.join('\n')) return cache
  console.log(`installing ${packages.join(', ')} in ${cache}`)
  mkdirSync(cache, { recursive: true })
  writeFileSync(join(cache, 'package.json'), '{ "private": true }')
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: cache,
    env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status === 0) writeFileSync(stamp, packages.join('\n'))
  return cache
}

const aboutOf = (book) => parse(readFileSync(join(book, 'book.yaml'), 'utf8'))

/** What is run for a maker, in which folder; `book` is a copy that it may write into. */
export const makers = {
  octavo: (book, epub) => ({
    command: process.execPath,
    words: [join(root, 'bin/octavo.mjs'), 'epub', book, '--no-cache', '--quiet', '--out', epub],
  }),
  pandoc(book, epub) {
    const { title, authors = [], language, rights, bibliography } = aboutOf(book)
    const said = { title, author: authors, lang: language, rights }
    writeFileSync(join(book, 'about.yaml'), JSON.stringify(said))
    const cite = bibliography ? ['--citeproc', '--bibliography', bibliography] : []
    const words = ['--metadata-file', 'about.yaml', '--toc', '--mathml', ...cite, '-o', epub]
    return { command: 'pandoc', words: [...manuscriptFiles(book), ...words] }
  },
  vivliostyle(book, epub) {
    const { title, authors = [], language } = aboutOf(book)
    const said = { title, author: authors.join(', '), language, entry: manuscriptFiles(book) }
    writeFileSync(
      join(book, 'vivliostyle.config.js'),
      `module.exports = ${JSON.stringify({ ...said, toc: true })}`,
    )
    const words = ['build', '-f', 'epub', '-o', epub, '--log-level', 'silent']
    return { command: join(cache, 'node_modules/.bin/vivliostyle'), words }
  },
}

/** The versions that were used. */
export function versionsOf() {
  const first = (command, words) => {
    try {
      return execFileSync(command, words, { encoding: 'utf8' }).split('\n')[0].trim()
    } catch {
      return `${command}: not installed`
    }
  }
  return [
    `Octavo ${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}`,
    first('pandoc', ['--version']),
    ...packages.map((name) => name.replace(/@([^@]*)$/, ' $1')),
  ]
}
