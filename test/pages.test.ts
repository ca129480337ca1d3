/** Pages: what is cut keeps its lines, notes stand where they are called, sides and numbers are right. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Configuration, PrintEdition } from '../src/book/configuration.js'
import { points } from '../src/book/length.js'
import { judgePages } from '../src/print/break/judge-pages.js'
import type { Layout } from '../src/print/lay-out.js'
import { planPages, sideOf } from '../src/print/plan-pages.js'
import { type ClosableWorld, createWorld } from '../src/world/create-world.js'
import { type PagedDocument, pageBook } from './support/paged.js'
import { bookOf, sixByNine } from './support/print-book.js'

let world: ClosableWorld
beforeAll(() => {
  world = createWorld({ cache: false })
})
afterAll(() => world.close())

const words =
  'Extraordinary typographical considerations notwithstanding, the compositor hyphenated <em>incomprehensible words and went on with italic ones</em> for a while. '
const paragraph = (seed: number) => `<p>${seed}. ${words.repeat((seed % 5) + 3)}</p>`
const many = (count: number, make = paragraph) =>
  Array.from({ length: count }, (_, index) => make(index)).join('')
const callout = (number: number) =>
  `<a class="callout" id="call-${number}" href="#note-${number}">${number}</a>`
const note = (number: number, text = 'A note.') =>
  `<aside id="note-${number}" class="note" role="doc-footnote"><p>${number} ${text}</p></aside>`
const notes = (...all: string[]) => `<section class="notes"><h2>Notes</h2>${all.join('')}</section>`

const plainWords = words.replace(/<[^>]+>/g, '')

/** Lines that wrap, that are empty, that are pointed out, with a callout. */
const numberedLine = (at: number) => {
  const number = 95 + at
  const mark = '<span class="line-mark" role="img" aria-label="Highlighted line"></span>'
  const callout = `<span class="code-callouts"><a id="c-${at}" href="#i-${at}" class="code-callout" aria-label="Callout ${at}">${at}</a></span>`
  const code =
    at % 9 === 0 ? '' : `let value_${at} = compute(${plainWords.slice(0, (at % 6) * 25)});`
  return `<span class="line${at % 7 < 2 ? ' marked' : ''}" data-number="${number}">${at % 7 === 0 ? mark : ''}${code}${at % 11 === 0 ? callout : ''}</span>`
}
const numberedCode = `<pre class="code numbered numbers-3 has-marked has-callouts"><code>${many(150, numberedLine)}</code></pre>`

/** Texts that break in every way. */
const texts: Readonly<Record<string, string>> = {
  paragraphs: many(30),
  'ordered lists, nested': `<ol>${many(12, (at) => `<li>${words.repeat(3)}${at % 3 === 0 ? `<ol><li>${words}</li><li>${words.repeat(4)}</li></ol>` : ''}</li>`)}</ol>`,
  'a table with a head': `<table><thead><tr><th>Key</th><th>Value</th></tr></thead><tbody>${many(60, (at) => `<tr><td>${at}</td><td>${words.slice(0, 60)}</td></tr>`)}</tbody></table>`,
  'long code': `<pre><code>${many(120, (at) => `<span class="line">let value_${at} = compute(${at});</span>`)}</code></pre>`,
  'code with numbers, callouts and lines pointed out': numberedCode,
  'a quotation over pages': `<blockquote>${many(20)}</blockquote>`,
  'a box over pages': `<aside class="admonition note"><p class="admonition-title">Note</p>${many(20)}</aside>`,
  definitions: `<dl>${many(20, (at) => `<dt>Term ${at}</dt><dd>${words.repeat(4)}</dd>`)}</dl>`,
  'hebrew in english': many(
    16,
    (at) =>
      `<p>${at} ${words} <span lang="he" dir="rtl">שלום עולם טוב מאוד</span> ${words.repeat(4)}</p>`,
  ),
  japanese: `<div lang="ja">${many(20, () => `<p>${'吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。'.repeat(8)}</p>`)}</div>`,
  'pictures in the line, as high as whole lines': many(
    24,
    (at) =>
      `<p><svg width="300" height="216" style="vertical-align: top"><rect width="300" height="216"/></svg></p>${paragraph(at)}`,
  ),
  'tall formulas in the line': many(
    24,
    () =>
      `<p>${words.repeat(2)} <math><mfrac><msup><mi>x</mi><mn>2</mn></msup><msqrt><mi>y</mi></msqrt></mfrac></math> ${words.repeat(3)}</p>`,
  ),
}

