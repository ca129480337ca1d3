#!/usr/bin/env node
// How even the word spaces of justified lines are, beside what TeX would do: `npm run bench -- spaces [book …]`.
// The same words, widths, hyphens and measure; TeX's breaks by tex-linebreak (Knuth & Plass 1981), with the glue of
// Computer Modern: a space stretches by half of itself and shrinks by a third (TeX: The Program, § 558).
import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import texLinebreak from 'tex-linebreak'
import { openBook } from './open-book.mjs'

const { adjustmentRatios, breakLines, forcedBreak } = texLinebreak
const root = fileURLToPath(new URL('../..', import.meta.url))
const shelf = resolve(root, '../shared/books')
const named = process.argv.slice(2).map((book) => resolve(book))
const usual = ['frankenstein', 'd2l-lite'].map((book) => join(shelf, book)).filter(existsSync)
const books = named.length > 0 ? named : usual.length > 0 ? usual : [join(root, 'manuscript')]

/** What a theme may choose; the first is what ours do. */
const settings = {
  'as set': '',
  'spaces as the font has them': 'p { word-spacing: 0; }',
  'without hyphens': 'p { hyphens: none !important; }',
  'text-wrap: pretty': 'p { text-wrap: pretty !important; }',
  'letters closer by 0.005 em': 'p { letter-spacing: -0.005em; }',
  'spaces closer by 0.02 em': 'p { word-spacing: -0.02em; }',
  'spaces closer by 0.05 em': 'p { word-spacing: -0.05em; }',
}

for (const folder of books) {
  const opened = await openBook(folder)
  try {
    console.log(`\n${basename(folder)}`)
    show('', 'lines', 'mean', 'spread', '> 1.5', '> 2', 'hyphens')
    for (const [name, css] of Object.entries(settings)) {
      const lines = await opened.page.evaluate(readSpaces, css)
      summarise(name, lines)
    }
    const paragraphs = await opened.page.evaluate(readParagraphs)
    summarise('TeX', paragraphs.flatMap(setByTex))
  } finally {
    await opened.close()
  }
}

/** Spaces in multiples of the font's own. */
function summarise(name, lines) {
  const spaces = lines.flatMap(({ spaces }) => spaces)
  const mean = spaces.reduce((sum, one) => sum + one, 0) / spaces.length
  const variance = spaces.reduce((sum, one) => sum + (one - mean) ** 2, 0) / spaces.length
  const share = (most) =>
    `${((100 * lines.filter(({ spaces }) => spaces[0] > most).length) / lines.length).toFixed(1)} %`
  const hyphens = (100 * lines.filter(({ isDivided }) => isDivided).length) / lines.length
  const numbers = [mean, Math.sqrt(variance)].map((one) => one.toFixed(3))
  show(name, lines.length, ...numbers, share(1.5), share(2), `${hyphens.toFixed(1)} %`)
}

function show(name, ...values) {
  console.log(`  ${name.padEnd(34)}${values.map((value) => String(value).padStart(10)).join('')}`)
}

/** Break one paragraph as TeX does: tolerance first low, then as high as it must be. */
function setByTex({ words, measure, indent, space, hyphen }) {
  const items = indent > 0 ? [{ type: 'box', width: indent }] : []
  for (const [index, parts] of words.entries()) {
    if (index > 0) items.push({ type: 'glue', width: space, stretch: space / 2, shrink: space / 3 })
    for (const [at, width] of parts.entries()) {
      if (at > 0) items.push({ type: 'penalty', width: hyphen, cost: 50, flagged: true })
      items.push({ type: 'box', width })
    }
  }
  items.push({ type: 'glue', width: 0, stretch: 1e5, shrink: 0 }, forcedBreak())
  const breaks = breakLines(items, measure, {
    doubleHyphenPenalty: 100,
    adjacentLooseTightPenalty: 100,
  })
  const ratios = adjustmentRatios(items, measure, breaks)
  return ratios.slice(0, -1).flatMap((ratio, line) => {
    const [from, to] = [breaks[line], breaks[line + 1]]
    const count = items.slice(from + 1, to).filter(({ type }) => type === 'glue').length
    if (count === 0) return []
    const width = 1 + ratio * (ratio < 0 ? 1 / 3 : 1 / 2)
    return [{ spaces: Array(count).fill(width), isDivided: items[to].type === 'penalty' }]
  })
}

/** Runs in the page. Read the spaces of all justified lines of plain paragraphs, under a style sheet. */
function readSpaces(css) {
  const sheet = Object.assign(document.createElement('style'), { textContent: css })
  document.head.append(sheet)
  const range = document.createRange()
  const canvas = document.createElement('canvas').getContext('2d')
  const lines = []
  const plain = [...document.querySelectorAll('.column section > p')].filter(
    (one) => one.childNodes.length === 1 && one.firstChild.nodeType === 3,
  )
  for (const paragraph of plain) {
    const node = paragraph.firstChild
    const style = getComputedStyle(paragraph)
    canvas.font = `${style.fontSize} ${style.fontFamily}`
    const own = canvas.measureText(' ').width
    const text = node.data
    const found = []
    for (const { index } of text.matchAll(/ /g)) {
      range.setStart(node, index)
      range.setEnd(node, index + 1)
      const rect = range.getClientRects()[0]
      if (!rect || rect.width === 0) continue
      const line = found.at(-1)
      if (line && Math.abs(line.top - rect.top) < 3) line.spaces.push(rect.width / own)
      else found.push({ top: rect.top, spaces: [rect.width / own], first: index })
    }
    for (const [at, { spaces, first }] of found.slice(0, -1).entries()) {
      const end = text.slice(first, found[at + 1].first)
      // The word that is divided has boxes on two lines.
      const word = end.lastIndexOf(' ') + first + 1
      range.setStart(node, word)
      range.setEnd(node, found[at + 1].first)
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
      lines.push({ spaces, isDivided: tops.size > 1 })
    }
  }
  sheet.remove()
  return lines
}

/** Runs in the page. Measure the same paragraphs for TeX. */
function readParagraphs() {
  const canvas = document.createElement('canvas').getContext('2d')
  const plain = [...document.querySelectorAll('.column section > p')].filter(
    (one) => one.childNodes.length === 1 && one.firstChild.nodeType === 3,
  )
  return plain.map((paragraph) => {
    const style = getComputedStyle(paragraph)
    canvas.font = `${style.fontSize} ${style.fontFamily}`
    const width = (text) => canvas.measureText(text).width
    const words = paragraph.textContent
      .trim()
      .split(/\s+/)
      .map((word) => word.split('\u00ad').map(width))
    const measure = paragraph.getBoundingClientRect().width
    const indent = Number.parseFloat(style.textIndent)
    return { words, measure, indent, space: width(' '), hyphen: width('‐') }
  })
}
