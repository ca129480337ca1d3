#!/usr/bin/env node
// The EPUBs of four books by Octavo, pandoc and Vivliostyle, judged by the same checkers:
// `npm run bench -- epub-peers [path/to/book …]`. Writes the table of docs/comparison.md. Each gets the same Markdown
// files in the same order, and what book.yaml says of the book; each runs once, cold, one after the other.
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
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
const rows = []

try {
  for (const book of books) for (const name of Object.keys(makers)) await measure(book, name)
  if (given.length === 0 && books.length > 0) writeTable()
} finally {
  rmSync(work, { recursive: true, force: true })
}

function onShelf() {
  if (!existsSync(shelf)) return []
  const folders = readdirSync(shelf, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders.map(({ name }) => join(shelf, name))
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
  rows.push([
    basename(book),
    name,
    (run.milliseconds / 1000).toFixed(1),
    run.cpu.toFixed(1),
    ...cells,
  ])
  console.log(rows.at(-1).join('  '))
  if (!existsSync(epub))
    console.log(`  no EPUB (exit ${run.exitCode}): ${run.stderr.trim().split('\n').at(-1)}`)
}

/** Put the table between the marks of docs/comparison.md. */
function writeTable() {
  const path = join(root, 'docs/comparison.md')
  const head = ['book', 'maker', 'seconds', 'of processors', ...columns]
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  const machine = `${cpus().length} processors (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
  const day = new Date().toISOString().slice(0, 10)
  const table = `${lines.join('\n')}\n\nMade on ${day} by ${versionsOf().join(', ')}; ${machine}.\n`
  const text = readFileSync(path, 'utf8')
  const marks = /(<!-- begin: epub-peers -->\n)[\s\S]*(<!-- end: epub-peers -->)/
  writeFileSync(
    path,
    text.replace(marks, (_, begin, end) => `${begin}\n${table}\n${end}`),
  )
}
