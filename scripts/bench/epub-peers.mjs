#!/usr/bin/env node
// The EPUBs of four books by Octavo, pandoc and Vivliostyle, judged by the same checkers:
// `npm run bench -- epub-peers [path/to/book …]`. Writes the rows of these books in docs/comparison.md, and leaves those
// of others. Each maker gets the same Markdown files in the same order, and what book.yaml says of the book; each runs
// once, cold, one after the other.
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../../dist/world/find-browser.js'
import { runAndWatch } from '../books/process-tree.mjs'
import { judge } from './epub-peers/judge.mjs'
import { installPeers, makers, versionsOf } from './epub-peers/makers.mjs'

/** Seconds after which a maker is ended. */
const patience = 600
const root = fileURLToPath(new URL('../..', import.meta.url))
const shelf = resolve(root, '../shared/books')
const given = process.argv.slice(2)
const books = given.length > 0 ? given.map((path) => resolve(path)) : onShelf()
const columns = ['megabytes', 'EPUBCheck 4.2', 'epubcheck-ts', 'Ace', 'our rules', 'words lost']
const work = mkdtempSync(join(tmpdir(), 'octavo-epub-peers-'))
const folder = installPeers()
const browser = await findBrowser()

try {
  for (const book of books) await compare(book)
} finally {
  rmSync(work, { recursive: true, force: true })
}

function onShelf() {
  if (!existsSync(shelf)) return []
  const folders = readdirSync(shelf, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders.map(({ name }) => join(shelf, name))
}

/** Written book by book: all of them take an hour. */
async function compare(book) {
  const [load] = loadavg()
  const rows = []
  for (const name of Object.keys(makers)) rows.push(await measure(book, name))
  writeRows(basename(book), rows, load)
}

async function measure(book, name) {
  const place = join(work, `${name}-${basename(book)}`)
  const epub = `${place}.epub`
  cpSync(book, place, { recursive: true })
  const { command, words } = makers[name](place, epub)
  // `timeout` ends what a maker has started, too.
  const limited = ['-k', '10', String(patience), command, ...words]
  const run = await runAndWatch('timeout', limited, { cwd: place })
  const found = existsSync(epub) ? await judge(epub, book, folder, browser) : {}
  const cells = columns.map((column) => found[column] ?? '–')
  const times = [run.milliseconds / 1000, run.cpu].map((seconds) => seconds.toFixed(1))
  const row = [basename(book), name, ...times, ...cells]
  console.log(row.join('  '))
  if (!existsSync(epub))
    console.log(`  no EPUB (exit ${run.exitCode}): ${run.stderr.trim().split('\n').at(-1)}`)
  return row
}

/** Put the rows of a book, and how they were made, between the marks of docs/comparison.md. */
function writeRows(book, rows, load) {
  const path = join(root, 'docs/comparison.md')
  const text = readFileSync(path, 'utf8')
  const marks = /(<!-- begin: epub-peers -->\n)([\s\S]*)(<!-- end: epub-peers -->)/
  const old = marks.exec(text)[2].split('\n')
  const isOther = (line) => !line.startsWith(`| ${book} |`) && !line.startsWith(`- ${book}: `)
  const head = ['book', 'maker', 'seconds', 'of processors', ...columns]
  const toLine = (cells) => `| ${cells.join(' | ')} |`
  const kept = old.filter((line) => line.startsWith('| ') && isOther(line)).slice(2)
  const lines = [head, head.map(() => '---'), ...rows].map(toLine)
  const notes = old.filter((line) => line.startsWith('- ') && isOther(line))
  const machine = `${cpus().length} processors (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
  const day = new Date().toISOString().slice(0, 10)
  const note = `- ${book}: ${day}, ${versionsOf().join(', ')}; ${machine}; load ${load.toFixed(0)} at the start`
  const table = [...lines.slice(0, 2), ...kept, ...lines.slice(2), '', ...notes, note].join('\n')
  writeFileSync(
    path,
    text.replace(marks, (_, begin, __, end) => `${begin}\n${table}\n\n${end}`),
  )
}
