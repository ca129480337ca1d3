/** Two columns: every line keeps its text, columns end level, nothing is lost, and they are read one after the other. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Pdf } from '../src/preflight/pdf/open-pdf.js'
import { readElements, type TagElement } from '../src/preflight/pdf/read-tags.js'
import { findPageStarts } from '../src/print/find-page-starts.js'
import type { CollectedPage } from '../src/print/in-page/collect-pages.js'
import { makePdf } from '../src/print/make-pdf.js'
import { type ClosableWorld, createWorld } from '../src/world/create-world.js'
import { pageBook } from './support/paged.js'
import { bookOf, sixByNine } from './support/print-book.js'
import { readPdf } from './support/read-pdf.js'
import { runTool } from './support/run-tool.js'

let world: ClosableWorld
beforeAll(() => {
  world = createWorld({ cache: false })
})
afterAll(() => world.close())

const words =
  'Extraordinary typographical considerations notwithstanding, the compositor hyphenated <em>incomprehensible words and went on with italic ones</em> for a while. '
const paragraph = (seed: number) => `<p>${seed}. ${words.repeat((seed % 4) + 1)}</p>`
const many = (count: number, make = paragraph) =>
  Array.from({ length: count }, (_, index) => make(index)).join('')
const callout = (number: number) =>
  `<a class="callout" id="call-${number}" role="doc-noteref" href="#note-${number}">${number}</a>`
const note = (number: number, text = 'A note.') =>
  `<aside id="note-${number}" class="note" role="doc-footnote"><p><a class="back-link" role="doc-backlink" href="#call-${number}">${number}</a> ${text}</p></aside>`
const notes = (...all: string[]) => `<section class="notes"><h2>Notes</h2>${all.join('')}</section>`
const entries = (count: number) =>
  `<ul class="index">${many(count, (at) => `<li>entry ${at}, ${at + 10}, ${at + 20}–${at + 25}${at % 4 === 1 ? `<ul>${many(9, (sub) => `<li>under entry ${at}: ${sub}, with a locator or two, ${sub}</li>`)}</ul>` : ''}</li>`)}</ul>`

const inColumns = (html: string, others: { dir?: string } = {}) =>
  bookOf([
    {
      id: 'one',
      html: others.dir ? `<div dir="${others.dir}" class="columns">${html}</div>` : html,
      inColumns: !others.dir,
    },
  ])

/** Texts that break in every way. */
const texts: Readonly<Record<string, string>> = {
  paragraphs: many(40),
  'an index': entries(120),
  definitions: `<dl>${many(30, (at) => `<dt>Term ${at}</dt><dd>${words.repeat((at % 3) + 1)}</dd>`)}</dl>`,
  'ordered lists, nested': `<ol>${many(16, (at) => `<li>${words}${at % 3 === 0 ? `<ol><li>${words}</li><li>${words}</li></ol>` : ''}</li>`)}</ol>`,
  'a table with a head': `<table><thead><tr><th>Key</th><th>Value</th></tr></thead><tbody>${many(90, (at) => `<tr><td>${at}</td><td>${words.slice(0, 40)}</td></tr>`)}</tbody></table>`,
  'code wider than a column': `<pre><code>${many(90, (at) => `<span class="line">let value_${at} = compute_something_long(${at}, and_more);</span>`)}</code></pre>`,
  'sections with notes': `${many(12, (at) => `<section id="s${at}"><h2>Section ${at}</h2><p>${words}${callout(at + 1)}</p>${paragraph(at)}</section>`)}${notes(...Array.from({ length: 12 }, (_, at) => note(at + 1, words.repeat((at % 4) + 1))))}`,
}

/** What stands where on each page; lengths are pixels. */
function readColumns() {
  return [...document.querySelectorAll('.page')].flatMap((page) => {
    const columns = [...page.querySelectorAll('.page-column')]
    if (columns.length === 0) return []
    const sheet = page.getBoundingClientRect()
    return [
      {
        page: Number(page.getAttribute('data-page')),
        columns: columns.map((column) => {
          const block = column.querySelector('.text-block')!
          const range = document.createRange()
          range.selectNodeContents(block)
          const box = column.getBoundingClientRect()
          const rects = [...range.getClientRects()].filter(({ width }) => width > 0)
          const lowest = (of: readonly DOMRect[]) => Math.max(0, ...of.map(({ bottom }) => bottom))
          const foot = block.getBoundingClientRect().bottom
          return {
            left: box.left - sheet.left,
            right: box.right - sheet.left,
            top: box.top - sheet.top,
            end: lowest(rects) - sheet.top,
            isOver: lowest(rects) > foot + 8,
            isWide: rects.some(({ right }) => right > box.right + 12),
            notes: [...column.querySelectorAll('.page-notes > aside')].map(({ id }) => id),
            calls: [...block.querySelectorAll('.callout')].map((one) => one.getAttribute('href')),
            text: block.textContent!,
          }
        }),
      },
    ]
  })
}

