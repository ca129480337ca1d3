#!/usr/bin/env node
// How fast, as ratios in one run on one machine: `npm run bench`, `npm run bench -- path/to/book`.
// `npm run bench -- peers` compares with others, `-- epub` the EPUBs of four books with pandoc's, `-- epub-peers` judges
// them and those of others by the same checkers, `-- pages` tells what making the pages takes beside a print of them,
// `-- quality` judges them, `-- spaces` the spaces between words, `-- lines` compares every line before and after
// the cut, `-- large` prints thousands of pages, `-- many` packs a thousand chapters.
// Each number is the median of three; a single time says nothing about another machine. CPU is the work of all
// processors, which says something even where others use them too.
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runAndWatch } from './books/process-tree.mjs'
import { manuscriptFiles } from './books/read-manuscript.mjs'

// A part of its own has a file of its own, and takes the words after its name.
const parts = ['epub', 'epub-peers', 'large', 'many', 'pages', 'peers', 'quality', 'spaces']
if (parts.includes(process.argv[2])) {
  const [part] = process.argv.splice(2, 1)
  await import(`./bench/${part}.mjs`)
  process.exit()
}

if (process.argv[2] === 'lines') {
  const words = ['vitest', 'run', 'test/books/equal-lines.test.ts', '--reporter=verbose']
  const { status } = spawnSync('npx', words, { stdio: 'inherit' })
  process.exit(status ?? 1)
}

const rounds = 3
const root = fileURLToPath(new URL('..', import.meta.url))
const book = resolve(process.argv[2] ?? resolve(root, '../shared/books/rust-book'))
if (!existsSync(book)) {
  console.log(`There is no book in ${book}. Name one: npm run bench -- path/to/book`)
  process.exit(0)
}
const work = mkdtempSync(join(tmpdir(), 'octavo-bench-'))
const octavo = join(root, 'bin/octavo.mjs')
const env = { ...process.env, XDG_CACHE_HOME: join(work, 'cache') }

try {
  console.log(`${basename(book)}: medians of ${rounds}`)
  await bench()
} finally {
  rmSync(work, { recursive: true, force: true })
}

async function bench() {
  const html = join(work, 'book.html')
  const pdf = join(work, 'book.pdf')
  const epub = join(work, 'book.epub')
  const make = (...words) => measure(process.execPath, [octavo, ...words])

  const cold = await make('pdf', book, '--no-cache', '--quiet', '--html', html, '--out', pdf)
  const bare = await measure(process.execPath, [join(root, 'scripts/bench/bare-print.mjs'), html])
  show('PDF, cold', cold, 'Chromium’s bare page.pdf of the same HTML', bare, 1.5)

  const ours = await make('epub', book, '--no-cache', '--quiet', '--out', epub)

  const copy = join(work, 'book')
  cpSync(book, copy, { recursive: true })
  const files = manuscriptFiles(copy)
  const changed = files[Math.floor(files.length / 2)]
  const edit = () => appendFileSync(join(copy, changed), '\nOne more sentence.\n')
  await make('build', copy, '--quiet', '--out', work)
  const warmPdf = await measure(process.execPath, [octavo, 'pdf', copy, '--quiet', '--out', pdf], {
    before: edit,
  })
  show('PDF, one chapter changed', warmPdf, 'PDF, cold', cold, 0.35)
  const warmEpub = await measure(
    process.execPath,
    [octavo, 'epub', copy, '--quiet', '--out', epub],
    { before: edit },
  )
  show('EPUB, one chapter changed', warmEpub, 'EPUB, cold', ours)

  const start = await make('--version')
  const node = await measure(process.execPath, ['-e', '0'])
  show('octavo --version', start, 'node -e 0', node)
  const setup = await measure(process.execPath, [join(root, 'scripts/setup.mjs')])
  show('set-up with nothing to do', setup, 'node -e 0', node)
  const others = process.argv.length > 2 ? [book] : []
  spawnSync(process.execPath, [join(root, 'scripts/bench/epub.mjs'), ...others], {
    stdio: 'inherit',
  })
}

/** The median of some runs in milliseconds and in seconds of all processors, and the highest memory of all. */
async function measure(command, given, { before, ...options } = {}) {
  const times = []
  const works = []
  let peak = 0
  for (let round = 0; round < rounds; round++) {
    before?.()
    const run = await runAndWatch(command, given, { cwd: root, env, ...options })
    if (run.exitCode !== 0)
      throw new Error(`${command} ${given.join(' ')}\n${run.stderr}${run.stdout}`)
    times.push(run.milliseconds)
    works.push(run.cpu)
    peak = Math.max(peak, run.peak)
  }
  const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(rounds / 2)]
  return { time: median(times), cpu: median(works), peak }
}

function show(name, ours, otherName, other, aim) {
  const ratio = ours.time / other.time
  const work = other.cpu > 0.5 ? `, of CPU ${(ours.cpu / other.cpu).toFixed(2)}` : ''
  const verdict = aim === undefined ? '' : ` (aim ≤ ${aim}: ${ratio <= aim ? 'met' : 'NOT met'})`
  console.log(
    `${name.padEnd(28)}${text(ours)}\n  against ${otherName}: ${text(other)}\n  ratio ${ratio.toFixed(2)}${verdict}${work}`,
  )
}

function text({ time, cpu, peak }) {
  const memory = peak > 0 ? `, CPU ${cpu.toFixed(1)} s, ${Math.round(peak / 1e6)} MB` : ''
  return time < 1000 ? `${Math.round(time)} ms${memory}` : `${(time / 1000).toFixed(1)} s${memory}`
}