/** Check that the same words stand on every line, to a pixel where they stood. */
function expectSameLines({ before, after }: PagedDocument): void {
  const part = (piece: string): [number, string] => {
    const [x, ...text] = piece.split(' ')
    return [Number(x), text.join(' ')]
  }
  expect(after.map((piece) => part(piece)[1])).toEqual(before.map((piece) => part(piece)[1]))
  const moved = after.filter(
    (piece, index) => Math.abs(part(piece)[0] - part(before[index]!)[0]) > 1,
  )
  expect(moved).toEqual([])
}

/** Pages on which text runs out of the text block by more than the ground of a listing does. */
function overfullPages(): string[] {
  const hang = 8
  return [...document.querySelectorAll('.page')].flatMap((page) => {
    const block = page.querySelector('.text-block')
    const foot = block?.getBoundingClientRect().bottom ?? 0
    const range = document.createRange()
    if (block) range.selectNodeContents(block)
    const lowest = Math.max(0, ...[...range.getClientRects()].map(({ bottom }) => bottom))
    return lowest > foot + hang ? [`${page.getAttribute('data-page')}: ${lowest - foot} px`] : []
  })
}

describe('every line keeps its text and its place', () => {
  test.each(Object.entries(texts))('%s', async (_, html) => {
    const paged = await pageBook(world, bookOf([{ id: 'one', html }]))
    expect(await paged.page.evaluate(overfullPages)).toEqual([])
    await paged.page.close()
    expect(paged.layout.folios.length).toBeGreaterThan(2)
    expectSameLines(paged)
  })

  test('a line that is full to its hyphen stays full: no kerning before it, as Chromium sets its own', async () => {
    const open = (html: string) => pageBook(world, bookOf([{ id: 'one', html }]))
    const ruler = await open(
      '<p><span id="ruler" style="white-space: nowrap">ready be<span style="font-kerning: none">\u2010</span></span></p>',
    )
    const width = await ruler.page.evaluate(
      () => document.getElementById('ruler')!.getBoundingClientRect().width,
    )
    await ruler.page.close()
    const full = await open(
      `<p style="width: ${width}px; text-align: justify; text-indent: 0">${'ready be\u00adfore '.repeat(80)}</p>`,
    )
    await full.page.close()
    expect(full.before.filter((line) => line.endsWith('be'))).toHaveLength(80)
    expectSameLines(full)
  })
})

test('the numbers of code that is cut go on, one for each line however often it wraps, and are no text', async () => {
  const paged = await pageBook(world, bookOf([{ id: 'one', html: numberedCode }]), sixByNine, true)
  const pages = await paged.page.evaluate(() =>
    [...document.querySelectorAll('.page')]
      .map((page) => ({
        numbers: [...page.querySelectorAll('.line')].map((line) => ({
          number: Number(line.getAttribute('data-number')),
          drawn: line.querySelectorAll(':scope > .line-number[aria-hidden=true]').length,
          top:
            line.querySelector('.line-number')!.getBoundingClientRect().top -
            line.getBoundingClientRect().top,
        })),
        goesOn: page.querySelectorAll('pre[data-goes-on]').length,
        text: page.querySelector('pre')?.textContent ?? '',
      }))
      .filter(({ numbers }) => numbers.length > 0),
  )
  await paged.page.close()
  expect(pages.length).toBeGreaterThan(2)
  expect(pages.map(({ goesOn }) => goesOn)).toEqual(
    pages.map((_, at) => (at < pages.length - 1 ? 1 : 0)),
  )
  const numbers = pages.flatMap((page) => page.numbers)
  expect(numbers.map(({ number }) => number)).toEqual(
    Array.from({ length: 150 }, (_, at) => 95 + at),
  )
  expect(numbers.every(({ drawn, top }) => drawn === 1 && Math.abs(top) < 0.6)).toBe(true)
  expect(pages.map(({ text }) => text).join('')).not.toMatch(/\b(?:9[5-9]|24[0-4])\b/)
})

test('a line of code longer than a page is cut within it, with its number and its arrows', async () => {
  const line = `<span class="line" data-number="1">${plainWords.repeat(60)}</span>`
  const html = `<p>${words}</p><pre class="code numbered numbers-2"><code>${line}<span class="line" data-number="2">end</span></code></pre>`
  const paged = await pageBook(world, bookOf([{ id: 'one', html }]), sixByNine, true)
  const numbers = await paged.page.evaluate(() => document.querySelectorAll('.line-number').length)
  // Arrows stand beside the lines of their own page, each as high as these.
  const arrows = await paged.page.evaluate(() =>
    [...document.querySelectorAll('.line:has(> .wrap-mark)')].map((line) => {
      const mark = line.querySelector('.wrap-mark')!
      const [one, other] = [line.getBoundingClientRect(), mark.getBoundingClientRect()]
      return Math.abs(one.top - other.top) + Math.abs(one.bottom - other.bottom)
    }),
  )
  expect(arrows.length).toBeGreaterThan(2)
  expect(arrows.filter((difference) => difference > 1.5)).toEqual([])
  expect(await paged.page.evaluate(overfullPages)).toEqual([])
  await paged.page.close()
  expect(paged.layout.folios.length).toBeGreaterThan(2)
  expect(numbers).toBe(2)
  expectSameLines(paged)
})