describe('every line keeps its text and its place', () => {
  test.each(Object.entries(texts))('%s', async (_, html) => {
    const { page, layout, before, after } = await pageBook(world, inColumns(html), sixByNine, true)
    const pages = await page.evaluate(readColumns)
    await page.close()
    expect(after).toEqual(before)
    expect(pages.length).toBeGreaterThan(2)
    const ends = layout.columns.find(({ id }) => id === 'one')!.pages.length
    expect(pages).toHaveLength(ends)
    for (const { columns } of pages) {
      const [left, right] = columns
      expect(columns).toHaveLength(2)
      expect(columns.filter(({ isOver, isWide }) => isOver || isWide)).toEqual([])
      expect(right!.left).toBeGreaterThan(left!.right + 20)
      expect(Math.abs(right!.top - left!.top)).toBeLessThan(0.1)
      for (const { notes, calls } of columns)
        expect(notes).toEqual(calls.map((one) => one!.slice(1)))
    }
  })
})

test('the columns of the last page end level, and are the only ones that are short', async () => {
  const { page } = await pageBook(world, inColumns(many(21)))
  const pages = await page.evaluate(readColumns)
  await page.close()
  const last = pages.at(-1)!.columns
  expect(Math.abs(last[0]!.end - last[1]!.end)).toBeLessThan(18 * 2.5)
  expect(last[1]!.end).toBeGreaterThan(0)
  for (const { columns } of pages.slice(0, -1))
    for (const { end } of columns) expect(57 + 526.5 - end * 0.75).toBeLessThan(13.5 * 3)
})

test('head and introduction stand across the page, columns begin below them on the same lines', async () => {
  const html = `<p id="intro">${words.repeat(3)}${callout(1)}</p><div class="columns">${many(14)}</div>${notes(note(1))}`
  const { page, before, after } = await pageBook(world, bookOf([{ id: 'one', html }]))
  const pages = await page.evaluate(readColumns)
  const intro = await page.evaluate(() => {
    const box = document.querySelector('#intro')!.getBoundingClientRect()
    const block = document.querySelector('#intro')!.closest('.text-block')!
    const { top } = block.getBoundingClientRect()
    const first = document.querySelector('.page-column p')!.getBoundingClientRect()
    const own = document.querySelector('#note-1')!
    return {
      width: box.width,
      lines: (first.top - top) / 18,
      below: first.top - box.bottom,
      isAcross: own.closest('.page-column') === null && own.closest('.page-notes') !== null,
    }
  })
  await page.close()
  expect(after).toEqual(before)
  expect(intro.width).toBeCloseTo(424, 0)
  expect(intro.below).toBeGreaterThanOrEqual(0)
  expect(Math.abs(intro.lines - Math.round(intro.lines))).toBeLessThan(0.05)
  expect(intro.isAcross).toBe(true)
  expect(pages[0]!.columns[0]!.top).toBeGreaterThan(pages[1]!.columns[0]!.top + 200)
})

test('a last section can be in columns; its heading stands across', async () => {
  const html = `${many(5)}<section id="s"><h2 class="columns">Words</h2>${entries(90)}</section>`
  const { page, before, after } = await pageBook(world, bookOf([{ id: 'one', html }]))
  const heading = await page.evaluate(() => document.querySelector('h2')!.offsetWidth)
  const columns = await page.evaluate(readColumns)
  await page.close()
  expect(after).toEqual(before)
  expect(heading).toBe(424)
  expect(columns.length).toBeGreaterThan(1)
})

test('from right to left the first column is the right one', async () => {
  const html = many(24, (at) => `<p>${at} ${'שלום עולם טוב מאוד ושוב '.repeat(12)}</p>`)
  const { page, before, after } = await pageBook(world, inColumns(html, { dir: 'rtl' }))
  const pages = await page.evaluate(readColumns)
  await page.close()
  expect(after).toEqual(before)
  expect(pages.length).toBeGreaterThan(1)
  for (const { columns } of pages) expect(columns[0]!.left).toBeGreaterThan(columns[1]!.right)
})

