/** Pages: what is cut keeps its lines, notes stand where they are called, sides and numbers are right. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

/** Texts that break in every way. */
const texts: Readonly<Record<string, string>> = {
  paragraphs: many(30),
  'ordered lists, nested': `<ol>${many(12, (at) => `<li>${words.repeat(3)}${at % 3 === 0 ? `<ol><li>${words}</li><li>${words.repeat(4)}</li></ol>` : ''}</li>`)}</ol>`,
  'a table with a head': `<table><thead><tr><th>Key</th><th>Value</th></tr></thead><tbody>${many(60, (at) => `<tr><td>${at}</td><td>${words.slice(0, 60)}</td></tr>`)}</tbody></table>`,
  'long code': `<pre><code>${many(120, (at) => `<span class="line">let value_${at} = compute(${at});</span>`)}</code></pre>`,
  'a quotation over pages': `<blockquote>${many(20)}</blockquote>`,
  'a box over pages': `<aside class="admonition note"><p class="admonition-title">Note</p>${many(20)}</aside>`,
  definitions: `<dl>${many(20, (at) => `<dt>Term ${at}</dt><dd>${words.repeat(4)}</dd>`)}</dl>`,
  'hebrew in english': many(
    16,
    (at) =>
      `<p>${at} ${words} <span lang="he" dir="rtl">שלום עולם טוב מאוד</span> ${words.repeat(4)}</p>`,
  ),
  japanese: `<div lang="ja">${many(20, () => `<p>${'吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。'.repeat(8)}</p>`)}</div>`,
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

test('the copyright page is a verso, chapters open on a recto, unless any page will do', () => {
  expect(sideOf('copyright-page', sixByNine)).toBe('verso')
  expect(sideOf('one', sixByNine)).toBe('recto')
  expect(sideOf('one', { ...sixByNine, openers: 'any' })).toBeUndefined()
})