describe('the baseline grid', () => {
  const things = (at: number) =>
    [
      `<h2>A head of one line</h2>`,
      `<h2>${words}</h2>`,
      `<pre><code>${many((at % 9) + 2, (line) => `<span class="line">let x = ${line};</span>`)}</code></pre>`,
      `<figure><svg width="200" height="${101 + at}"><rect width="200" height="99"/></svg><figcaption>A caption</figcaption></figure>`,
      `<table><tbody>${many((at % 5) + 2, (row) => `<tr><td>${row}</td></tr>`)}</tbody></table>`,
      `<ul><li>${words}</li><li>${words}</li></ul>`,
      `<blockquote>${paragraph(1)}</blockquote>`,
      `<pre><code>${many(60 + at, (line) => `<span class="line">let x = ${line};</span>`)}</code></pre>`,
    ][at % 8]!
  const calls = (at: number) => (at % 6 === 0 ? callout(at + 1) : '')
  const html = `${many(64, (at) => `${things(at)}<p>${at}. ${words.repeat((at % 3) + 1)}${calls(at)}</p>${paragraph(2)}`)}${notes(...Array.from({ length: 64 }, (_, at) => at).flatMap((at) => (at % 6 === 0 ? [note(at + 1)] : [])))}`
  /** Lines of the text, and those of them that stand on the grid of their page. */
  const countLines = () => {
    const lines = { all: 0, onGrid: 0 }
    for (const page of document.querySelectorAll('.page')) {
      const top = page.querySelector('.text-block')?.getBoundingClientRect().top ?? 0
      for (const text of page.querySelectorAll(
        '.text-block :is(p:not(.ordinal), li:not(.contents li))',
      )) {
        const over = (((text.getBoundingClientRect().top - top) % 18) + 18) % 18
        lines.all += 1
        if (Math.min(over, 18 - over) < 0.6) lines.onGrid += 1
      }
    }
    return lines
  }

  test('keeps the text of all pages on its lines, whatever stands between', async () => {
    const paged = await pageBook(world, bookOf([{ id: 'one', html }]))
    const lines = await paged.page.evaluate(countLines)
    expect(await paged.page.evaluate(overfullPages)).toEqual([])
    await paged.page.close()
    expect(lines.all).toBeGreaterThan(150)
    expect(lines.onGrid).toBe(lines.all)
    expectSameLines(paged)
  })

  test('is kept past an anchor that stands between two blocks', async () => {
    const anchored = `<a id="to-it"></a>${many(30)}`
    const paged = await pageBook(world, bookOf([{ id: 'one', html: anchored }]))
    const lines = await paged.page.evaluate(countLines)
    await paged.page.close()
    expect(lines.all).toBeGreaterThan(15)
    expect(lines.onGrid).toBe(lines.all)
  })

  test('is off where the edition says so', async () => {
    const edition = { ...sixByNine, baselineGrid: false, pageDepth: 'strict' as const }
    const { page, layout } = await pageBook(world, bookOf([{ id: 'one', html }]), edition)
    const lines = await page.evaluate(countLines)
    await page.close()
    expect(lines.onGrid).toBeLessThan(lines.all / 2)
    expect(layout.columns.flatMap(({ pages }) => pages.flatMap(({ white }) => white))).toEqual([])
  })
})