test('an entry that goes on in another column is named there again', async () => {
  const { page, layout, before, after } = await pageBook(world, inColumns(entries(150)))
  const heads = await page.evaluate(() =>
    [...document.querySelectorAll('.page-column .continued-entry')].map((head) => ({
      text: head.textContent,
      entry: head.parentElement!.querySelector('li')!.textContent,
      isFirst:
        head.getBoundingClientRect().top -
          head.closest('.text-block')!.getBoundingClientRect().top <
        1,
    })),
  )
  await page.close()
  expect(after).toEqual(before)
  expect(layout.columns.length).toBeGreaterThan(0)
  expect(heads.length).toBeGreaterThan(0)
  for (const { text, entry, isFirst } of heads) {
    const number = /under entry (\d+)/.exec(entry!)![1]
    expect(text).toBe('entry (continued)')
    expect(number).toBeDefined()
    expect(isFirst).toBe(true)
  }
})

describe('what a manuscript may hold', () => {
  const picture = (height: number, id = '') =>
    `<figure${id && ` id="${id}" class="float"`}><svg width="150" height="${height}"><rect width="150" height="${height}"/></svg><figcaption>A figure</figcaption></figure>`
  const piece = fc.oneof(
    fc.nat(9).map(paragraph),
    fc.nat(9).map((at) => `<h2>${words.slice(0, at * 9 + 4)}</h2>`),
    fc.integer({ min: 100, max: 900 }).map((height) => picture(height)),
    fc.nat(30).map((at) => entries(at)),
    fc.constant(`<p>${'Donaudampfschifffahrtsgesellschaft'.repeat(6)}</p>`),
    fc.constant(`${'<ul><li>deep'.repeat(8)}${'</li></ul>'.repeat(8)}`),
    fc
      .nat(40)
      .map(
        (at) =>
          `<table><thead><tr><th>A</th><th>B</th><th>C</th></tr></thead><tbody>${many(at, (row) => `<tr><td>${row}</td><td>${words.slice(0, 60)}</td><td>${words.slice(60, 90)}</td></tr>`)}</tbody></table>`,
      ),
    fc
      .nat(40)
      .map(
        (at) =>
          `<pre><code>${many(at, (line) => `<span class="line">let value_${line} = compute(${'x'.repeat(line * 3)});</span>`)}</code></pre>`,
      ),
    fc.constant('<p class="pagebreak">A new page.</p>'),
    fc.constant('<p class="recto">A recto.</p>'),
    fc.constant('<blockquote><p>A quotation.</p></blockquote>'),
  )
  const textOf = (pieces: readonly string[]) =>
    pieces
      .map((one) => one.replace(/^\S+ /, ''))
      .join(' ')
      .split(/\s+/)
      .join('')

  test.each([
    ['nothing', ''],
    ['a heading alone', '<section id="s"><h2>Alone</h2></section>'],
    ['one line', '<p>One line.</p>'],
    ['a picture higher than the room below the head', `${picture(560)}${many(3)}`],
    [
      'a float as high as a page',
      `${many(2)}${picture(600, 'f')}<p>See <a class="cross-reference" href="#f">it</a>.</p>`,
    ],
    ['floats', many(12, (at) => `${paragraph(at)}${picture(90 + at * 9, `f${at}`)}`)],
    [
      'a note longer than a column',
      `<p>${words}${callout(1)}</p>${many(6)}${notes(note(1, words.repeat(30)))}`,
    ],
    [
      'a row higher than a page',
      `<table><tbody><tr><td>one</td><td>${words.repeat(40)}</td></tr></tbody></table>`,
    ],
  ])('%s', async (_, html) => {
    const { page, before, after } = await pageBook(world, inColumns(html), sixByNine, true)
    const pages = await page.evaluate(readColumns)
    const figures = await page.evaluate(() => document.querySelectorAll('.page figure').length)
    await page.close()
    expect(textOf(after)).toBe(textOf(before))
    expect(figures).toBe(html.split('<figure').length - 1)
    expect(pages.flatMap(({ columns }) => columns.filter(({ isOver }) => isOver))).toEqual([])
  })

  test('nothing is lost, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 14 }),
        fc.boolean(),
        async (pieces, isWhole) => {
          const html = isWhole
            ? pieces.join('')
            : `<p>${words}</p><div class="columns">${pieces.join('')}</div>`
          const book = bookOf([{ id: 'one', html, inColumns: isWhole }])
          const { page, before, after } = await pageBook(world, book, sixByNine, true)
          const pages = await page.evaluate(readColumns)
          await page.close()
          expect(textOf(after)).toBe(textOf(before))
          expect(pages.flatMap(({ columns }) => columns.filter(({ isOver }) => isOver))).toEqual([])
        },
      ),
      { numRuns: 12 },
    )
  }, 120_000)
})

