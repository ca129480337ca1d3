#!/usr/bin/env node
// The EPUBs of whole books against pandoc's, cold: `npm run bench -- epub [path/to/book …]`, by default the four of
// ../shared/books, and the book of ten pages that `octavo new` makes. Rounds take turns, so that what else the
// machine does meets both; processor time, which it does not change so much, is shown beside.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { manuscriptFiles } from '../books/read-manuscript.mjs'

const rounds = 3
/** What issue 4 asks for: twice as fast as pandoc. */
const aim = 0.5
const root = fileURLToPath(new URL('../..', import.meta.url))
const octavo = join(root, 'bin/octavo.mjs')
const given = process.argv.slice(2)
const shelf = resolve(root, '../shared/books')
const books = given.length > 0 ? given.map((path) => resolve(path)) : onShelf()
const work = mkdtempSync(join(tmpdir(), 'octavo-epub-'))

try {
  const hasPandoc = !spawnSync('pandoc', ['--version']).error
  if (!hasPandoc) console.log('pandoc is not installed: Octavo alone')
  console.log(`EPUB, cold; medians of ${rounds}; seconds, and of processor time in brackets`)
  for (const book of books) compare(book, hasPandoc)
  if (given.length === 0) {
    const ten = join(work, 'ten')
    run(process.execPath, [octavo, 'new', ten, '--quiet'])
    compare(ten, false)
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

function onShelf() {
  if (!existsSync(shelf)) return []
  const folders = readdirSync(shelf, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders.map(({ name }) => join(shelf, name))
}

function compare(book, hasPandoc) {
  const [ours, theirs] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const words = ['epub', book, '--no-cache', '--quiet', '--out', join(work, 'ours.epub')]
    ours.push(run(process.execPath, [octavo, ...words]))
    if (!hasPandoc) continue
    const files = [...manuscriptFiles(book), '--toc', '-o', join(work, 'pandoc.epub')]
    theirs.push(run('pandoc', files, book))
  }
  const own = say(ours)
  if (!hasPandoc) return console.log(`${basename(book).padEnd(16)} octavo ${own}`)
  const ratio = median(ours, 'wall') / median(theirs, 'wall')
  const verdict = `aim ≤ ${aim}: ${ratio <= aim ? 'met' : 'NOT met'}`
  console.log(
    `${basename(book).padEnd(16)} octavo ${own}   pandoc ${say(theirs)}   ratio ${ratio.toFixed(2)} (${verdict})`,
  )
}

/** Run a program; the shell tells the processor time, of the program and of all that it started. */
function run(command, words, cwd = root) {
  const start = performance.now()
  const script = 'TIMEFORMAT="%U %S"; time "$0" "$@" 2>&1'
  const { status, stderr, stdout } = spawnSync('bash', ['-c', script, command, ...words], { cwd })
  const wall = (performance.now() - start) / 1000
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}\n${stdout}${stderr}`)
  const [user, system] = String(stderr).trim().split('\n').at(-1).split(' ').map(Number)
  return { wall, processor: user + system }
}

function median(runs, key) {
  return runs.map((one) => one[key]).sort((a, b) => a - b)[Math.floor(runs.length / 2)]
}

function say(runs) {
  return `${median(runs, 'wall').toFixed(2)} s (${median(runs, 'processor').toFixed(2)})`
}