describe('facing pages', () => {
  const code = (lines: number) =>
    `<pre><code>${many(lines, (line) => `<span class="line">let x = ${line};</span>`)}</code></pre>`
  const mixed = many(
    40,
    (at) =>
      `${at % 4 === 0 ? `<h2>Head ${at}</h2>` : ''}${paragraph(at)}${at % 3 === 0 ? code((at % 7) + 4) : ''}`,
  )
  /** How deep the text of each page is, by its lines and the grounds of its code. */
  const readDepths = () =>
    Object.fromEntries(
      [...document.querySelectorAll('.text-block')].map((block) => {
        const { top } = block.getBoundingClientRect()
        const parts = [...block.querySelectorAll('p, pre, h1, h2')]
        return [
          block.closest('.page')!.getAttribute('data-page')!,
          Math.max(0, ...parts.map((part) => part.getBoundingClientRect().bottom - top)),
        ]
      }),
    )
  const lay = async (pageDepth: PrintEdition['pageDepth'], html: string) => {
    const paged = await pageBook(world, bookOf([{ id: 'one', html }]), { ...sixByNine, pageDepth })
    const depths = await paged.page.evaluate(readDepths)
    expect(await paged.page.evaluate(overfullPages)).toEqual([])
    await paged.page.close()
    expectSameLines(paged)
    const { broken, column, frame } = opened(paged.layout)
    const { page: from } = own(paged.layout).pages[0]!
    const uneven = judgePages(column, frame, broken).filter(({ kind }) => kind === 'uneven-spread')
    return { pages: broken.pages, depths, from, uneven: uneven.length }
  }

  test('gain lines of white to be even, and those are on the page', async () => {
    const { pages, depths, from, uneven } = await lay('white', mixed)
    const strict = await lay('strict', mixed)
    expect(strict.pages.filter(({ stretched }) => stretched.length > 0)).toEqual([])
    expect(uneven).toBeLessThan(strict.uneven)
    const gained = pages.flatMap((page, at) => (page.stretched.length > 0 ? [at] : []))
    expect(gained.length).toBeGreaterThan(2)
    // The ground of code hangs a little under its last line.
    for (const at of gained)
      expect(Math.abs(depths[from + at]! - pages[at]!.filled), `page ${from + at}`).toBeLessThan(8)
  })

  test('are a line deeper together, where the edition lets them', async () => {
    const { pages, depths, from } = await lay(
      'line',
      `${many(12)}${code(12)}${many(12)}${code(9)}${many(40)}`,
    )
    const deeper = pages.flatMap(({ extra }, at) => (extra > 0 ? [from + at] : []))
    expect(deeper.length).toBeGreaterThan(1)
    for (const page of deeper) {
      expect(deeper).toContain(page % 2 === 0 ? page + 1 : page - 1)
      expect(depths[page]).toBeGreaterThan(702)
    }
  })
})

describe('notes', () => {
  const pagesOf = (paged: PagedDocument) =>
    paged.page.evaluate(() =>
      [...document.querySelectorAll('.page')].map((page) => ({
        calls: [...page.querySelectorAll('.callout')].map((one) => one.textContent),
        notes: [...page.querySelectorAll('.page-notes > aside')].map((one) => one.id),
        pieces: [...page.querySelectorAll('.page-notes > aside')].map((one) => one.textContent!),
        bottom: page.querySelector('.page-notes')?.getBoundingClientRect().bottom ?? 0,
        foot: page.getBoundingClientRect().top,
      })),
    )

  test('stand at the foot of the page of their callout', async () => {
    const html = many(20, (at) => `<p>${words.repeat(4)}${callout(at + 1)} ${words}</p>`)
    const all = Array.from({ length: 20 }, (_, at) => note(at + 1))
    const paged = await pageBook(world, bookOf([{ id: 'one', html: html + notes(...all) }]))
    const pages = await pagesOf(paged)
    await paged.page.close()
    expect(pages.flatMap((page) => page.notes)).toHaveLength(20)
    for (const page of pages)
      expect(page.notes).toEqual(page.calls.map((number) => `note-${number}`))
    // The last line of the notes meets the foot of the text block: 57 + 526.5 pt from the head of the page.
    for (const page of pages.filter(({ notes }) => notes.length > 0))
      expect(Math.abs((page.bottom - page.foot) * 0.75 - 583.5)).toBeLessThan(6)
  })

  test('longer than a page go on over the next, and lose nothing', async () => {
    const html = `<p>${words}${callout(1)}</p>${many(6)}${notes(note(1, words.repeat(60)))}`
    const paged = await pageBook(world, bookOf([{ id: 'one', html }]))
    const pages = await pagesOf(paged)
    await paged.page.close()
    expectSameLines(paged)
    expect(pages.filter(({ pieces }) => pieces.length > 0).length).toBeGreaterThan(1)
    expect(pages.flatMap((page) => page.notes).filter(Boolean)).toEqual(['note-1'])
  })
})