describe('the PDF', () => {
  const html = `${many(40, (at) => `<p>Number ${at} begins. ${'so '.repeat(at % 9)}${words.repeat(2)}${at % 3 === 0 ? callout(at + 1) : ''} ${words}</p>`)}${notes(...Array.from({ length: 14 }, (_, at) => note(at * 3 + 1)))}`
  let pdf: Awaited<ReturnType<typeof makePdf>>
  let pages: { columns?: { blocks: { lines: number }[] }[]; blocks: unknown[]; folio: string }[]
  beforeAll(async () => {
    pdf = await makePdf(world, inColumns(html), sixByNine)
    const { pages: all } = JSON.parse(pdf.layout())
    pages = all.filter(({ chapter }: { chapter: string }) => chapter === 'one')
  })

  test('has each paragraph once, in the order of the text, whatever columns it stands in', async () => {
    const elements = readElements(new Pdf(pdf.bytes))
    const isText = ({ role, parent }: TagElement) => role === 'P' && parent?.role === 'Sect'
    // The ordinal is one.
    expect(elements.filter(isText)).toHaveLength(41)
    const facts = await readPdf(pdf.bytes)
    const order = facts.pages.flatMap(({ lines }) =>
      lines.flatMap((line) => /Number (\d+) begins/.exec(line)?.[1] ?? []),
    )
    expect(order).toEqual(Array.from({ length: 40 }, (_, at) => String(at)))
  })

  test('has words whole that a column divides', async () => {
    const { page } = await pageBook(world, inColumns(html))
    const divided = await page.evaluate(
      () =>
        document.querySelectorAll('.page-column:first-child > .text-block [data-hyphen]').length,
    )
    await page.close()
    expect(divided).toBeGreaterThan(0)
    const text = await runTool('pdftotext', pdf.bytes, '-raw')
    expect(text).not.toMatch(/[\u00ad\u2010]/)
    for (const word of words.replace(/<.*?>/g, '').match(/\w+/g)!)
      expect(text.match(new RegExp(`\\b${word}\\b`, 'g')), word).toHaveLength(40 * 3)
  })

  test('has a layout that says what stands in each column', () => {
    expect(pages.length).toBeGreaterThan(2)
    const count = (blocks: readonly unknown[]) => blocks.length
    for (const { columns, blocks } of pages) {
      expect(columns).toHaveLength(2)
      // A paragraph may stand in both.
      const inBoth = columns!.reduce((sum, column) => sum + count(column.blocks), 0)
      expect(inBoth - count(blocks)).toBeGreaterThanOrEqual(-1)
      expect(inBoth - count(blocks)).toBeLessThanOrEqual(1)
    }
  })
})

test('a page begins in the left column, with an entry of the index that is known by its id', () => {
  const at = { 'data-at': '3:1:1' }
  const boxes = [0, 0, 9, 9]
  const entry = (id: string | undefined, text: string, parent: number, piece?: string) => [
    { tag: 'li', parent, ...(piece && { piece }), ...(id && { attributes: { id } }) },
    { text, parent: parent + 1, boxes },
  ]
  const page = (page: number, entries: ReturnType<typeof entry>): CollectedPage => ({
    page,
    width: 1,
    height: 1,
    ids: {},
    text: [0, 1 + entries.length],
    nodes: [{ tag: 'section', parent: -1, piece: '1', attributes: at }, ...entries],
  })
  const starts = findPageStarts([
    page(1, entry('ix-a', 'alpha, 12', 0)),
    page(2, entry('ix-b', 'beta, 14', 0, '2')),
    page(3, entry(undefined, 'and 18', 0, '2')),
  ])
  const start = { chapter: 3, at: '1:1', tag: 'li' }
  expect(starts).toEqual([
    { ...start, page: 1, id: 'ix-a', before: 0, text: 'alpha,12' },
    { ...start, page: 2, id: 'ix-b', before: 0, text: 'beta,14' },
    { ...start, page: 3, id: 'ix-b', before: 7, text: 'and18' },
  ])
})
