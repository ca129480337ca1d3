#!/usr/bin/env node
// Books of thousands of pages: time and memory against Chromium's bare print of the same HTML.
// `npm run bench -- large [copies …]`: The Rust Programming Language, repeated; twice and seven times by default,
// which makes some 1,500 and 5,400 pages. One run each.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runAndWatch } from '../books/process-tree.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const book = resolve(root, '../shared/books/rust-book')
const given = process.argv.slice(2).map(Number).filter(Boolean)
if (existsSync(book)) for (const copies of given.length > 0 ? given : [2, 7]) await measure(copies)
else console.log(`There is no book in ${book}`)

async function measure(copies) {
  const work = mkdtempSync(join(tmpdir(), 'octavo-large-'))
  try {
    const folder = repeat(work, copies)
    const [html, pdf] = [join(work, 'book.html'), join(work, 'book.pdf')]
    const words = ['pdf', folder, '--no-cache', '--json', '--html', html, '--out', pdf]
    const ours = await runAndWatch(process.execPath, [join(root, 'bin/octavo.mjs'), ...words])
    if (ours.exitCode !== 0) throw new Error(ours.stderr + ours.stdout.slice(0, 2000))
    const [{ pages }] = JSON.parse(ours.stdout).written
    console.log(`${copies} copies, ${pages} pages`)
    console.log(`  octavo pdf, cold            ${say(ours)}`)
    const bare = await runAndWatch(process.execPath, [
      join(root, 'scripts/bench/bare-print.mjs'),
      html,
    ])
    if (bare.exitCode !== 0) console.log(`  bare page.pdf failed after ${say(bare)}`)
    else {
      console.log(`  bare page.pdf, tagged       ${say(bare)}`)
      console.log(
        `  ratio                       ${(ours.milliseconds / bare.milliseconds).toFixed(2)}, of CPU ${(ours.cpu / bare.cpu).toFixed(2)}`,
      )
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Make a book of copies of one, each in a folder of its own. @returns its folder */
function repeat(work, copies) {
  const folder = join(work, 'book')
  const source = readFileSync(join(book, 'book.yaml'), 'utf8')
  const [head, chapters] = source.split(/^chapters:\n/m)
  const lists = Array.from({ length: copies }, (_, index) => {
    const name = `copy-${index + 1}`
    cpSync(book, join(folder, name), { recursive: true })
    rmSync(join(folder, name, 'book.yaml'))
    return chapters.replace(/(- |file: )(\d[^\n]*\.md)/g, `$1${name}/$2`)
  })
  writeFileSync(join(folder, 'book.yaml'), `${head}chapters:\n${lists.join('')}`)
  return folder
}

function say({ milliseconds, cpu, peak }) {
  return `${(milliseconds / 1000).toFixed(1)} s, CPU ${cpu.toFixed(1)} s, ${Math.round(peak / 1e6)} MB over all processes`
}