test('cells that span rows over a page go on in their column, and keep their span for the tags', async () => {
  const rows = many(
    70,
    (at) =>
      `<tr>${at === 0 ? '<td rowspan="70">All of them</td>' : ''}${at % 5 === 0 ? `<td rowspan="5">Group ${at / 5}</td>` : ''}<td>${at}</td></tr>`,
  )
  const html = `<table><thead><tr><th>A</th><th>B</th><th>C</th></tr></thead><tbody>${rows}</tbody></table>`
  const paged = await pageBook(world, bookOf([{ id: 'one', html }]))
  const tables = await paged.page.evaluate(() =>
    [...document.querySelectorAll('.page table')].map((table) => {
      const cells = [...table.querySelectorAll<HTMLTableCellElement>('tbody td')]
      const last = (cell: HTMLTableCellElement) => cell.parentElement!.lastElementChild === cell
      const body = table.querySelector('tbody')!
      return {
        rows: body.rows.length,
        lefts: [
          ...new Set(
            cells.filter(last).map((cell) => Math.round(cell.getBoundingClientRect().left)),
          ),
        ],
        spans: cells
          .filter((cell) => cell.cellIndex === 0 && cell.dataset.rowspan === '70')
          .map(({ rowSpan }) => rowSpan),
      }
    }),
  )
  await paged.page.close()
  expectSameLines(paged)
  expect(tables.length).toBeGreaterThan(1)
  expect(tables.reduce((sum, { rows }) => sum + rows, 0)).toBe(70)
  for (const { lefts, spans, rows } of tables) {
    expect(lefts).toHaveLength(1)
    expect(spans).toEqual([rows])
  }
})

test('the quotation mark that opens a flush paragraph hangs in the margin, and no other', async () => {
  const html = `<p>“Quoted,” ${words.repeat(40)}</p><p>“Indented,” ${words}</p><p>No quotation.</p>`
  const paged = await pageBook(world, bookOf([{ id: 'one', html }]))
  const lefts = await paged.page.evaluate(() =>
    [...document.querySelectorAll('.page section.chapter > p:not([data-continued])')].map(
      (paragraph) => {
        const range = document.createRange()
        range.setStart(paragraph.firstChild!, 1)
        range.setEnd(paragraph.firstChild!, 2)
        const edge = paragraph.getBoundingClientRect().left
        return Math.round(range.getClientRects()[0]!.left - edge)
      },
    ),
  )
  await paged.page.close()
  expectSameLines(paged)
  expect(Math.abs(lefts[0]!)).toBeLessThan(2)
  expect(lefts[1]).toBeGreaterThan(18)
})

test('pieces of one element are tied, and an id stands once', async () => {
  const paged = await pageBook(
    world,
    bookOf([{ id: 'one', html: `<p id="long">${words.repeat(80)}</p>` }]),
  )
  const pieces = await paged.page.evaluate(() =>
    [...document.querySelectorAll('.text-block p:not(.ordinal)')].map((one) => [
      one.id,
      one.getAttribute('data-piece'),
    ]),
  )
  await paged.page.close()
  expect(pieces.length).toBeGreaterThan(2)
  expect(new Set(pieces.map(([, piece]) => piece)).size).toBe(1)
  expect(pieces.map(([id]) => id).filter(Boolean)).toEqual(['long'])
})

describe('bad input', () => {
  test.each([
    ['an empty chapter', ''],
    ['a heading alone', '<section id="s"><h2>Alone</h2></section>'],
    [
      'lists eight deep with a table',
      `${'<ul><li>deep'.repeat(8)}<table><tbody>${many(50, (at) => `<tr><td>${at}</td></tr>`)}</tbody></table>${'</li></ul>'.repeat(8)}`,
    ],
    [
      'a row higher than a page',
      `<table><tbody><tr><td>one</td><td>${words.repeat(60)}</td></tr></tbody></table>`,
    ],
    [
      'a line of code longer than a page',
      `<pre><code><span class="line">${'let value = compute(1); '.repeat(300)}</span></code></pre>`,
    ],
    [
      'fifty notes in one paragraph',
      `<p>${many(50, (at) => `${words}${callout(at + 1)} `)}</p>${notes(...Array.from({ length: 50 }, (_, at) => note(at + 1)))}`,
    ],
    [
      'sides within sides',
      many(
        30,
        (at) =>
          `<p dir="rtl">שלום <span dir="ltr">${words}<span dir="rtl">עולם ${at}</span></span> ${words.repeat(3)}</p>`,
      ),
    ],
  ])('%s prints all its words', async (_, html) => {
    const { page, before, after } = await pageBook(world, bookOf([{ id: 'one', html }]))
    expect(await page.evaluate(overfullPages)).toEqual([])
    await page.close()
    expect(
      after
        .map((piece) => piece.replace(/^\S+ /, ''))
        .join(' ')
        .split(/\s+/),
    ).toEqual(
      before
        .map((piece) => piece.replace(/^\S+ /, ''))
        .join(' ')
        .split(/\s+/),
    )
  })
})

