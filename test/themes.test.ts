/** Themes: one line of book.yaml; in each, lines keep their text, all is tagged, nothing is wider than its place. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Edition, PrintEdition } from '../src/book/configuration.js'
import { themes } from '../src/book/themes.js'
import { readConfiguration } from '../src/manuscript/configuration/read-configuration.js'
import { makePdf } from '../src/print/make-pdf.js'
import { hasSideNotes } from '../src/print/page-rules.js'
import { type ClosableWorld, createWorld } from '../src/world/create-world.js'
import { bookFolder, worldOf } from './support/book-folder.js'
import { pageBook } from './support/paged.js'
import { bookOf } from './support/print-book.js'

let world: ClosableWorld
beforeAll(() => {
  world = createWorld({ cache: false })
})
afterAll(() => world.close())

const read = async (yaml: string) => {
  const files = { 'book.yaml': `title: x\n${yaml}`, 'one.md': '# One' }
  const { configuration, file } = await readConfiguration(worldOf(files), bookFolder)
  return { ...configuration, messages: file.messages.map(({ ruleId }) => ruleId) }
}
const isPrint = (edition: Edition): edition is PrintEdition => edition.kind === 'print'
const printOf = async (yaml: string) => (await read(yaml)).editions.find(isPrint)!

const words =
  'Extraordinary typographical considerations notwithstanding, the compositor hyphenated <em>incomprehensible words and went on with italic ones</em> for a while. '
const html = `<p>${words.repeat(5)}<a class="callout" id="call-1" href="#note-1">1</a></p>
<section id="s"><h2><span class="number">1.1</span> A section of some words, with <code>code</code></h2>${`<p>${words.repeat(6)}</p>`.repeat(6)}
<ul><li>An item. ${words}</li><li>Another.</li></ul><hr><h3>Below it</h3><p>${words}</p>
<figure class="listing" id="l"><figcaption><span class="caption-label">Listing 1</span> Words</figcaption><pre><code><span class="line">let value = compute(1);</span><span class="line"></span><span class="line">value</span></code></pre></figure>
<table><caption><span class="caption-label">Table 1</span> Words</caption><thead><tr><th>Key</th><th>Value</th></tr></thead><tbody><tr><td>1</td><td>One</td></tr><tr><td>2</td><td>Two</td></tr></tbody></table>
<aside class="admonition note"><p class="admonition-title">Note</p><p>${words.repeat(3)}</p></aside>
<blockquote><p>${words}</p></blockquote>${`<p>${words.repeat(7)}</p>`.repeat(6)}</section>
<section class="notes"><h2>Notes</h2><aside id="note-1" class="note" role="doc-footnote"><p><a class="back-link" href="#call-1">1</a> ${words}</p></aside></section>`
const book = () => {
  const made = bookOf([
    { id: 'one', title: 'A First Chapter', html },
    { id: 'two', title: 'Second', html: `<p>${words.repeat(9)}</p>` },
  ])
  const { place: _, ...footnotes } = made.configuration.footnotes
  return { ...made, configuration: { ...made.configuration, footnotes } }
}
const wordsOf = (pieces: readonly string[]) =>
  pieces.map((piece) => piece.slice(piece.indexOf(' ') + 1)).sort()

describe.each(themes)('%s', (theme) => {
  test('keeps the text of every line', async () => {
    const made = book()
    // Notes of the margin are no text of the block, and have their own tests.
    const footnotes = { place: 'page', numbering: 'chapter' } as const
    const atFoot = { ...made, configuration: { ...made.configuration, footnotes } }
    const paged = await pageBook(world, atFoot, await printOf(`theme: ${theme}`), true)
    await paged.page.close()
    expect(paged.layout.folios.length).toBeGreaterThan(3)
    expect(paged.before.length).toBeGreaterThan(90)
    expect(wordsOf(paged.after)).toEqual(wordsOf(paged.before))
  })

  test('is tagged whole, and nothing is too wide', async () => {
    const made = book()
    await makePdf(world, made, await printOf(`theme: ${theme}`))
    const messages = made.chapters.flatMap(({ file }) => file.messages)
    expect(messages.map(({ ruleId, reason }) => `${ruleId}: ${reason}`)).toEqual([])
  })
})

test('a theme is of the book, or of an edition, of either kind', async () => {
  const { editions } = await read(
    'theme: novel\neditions:\n  print:\n  print-b: {theme: reference}\n  epub:\n',
  )
  expect(editions.map(({ name, theme }) => [name, theme])).toEqual([
    ['print', 'novel'],
    ['print-b', 'reference'],
    ['epub', 'novel'],
  ])
})

test('what the author says counts before a theme', async () => {
  const own = await printOf(
    'theme: novel\neditions:\n  print: {trim: 6x9, openers: recto, drop-caps: false, justify: false, font-size: 12pt, margins: {inside: 20mm}}',
  )
  expect(own).toMatchObject({ openers: 'recto', dropCaps: false, justify: false, fontSize: 12 })
  expect(own.trim.width).toBe(432)
  expect(await printOf('theme: novel')).toMatchObject({ openers: 'any', dropCaps: true })
})

test('a textbook has its notes in the margin, unless the author or the page has no place for them', async () => {
  const hasThem = async (yaml: string) => {
    const { messages: _, ...configuration } = await read(yaml)
    return hasSideNotes({ configuration }, configuration.editions.find(isPrint)!)
  }
  expect(await hasThem('theme: textbook')).toBe(true)
  expect(await hasThem('theme: default')).toBe(false)
  expect(await hasThem('theme: textbook\nfootnotes: {place: page}')).toBe(false)
  expect(await hasThem('theme: textbook\neditions:\n  print: {margins: {outside: 12mm}}')).toBe(
    false,
  )
})

test('another name is reported with the nearest', async () => {
  expect((await read('theme: novell')).messages).toContain('invalid-configuration')
})
