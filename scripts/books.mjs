#!/usr/bin/env node
// Build whole books and say how it went: `npm run books`, `npm run books -- path/to/book …`.
// Words are counted by scripts/books/, which shares no code with src/: what the manuscript has and the
// finished file has not is lost; the other way round it is invented.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { runAndWatch } from './books/process-tree.mjs'
import { readEpub, readPdf } from './books/read-editions.mjs'
import { manuscriptFiles, readManuscript } from './books/read-manuscript.mjs'
import { difference, total, wordsOf } from './books/words.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const usualBooks = resolve(root, '../shared/books')

/** Words that Octavo puts in: labels, titles of generated pages, titles of boxes. */
const generated = new Set(
  wordsOf(`Chapter Part Section Figure Table Listing Equation Appendix Contents Notes Note Tip Important
    Warning Caution References Bibliography Copyright ISBN print ebook edition first published by and ed eds
    in no pp vol et al n d doi org https http www picture not fetched missing image`),
)

const given = process.argv.slice(2)
const folders = given.length > 0 ? given.map((path) => resolve(path)) : usualFolders()
if (folders.length === 0) {
  console.log(`There are no books in ${usualBooks}. Name some: npm run books -- path/to/book`)
  process.exit(0)
}

let isClean = true
for (const folder of folders) await build(folder)
process.exitCode = isClean ? 0 : 1

function usualFolders() {
  if (!existsSync(usualBooks)) return []
  return readdirSync(usualBooks, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(usualBooks, entry.name))
}

async function build(folder) {
  const out = mkdtempSync(join(tmpdir(), 'octavo-books-'))
  try {
    console.log(`\n${basename(folder)}  ${manuscriptFiles(folder).length} files`)
    const words = ['bin/octavo.mjs', 'build', folder, '--json', '--no-cache', '--out', out]
    const run = await runAndWatch(process.execPath, words, { cwd: root })
    if (run.stderr) console.log(run.stderr.trimEnd())
    let report
    try {
      report = JSON.parse(run.stdout)
    } catch {
      report = { written: [], messages: [], phases: [], fault: { reason: run.stdout } }
    }
    show(run, report)
    if (run.exitCode !== 0) isClean = false
    const heaps = readManuscript(folder)
    for (const { kind, path } of report.written) {
      if (kind === 'epub') await showEpubCheck(path)
      showWords(kind, kind === 'epub' ? readEpub(path) : readPdf(path), heaps)
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function show(run, { written, messages, phases = [], fault }) {
  const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`
  line('exit code', run.exitCode)
  if (fault) line('fault', fault.reason)
  for (const { kind, pages, bytes } of written) {
    line(kind, `${pages ? `${pages} pages, ` : ''}${(bytes / 1e6).toFixed(1)} MB`)
  }
  const parts = phases.map(({ name, milliseconds }) => `${name} ${seconds(milliseconds)}`)
  line('seconds', `${seconds(run.milliseconds)} (${parts.join(', ')})`)
  line('peak memory', `${Math.round(run.peak / 1e6)} MB over all processes`)
  const byRule = new Map()
  for (const { severity, rule } of messages) {
    const name = `${severity} ${rule}`
    byRule.set(name, (byRule.get(name) ?? 0) + 1)
  }
  const sums = [...byRule].sort((a, b) => b[1] - a[1]).map(([name, times]) => `${times} ${name}`)
  line('messages', sums.join(', ') || 'none')
}

async function showEpubCheck(path) {
  const { EpubCheck } = await import('@likecoin/epubcheck-ts')
  const { messages } = await EpubCheck.validate(readFileSync(path))
  line('EPUBCheck (npm)', summarise(messages.map(({ severity, id }) => `${severity} ${id}`)))
  try {
    const found = await promisify(execFile)('epubcheck', [path, '-q'], {
      maxBuffer: 2 ** 28,
    }).catch((error) => (error.code === 'ENOENT' ? Promise.reject(error) : error))
    const faults = `${found.stdout}\n${found.stderr}`.match(
      /^(FATAL|ERROR|WARNING)\([A-Z]+-\w+\)/gm,
    )
    line('epubcheck (Debian)', summarise(faults ?? []))
  } catch {
    line('epubcheck (Debian)', 'not installed')
  }
}

function summarise(faults) {
  const sums = new Map()
  for (const fault of faults) sums.set(fault, (sums.get(fault) ?? 0) + 1)
  const serious = faults.filter((fault) => /^(fatal|error)/i.test(fault)).length
  if (serious > 0) isClean = false
  return [...sums].map(([fault, times]) => `${times} × ${fault}`).join(', ') || 'no faults'
}

function showWords(kind, found, { required, headings, optional }) {
  if (!found) {
    line(`words (${kind})`, 'pdftotext is not installed')
    return
  }
  const { lost, invented } = difference(
    required,
    found,
    new Set([...headings, ...optional, ...generated]),
  )
  const all = total([...required])
  line(
    `words (${kind})`,
    `${all} in the manuscript, ${total(lost)} lost, ${total(invented)} invented`,
  )
  if (lost.length > 0) line('  lost', first(lost))
  if (invented.length > 0) line('  invented', first(invented))
}

function first(pairs) {
  const shown = pairs.slice(0, 20)
  return shown.map(([word, times]) => `${word} ${times}`).join(', ')
}

function line(name, value) {
  console.log(`  ${name.padEnd(20)}${value}`)
}
