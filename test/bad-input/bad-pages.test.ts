/** What no page has room for, on pages: nothing out of the page, nothing lost, and a message. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePdf } from '../../src/print/make-pdf.js'
import { type ClosableWorld, createWorld } from '../../src/world/create-world.js'
import { pageBook } from '../support/paged.js'
import { bookOf, sixByNine } from '../support/print-book.js'
import { readPdf } from '../support/read-pdf.js'

let world: ClosableWorld
beforeAll(() => {
  world = createWorld({ cache: false })
})
afterAll(() => world.close())

const words = 'Whatever is put on the press comes out on paper. '
const cells = (name: string, row: number) =>
  Array.from({ length: 60 }, (_, at) => `<${name}>${row}·${at}</${name}>`).join('')
const table = (columns: (name: string, row: number) => string) =>
  `<table data-at="0:3:1"><thead><tr>${columns('th', 0)}</tr></thead><tbody>${[1, 2, 3].map((row) => `<tr>${columns('td', row)}</tr>`).join('')}</tbody></table>`
const picture = (width: number, height: number) =>
  `<figure data-at="0:3:1"><svg role="img" aria-label="A line" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="${width}" height="${height}"/></svg></figure>`
const note = (html: string) =>
  `<p>${words}<a class="callout" id="call" href="#note">1</a></p><section class="notes"><h2>Notes</h2><aside id="note" class="note" role="doc-footnote">${html}</aside></section>`
const nested = (depth: number, inner: string): string =>
  depth === 0 ? inner : `<ol><li><p>Level ${depth}</p>${nested(depth - 1, inner)}</li></ol>`
const sides = (depth: number): string =>
  depth === 0
    ? 'ה end'
    : `<span dir="${depth % 2 ? 'rtl' : 'ltr'}">${depth % 2 ? 'שלום עולם' : words} ${sides(depth - 1)}</span>`

const given: readonly [name: string, html: string, message?: RegExp][] = [
  ['a table of 60 columns', table(cells), /overfull-line/],
  [
    'a line of code of 1,326 characters',
    `<pre><code><span class="line">${'x'.repeat(1326)}</span></code></pre>`,
  ],
  ['a word of 2,000 letters', `<p>${'Donau'.repeat(400)}</p>`],
  ['a note longer than a page', note(`<p>${words.repeat(90)}</p>`)],
  [
    'a table in a list eight deep',
    nested(
      8,
      table((name, row) => `<${name}>${words}${row}</${name}>`.repeat(3)),
    ),
  ],
  ['a picture of 1 × 20,000 pixels', picture(1, 20_000)],
  ['a picture of 20,000 × 1 pixels', picture(20_000, 1)],
  ['a chapter of nothing', ''],
  ['a chapter of one heading', '<section id="s"><h2>Alone</h2></section>'],
  ['sides within sides', `<p>${sides(9)}</p>`.repeat(9)],
]

describe('on pages', () => {
  test.each(given)('%s', async (_, html, message) => {
    const book = bookOf([{ id: 'one', html: `<p>Before.</p>${html}<p>After.</p>` }])
    const { page, before, after } = await pageBook(world, book, sixByNine, true)
    const outside = await page.evaluate(findOutside)
    await page.close()
    expect(outside).toEqual([])
    const letters = (pieces: readonly string[]) =>
      [...pieces.map((piece) => piece.replace(/^\S+ /, '').replace(/\s/g, '')).join('')]
        .sort()
        .join('')
    expect(letters(after)).toBe(letters(before))
    const { bytes } = await makePdf(world, book, sixByNine)
    const text = (await readPdf(bytes)).pages.flatMap(({ lines }) => lines).join('\n')
    expect(text).toContain('Before.')
    expect(text).toContain('After.')
    const messages = book.chapters.flatMap(({ file }) => file.messages.map(({ ruleId }) => ruleId))
    expect(messages).not.toContain('untaggable-pdf')
    if (message) expect(messages.join(' ')).toMatch(message)
  })
})

/** List what reaches out of its page. */
function findOutside(): string[] {
  const slack = 1
  const range = document.createRange()
  return [...document.querySelectorAll('.page')].flatMap((page) => {
    const edge = page.getBoundingClientRect()
    range.selectNodeContents(page)
    return [...range.getClientRects()]
      .filter(
        ({ left, right, top, bottom, width, height }) =>
          width * height > 0 &&
          (left < edge.left - slack ||
            right > edge.right + slack ||
            top < edge.top - slack ||
            bottom > edge.bottom + slack),
      )
      .map(({ left, right, top, bottom }) => [left, right, top, bottom].map(Math.round).join(' '))
  })
}