test('folios: roman to the first chapter, arabic from there', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (front, body) => {
      const book = bookOf([
        { id: 'preface', role: 'preface', matter: 'front', html: '' },
        { id: 'one', html: '' },
      ])
      const pages = new Map([
        ['preface', 1],
        ['one', front + 1],
      ])
      const { folios, margins } = planPages(book, pages, new Set(), front + body)
      expect(folios).toHaveLength(front + body)
      expect(folios[front]).toBe('1')
      expect(folios[0]).toBe('i')
      expect(margins[front]).toEqual({ head: '', folio: '', foot: '1' })
    }),
  )
})

test('a recto names the first or the last section that begins on it, or the one that goes on', () => {
  const sections = ['a', 'b', 'c'].map((id) => ({ id, title: `Section ${id}` }))
  const book = bookOf([{ id: 'one', html: '', sections }])
  const pages = new Map([
    ['one', 1],
    ['a', 2],
    ['b', 3],
    ['c', 3],
  ])
  const heads = (style: Pick<PrintEdition, 'runningHeads' | 'openerFolios'>) =>
    planPages(book, pages, new Set(), 5, style).margins
  const last = heads({ runningHeads: 'last', openerFolios: 'foot' })
  expect(last.map(({ head }) => head)).toEqual(['', 'one', 'Section c', 'one', 'Section c'])
  const first = heads({ runningHeads: 'first', openerFolios: 'none' })
  expect(first.map(({ head }) => head)).toEqual(['', 'one', 'Section b', 'one', 'Section c'])
  expect([last[0]!.foot, first[0]!.foot]).toEqual(['1', ''])
  expect(heads({ runningHeads: 'none', openerFolios: 'foot' })[2]).toEqual({
    head: '',
    folio: '3',
    foot: '',
  })
})

test('the copyright page is a verso, chapters open on a recto, unless any page will do; the body always does', () => {
  expect(sideOf('copyright-page', sixByNine)).toBe('verso')
  expect(sideOf('one', sixByNine)).toBe('recto')
  const any = { ...sixByNine, openers: 'any' } as const
  expect(sideOf('two', any, 'one')).toBeUndefined()
  expect(sideOf('one', any, 'one')).toBe('recto')
  expect(sideOf('title-page', any, 'one')).toBe('recto')
  expect(sideOf('copyright-page', any, 'one')).toBe('verso')
})

const own = ({ columns }: Layout) => columns.find(({ id }) => id === 'one')!
const opened = ({ opened }: Layout) => opened.find(({ column }) => column.id === 'one')!

describe('floats', () => {
  const field = (id: string, height: number, where = '') =>
    `<figure id="${id}" class="float"${where}><svg width="300" height="${height}"><rect width="300" height="${height}"/></svg><figcaption>${id}</figcaption></figure>`
  const refer = (id: string) =>
    `<p>See <a class="cross-reference" href="#${id}">${id}</a>. ${words}</p>`

  test('stand after what refers to them, in order, at the head, the foot or on a page of their own', async () => {
    const html = `${many(4)}${field('a', 200)}${refer('a')}${many(4)}${field('b', 420, ' data-float="page"')}${refer('b')}${field('c', 120, ' data-float="foot"')}${many(9)}${refer('c')}${many(9)}`
    const { page, layout } = await pageBook(world, bookOf([{ id: 'one', html }]))
    const placed = own(layout).pages.flatMap(({ floats, page }) =>
      floats.map(({ id, place }) => ({ id, place, page })),
    )
    const { marks, references } = opened(layout).column
    expect(Object.keys(marks)).not.toContain('a')
    expect(placed.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(placed.slice(1).map(({ place }) => place)).toEqual(['page', 'foot'])
    for (const { id, page } of placed) {
      const item = references.find(({ to }) => to === id)!.item
      const referring = own(layout).pages.find(({ first, end }) => first <= item && item < end)!
      expect(page, id).toBeGreaterThanOrEqual(referring.page)
      expect(layout.pages.get(id)).toBe(page)
    }
    expect(await page.evaluate(overfullPages)).toEqual([])
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll('.page figure')].map((figure) => [
        figure.id,
        figure.closest('.page')!.getAttribute('data-page'),
      ]),
    )
    expect(shown).toEqual(placed.map(({ id, page }) => [id, String(page)]))
    await page.close()
  })

  test('what is higher than a page goes back to its place and is cut there', async () => {
    const rows = many(80, (at) => `<tr><td>${at}</td><td>${words.slice(0, 50)}</td></tr>`)
    const html = `${many(3)}<table id="t" class="float"><tbody>${rows}</tbody></table>${many(3)}`
    const { page, layout } = await pageBook(world, bookOf([{ id: 'one', html }]))
    expect(own(layout).pages.flatMap(({ floats }) => floats)).toEqual([])
    const count = await page.evaluate(() => document.querySelectorAll('.page tr').length)
    expect(count).toBe(80)
    await page.close()
  })

  test('the notes of a float stand at its foot', async () => {
    const table = `<table id="t" class="float"><tbody><tr><td>1${callout(1)}</td></tr></tbody></table>`
    const html = `${many(3)}${table}${many(3)}${callout(2)}${notes(note(1), note(2))}`
    const { page, layout } = await pageBook(world, bookOf([{ id: 'one', html }]))
    expect(own(layout).notes).toEqual(['note-2'])
    expect(
      await page.evaluate(() =>
        document.querySelector('#note-1')!.closest('.page-float')?.getAttribute('data-float'),
      ),
    ).toBe('t')
    await page.close()
  })

  test('what text runs round stays with the lines beside it', async () => {
    const beside = (at: number) =>
      `<figure class="float-right width-40"><svg width="120" height="150"><rect width="120" height="150"/></svg></figure>${paragraph(at)}`
    const paged = await pageBook(world, bookOf([{ id: 'one', html: many(14, beside) }]))
    expectSameLines(paged)
    const parted = await paged.page.evaluate(
      () =>
        [...document.querySelectorAll('.page figure')].filter((figure) => {
          const block = figure.closest('.text-block')!.getBoundingClientRect()
          return figure.getBoundingClientRect().bottom > block.bottom + 8
        }).length,
    )
    expect(parted).toBe(0)
    await paged.page.close()
  })
})

