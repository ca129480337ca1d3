#!/usr/bin/env node
// What it takes to make the pages (measure, break, number, cut), beside a bare print of the same HTML without tags:
// `npm run bench -- pages [book …]`. Both in one browser, in turns, loaded before; by the work of all processors.
// What Chromium then lays out again, the pages as they are cut, is part of our print, and shown.
import { existsSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { secondsOfTree } from '../books/process-tree.mjs'
import { openBook } from './open-book.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = (path) => import(join(root, 'dist', path))
const { layOut } = await dist('print/lay-out.js')
const { marginRules, ownPageRules } = await dist('print/page-rules.js')
const shelf = resolve(root, '../shared/books')
const named = process.argv.slice(2).map((book) => resolve(book))
const books =
  named.length > 0
    ? named
    : existsSync(shelf)
      ? readdirSync(shelf, { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => join(shelf, name))
          .sort()
      : [join(root, 'manuscript')]

const rounds = 3
const aim = 0.5

for (const book of books) {
  const runs = []
  for (let round = 0; round < rounds; round++) runs.push(await compare(book))
  const median = (name) =>
    runs.map((run) => run[name]).sort((a, b) => a - b)[Math.floor(rounds / 2)]
  const [pages, bare, own] = ['making', 'bare', 'own'].map(median)
  const ratio = pages / bare
  console.log(
    `${basename(book).padEnd(16)}${runs[0].pages} pages, CPU of the median of ${rounds}: made ${pages.toFixed(2)} s, bare print ${bare.toFixed(2)} s, our print ${own.toFixed(2)} s\n  ratio ${ratio.toFixed(2)} (aim ≤ ${aim}: ${ratio <= aim ? 'met' : 'NOT met'}); with the print ${((pages + own) / bare).toFixed(2)}`,
  )
}

/** Seconds of processors of each part. */
async function compare(folder) {
  const { page, book, edition, world, html, resources, close } = await openBook(folder, true)
  const seen = new Map()
  const work = async (run) => {
    const before = secondsOfTree(process.pid, seen)
    const result = await run()
    return { result, seconds: secondsOfTree(process.pid, seen) - before }
  }
  const options = { tagged: false, outline: false }
  try {
    const bare = await world.browser.newPage()
    await bare.load(html, (path) => resources.get(path))
    // Both have laid their lines out and loaded their fonts before.
    await bare.evaluate(() => document.fonts.ready.then(() => document.body.offsetHeight))
    const printed = await work(() => bare.pdf(options))
    await bare.close()
    const css = ownPageRules(edition) + marginRules(edition)
    const made = await work(async () => {
      const layout = await layOut([page], book, edition)
      await page.evaluate((plans, css) => octavo.buildPages(plans, css), layout.columns, css)
      return layout.folios.length
    })
    const own = await work(async () => {
      await page.evaluate(() => document.body.offsetHeight)
      return page.pdf(options)
    })
    return {
      pages: made.result,
      bare: printed.seconds,
      making: made.seconds,
      own: own.seconds,
    }
  } finally {
    await close()
  }
}
