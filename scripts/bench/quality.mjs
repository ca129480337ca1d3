#!/usr/bin/env node
// How good the pages are: ours, chosen together; ours, one after the other; and Chromium's own.
// `npm run bench -- quality [book …]`. The same lines, judged by the same judge (src/print/break/judge-pages.ts).
// Chromium breaks columns of CSS by the rules by which it breaks pages; it has no notes, and moves no figure.
import { existsSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openBook } from './open-book.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = (path) => import(join(root, 'dist', path))
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

const { judgePages } = await dist('print/break/judge-pages.js')
const { breakGreedily } = await dist('print/break/break-greedily.js')

const rows = [
  ['widows', ({ kind }) => kind === 'widow'],
  ['orphans', ({ kind }) => kind === 'orphan'],
  ['stranded heads', ({ kind }) => kind === 'stranded-head'],
  ['  of these unavoidable', ({ needs }) => needs !== undefined],
  ['unequal spreads', ({ kind }) => kind === 'uneven-spread'],
  ['pages short by more than two lines', ({ kind }) => kind === 'short-page'],
  ['pages a quarter white', ({ kind }) => kind === 'white-page'],
  ['last pages of fewer than five lines', ({ kind }) => kind === 'short-last-page'],
  ['notes split or late', ({ kind }) => kind === 'split-note' || kind === 'late-note'],
]

for (const book of books) await judge(book)

async function judge(folder) {
  const { opened, paths, inColumns, distance } = await layOutBook(folder)
  const count = (breakers) => {
    const facts = opened.flatMap(({ column, frame }, at) =>
      judgePages(column, frame, breakers(at, column, frame)).map((fact) => ({
        ...fact,
        opened: at,
      })),
    )
    return {
      facts,
      pages: opened.reduce(
        (sum, one, at) => sum + breakers(at, one.column, one.frame).pages.length,
        0,
      ),
    }
  }
  const best = count((at) => opened[at].broken)
  const greedyOf = opened.map(({ column, frame }) => breakGreedily(column, frame))
  const greedy = count((at) => greedyOf[at])
  const bare = count((at) => inColumns[at])
  console.log(`\n${basename(folder)}`)
  show('', 'chosen together', 'one by one', 'Chromium')
  show('pages', best.pages, greedy.pages, bare.pages)
  for (const [name, is] of rows) {
    const of = ({ facts }) => facts.filter(is).length
    show(name, of(best), of(greedy), name.startsWith('notes') ? '–' : of(bare))
  }
  show('pages from figure to nearest reference', distance, '', '')
  for (const fact of best.facts) {
    if (fact.needs === undefined) continue
    const { column, frame, page } = opened[fact.opened]
    const [chapter, line] = (column.items[fact.item]?.at ?? '').split(':')
    const share = Math.ceil((fact.needs / frame.depth) * 100)
    console.log(
      `  unavoidable on page ${page + fact.page}: the head at ${paths[chapter] ?? ''}:${line} and what follows it take ${share} % of a page`,
    )
  }
}

function show(name, ...values) {
  console.log(`  ${name.padEnd(40)}${values.map((value) => String(value).padStart(17)).join('')}`)
}

/** Lay a book out as `octavo pdf` does, without printing it. */
async function layOutBook(folder) {
  const { layOut } = await dist('print/lay-out.js')
  const { textArea, pixel } = await dist('print/page-rules.js')
  const { page, book, edition, close } = await openBook(folder)
  try {
    const layout = await layOut([page], book, edition)
    const { width, depth } = textArea(edition)
    const columnOf = await page.evaluate(readColumns, width / pixel, depth / pixel)
    const inColumns = layout.opened.map(({ column }) => toBroken(column, columnOf[column.id]))
    const paths = book.chapters.map(({ path }) => path)
    return { opened: layout.opened, paths, inColumns, distance: meanDistance(layout) }
  } finally {
    await close()
  }
}

/** Runs in the page: the column of CSS in which each item falls when Chromium breaks the chapter itself. */
function readColumns(width, depth) {
  const gap = 40
  const found = {}
  for (const root of document.querySelectorAll('.column')) {
    const id = root.getAttribute('data-column')
    const { places } = globalThis.octavo.measured.get(id)
    root.style.cssText = `width: ${width}px; height: ${depth}px; column-width: ${width}px; column-gap: ${gap}px; column-fill: auto`
    const { left } = root.getBoundingClientRect()
    const columnAt = (rect) => Math.round((rect.left - left) / (width + gap) - 0.3)
    const fragments = new Map()
    found[id] = places.map(({ element, line, tops }) => {
      if (!fragments.has(element)) fragments.set(element, [...element.getClientRects()])
      const rects = fragments.get(element)
      if (!tops || rects.length < 2) return columnAt(rects[0] ?? root.getBoundingClientRect())
      let rest = tops[line] + 1
      for (const rect of rects) {
        if (rest < rect.height) return columnAt(rect)
        rest -= rect.height
      }
      return columnAt(rects.at(-1))
    })
    root.style.cssText = ''
  }
  return found
}

function toBroken({ items }, columns) {
  const pages = []
  for (let first = 0; first < items.length; ) {
    let end = first + 1
    while (end < items.length && columns[end] <= columns[first]) end += 1
    const filled = items[end - 1].bottom - items[first].top
    pages.push({ first, end, notes: [], floats: [], filled, extra: 0, stretched: [] })
    first = end
  }
  return { pages, demerits: 0, isGreedy: false }
}

/** Pages from a figure to the nearest reference in its chapter, on the average. */
function meanDistance({ opened, pages }) {
  const distances = []
  for (const { column, broken, page } of opened) {
    const nearest = new Map()
    for (const { to, item } of column.references) {
      if (!(to in column.marks || to in column.floatMarks)) continue
      if (!/^(fig|tbl|lst)/.test(to)) continue
      const from = page + broken.pages.findIndex(({ first, end }) => first <= item && item < end)
      const distance = Math.abs(pages.get(to) - from)
      nearest.set(to, Math.min(distance, nearest.get(to) ?? Number.POSITIVE_INFINITY))
    }
    distances.push(...nearest.values())
  }
  if (distances.length === 0) return '–'
  return (distances.reduce((sum, one) => sum + one, 0) / distances.length).toFixed(2)
}