describe('references to pages', () => {
  test('say where something is, seen from there', async () => {
    const slot = (to: string) => `<span class="page-slot" data-where="${to}">000</span>`
    const html = `<p id="first">${slot('first')}|${slot('facing')}|${slot('over')}|${slot('far')}</p>${many(5)}<p style="break-before: verso" id="over">over${slot('facing')}|${slot('first')}</p>${many(2)}<p style="break-before: page" id="facing">end${slot('over')}</p>${many(4)}<p style="break-before: page" id="last">x</p>${many(9)}<p id="far">${slot('first')}</p>`
    const { page, layout } = await pageBook(world, bookOf([{ id: 'one', html }]))
    const texts = await page.evaluate(() =>
      Object.fromEntries(
        ['first', 'over', 'facing', 'far'].map((id) => [
          id,
          document.getElementById(id)!.textContent,
        ]),
      ),
    )
    const folio = (id: string) => layout.folios[layout.pages.get(id)! - 1]
    expect(layout.pages.get('over')).toBe(layout.pages.get('facing')! - 1)
    expect(texts.over).toBe(
      `over opposite|${layout.pages.get('over')! - layout.pages.get('first')! === 1 ? ' on the previous page' : ` on page\u00a0${folio('first')}`}`,
    )
    expect(texts.facing).toBe('end opposite')
    expect(texts.first).toMatch(new RegExp(`^\\|.*\\|.*\\| on page\u00a0${folio('far')}$`))
    expect(texts.far).toBe(` on page\u00a0${folio('first')}`)
    await page.close()
  })
})

describe("the author's hand", () => {
  const paragraphs = many(6)

  test('begins pages, keeps things whole', async () => {
    const html = `${many(3)}<h2 class="pagebreak" id="a">A</h2>${many(5)}<div class="keep" id="kept">${many(3)}</div>${paragraphs}<h2 class="recto" id="b">B</h2>${paragraphs}`
    const { page, layout } = await pageBook(world, bookOf([{ id: 'one', html }]))
    const facts = await page.evaluate(() => ({
      first: document.querySelector('#a')!.closest('.text-block')!.querySelector('h2, p')!.id,
      kept: document.querySelectorAll('#kept, .keep[data-continued]').length,
    }))
    expect(facts).toEqual({ first: 'a', kept: 1 })
    expect(layout.pages.get('b')! % 2).toBe(1)
    await page.close()
  })

  test('tightens and loosens a paragraph by one line', async () => {
    const lines = async (name: string) => {
      const html = many(
        12,
        (at) => `<p class="${name}">${at} ${words.repeat(3)}${'word '.repeat(at)}</p>`,
      )
      const { page } = await pageBook(world, bookOf([{ id: 'one', html }]))
      const counts = await page.evaluate(() =>
        [...document.querySelectorAll('.page p')].map(
          (one) => (one as HTMLElement).offsetHeight / 18,
        ),
      )
      await page.close()
      return counts.reduce((sum, count) => sum + count, 0)
    }
    const plain = await lines('plain')
    expect(await lines('tighten')).toBeLessThan(plain)
    expect(await lines('loosen')).toBeGreaterThan(plain)
  })

  test('where a recto ends with a hyphen, the engine weighed it', async () => {
    const { page, layout } = await pageBook(world, bookOf([{ id: 'one', html: many(60) }]))
    const rectos = await page.evaluate(() =>
      [...document.querySelectorAll('.page.recto')].flatMap((page) =>
        page.querySelector('[data-hyphen]') ? [Number(page.getAttribute('data-page'))] : [],
      ),
    )
    const { broken, hyphens, page: first } = opened(layout)
    expect(hyphens?.size).toBeGreaterThan(0)
    for (const recto of rectos)
      expect(hyphens!.has(broken.pages[recto - first]!.end - 1), `page ${recto}`).toBe(true)
    await page.close()
  })
})

describe('notes elsewhere', () => {
  const html = `${many(12, (at) => `<p>${words}${callout(at + 1)} ${words.repeat(5)}</p>`)}${notes(...Array.from({ length: 12 }, (_, at) => note(at + 1, words.repeat((at % 3) + 1))))}`
  const withNotes = (
    place: NonNullable<Configuration['footnotes']['place']>,
    numbering: Configuration['footnotes']['numbering'] = 'chapter',
  ) => {
    const book = bookOf([{ id: 'one', title: 'First', html }])
    return { ...book, configuration: { ...book.configuration, footnotes: { place, numbering } } }
  }
  const wide = { ...sixByNine, margins: { ...sixByNine.margins, outside: points(120) } }

  test('stand beside their call, in order, none over another, none out of the page', async () => {
    const { page, layout } = await pageBook(world, withNotes('margin'), wide)
    const facts = await page.evaluate(() =>
      [...document.querySelectorAll('.side-notes')].map((margin) => {
        const page = margin.closest('.page')!
        const notes = [...margin.children].map((note) => note.getBoundingClientRect())
        const { top, height } = page.getBoundingClientRect()
        const calls = [...page.querySelectorAll('a.callout')].map((one) => one.getAttribute('href'))
        return {
          isBeside: [...margin.children].every(({ id }) => calls.includes(`#${id}`)),
          isClear: notes.every((note, at) => at === 0 || note.top >= notes[at - 1]!.bottom - 0.5),
          isInside: notes.every((note) => note.bottom < top + height - 40),
          count: notes.length,
        }
      }),
    )
    expect(facts.reduce((sum, { count }) => sum + count, 0)).toBe(12)
    for (const { isClear, isInside } of facts) expect([isClear, isInside]).toEqual([true, true])
    expect(facts.filter(({ isBeside }) => isBeside).length).toBeGreaterThan(facts.length / 2)
    expect(layout.columns.flatMap(({ pages }) => pages.flatMap(({ notes }) => notes))).toEqual([])
    await page.close()
  })

  test('go to the foot where the margin is too narrow', async () => {
    const { page } = await pageBook(world, withNotes('margin'))
    expect(
      await page.evaluate(() => document.querySelectorAll('.page-notes > .note').length),
    ).toBeGreaterThan(11)
    await page.close()
  })

  test.each([
    ['page', /^1(,2)*(,3)*(,4)*$/],
    ['symbols', /^\*(,†)*(,‡)*(,§)*$/],
  ] as const)('begin anew on each page: %s', async (numbering, expected) => {
    const { page } = await pageBook(world, withNotes('page', numbering))
    const pages = await page.evaluate(() =>
      [...document.querySelectorAll('.page')].flatMap((page) => {
        const calls = [...page.querySelectorAll('a.callout')].map((one) => one.textContent!.trim())
        return calls.length > 0 ? [calls.join(',')] : []
      }),
    )
    expect(pages.length).toBeGreaterThan(2)
    for (const calls of pages) expect(calls).toMatch(expected)
    await page.close()
  })

  test.each(['chapter', 'book'] as const)('stand at the end of the %s', async (place) => {
    const { page, layout } = await pageBook(world, withNotes(place))
    const found = await page.evaluate(() =>
      [...document.querySelectorAll('.page .notes aside.note')].map(({ id }) => id),
    )
    expect(found).toEqual(Array.from({ length: 12 }, (_, at) => `note-${at + 1}`))
    expect(layout.columns.at(-1)!.id).toBe(place === 'book' ? '_notes' : 'one')
    const contents = await page.evaluate(() => document.getElementById('_contents')!.textContent)
    expect(contents!.includes('Notes')).toBe(place === 'book')
    await page.close()
  })
})
