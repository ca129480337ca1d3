/** A real reading engine opens the EPUB: foliate-js, the engine of Foliate and Readest. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEpub } from '../src/epub/make-epub.js'
import { findBrowser } from '../src/world/find-browser.js'
import { createMemoryWorld } from '../src/world/memory.js'
import { bookOf, chapterOf, epubEdition, everyConstruct, onePixel } from './support/epub-book.js'
import { openInFoliate, type Reader, survey } from './support/foliate.js'
import { soundEpub } from './support/sound-epub.js'

const hasBrowser = await findBrowser().then(
  () => true,
  () => false,
)

/** Run text in the page: foliate has no types, and needs none for this. */
const ask = (reader: Reader, script: string) => reader.page.evaluate(script)

describe.skipIf(!hasBrowser)('foliate-js', () => {
  let reader: Reader

  beforeAll(async () => {
    const { chapters, assets, contents, labels } = everyConstruct()
    const book = bookOf(chapters, { assets, contents, labels }, { cover: 'cover.png' })
    const world = createMemoryWorld({ files: { '/book/cover.png': onePixel } })
    const { VFile } = await import('vfile')
    const source = { folder: '/book', file: new VFile() }
    const epub = await makeEpub(world, book, epubEdition, source)
    reader = await openInFoliate(epub)
  })
  afterAll(() => reader?.close())

  test('reads title, authors, contents and landmarks', async () => {
    expect(await ask(reader, 'view.book.metadata.title')).toBe('Nets & <Gradients>')
    expect(await ask(reader, 'view.book.toc.map((entry) => entry.label)')).toEqual([
      'Part I: Part',
      'Bibliography',
    ])
    expect(await ask(reader, 'view.book.toc[0].subitems.map((entry) => entry.label)')).toEqual([
      '1 All <things>',
      '2 Two',
    ])
    expect(await ask(reader, 'view.book.landmarks.length')).toBe(5)
    expect(await ask(reader, 'view.book.getCover().then((cover) => cover.type)')).toBe('image/png')
  })

  test.each([
    ['OEBPS/part-one.xhtml', 'Part'],
    ['OEBPS/one.xhtml#sec', 'All <things>'],
    ['OEBPS/two.xhtml', 'Two'],
    ['OEBPS/bibliography.xhtml', 'Bibliography'],
  ])('goes to %s', async (place, title) => {
    expect(await ask(reader, `view.goTo('${place}').then(() => shown.title)`)).toBe(title)
  })

  test('shows formulas, drawings, pictures and fonts', async () => {
    await ask(reader, `view.goTo('OEBPS/one.xhtml')`)
    expect(
      await ask(
        reader,
        `[...shown.querySelectorAll('math')].every((math) => math.namespaceURI.endsWith('MathML') && math.getBoundingClientRect().width > 5)`,
      ),
    ).toBe(true)
    expect(await ask(reader, `shown.querySelectorAll('math').length`)).toBe(2)
    expect(await ask(reader, `shown.querySelector('svg').getBoundingClientRect().width > 5`)).toBe(
      true,
    )
    expect(await ask(reader, `shown.querySelector('img').naturalWidth`)).toBe(1)
    expect(
      await ask(
        reader,
        `shown.fonts.ready.then(() => [...shown.fonts].filter((font) => font.status === 'loaded').length > 2)`,
      ),
    ).toBe(true)
  })

  test('pops the note up at its callout', async () => {
    await ask(
      reader,
      `view.goTo('OEBPS/one.xhtml').then(() => shown.querySelector('a.callout').click())`,
    )
    await reader.page.waitForFunction('window.note || window.noteError', { timeout: 20_000 })
    expect(await ask(reader, 'window.note')).toContain('A note.')
  })

  test('pages to the end', async () => {
    const fraction = await ask(
      reader,
      `(async () => {
        await view.goTo(0)
        for (let page = 0; page < 100 && view.lastLocation.fraction < 1; page++) await view.next()
        return view.lastLocation.fraction
      })()`,
    )
    expect(fraction).toBe(1)
  })
})

describe.skipIf(!hasBrowser)('a walk through a book made by a whole build', () => {
  test('lands at each line of the contents, pops up each note, shows all, ends', async () => {
    const reader = await openInFoliate(await soundEpub())
    try {
      const { summary } = await survey(reader)
      expect(summary).toMatchObject({
        contents: 4,
        formulas: 2,
        pictures: 3,
        notes: 2,
        popUps: 2,
        fraction: 1,
        faults: [],
      })
    } finally {
      await reader.close()
    }
  })
})

describe.skipIf(!hasBrowser)('code', () => {
  test('is copied without numbers, prompts, callouts and arrows; numbers are shown', async () => {
    const chapter = chapterOf({
      id: 'one',
      title: 'One',
      html: `<h1>One</h1><pre class="code numbered numbers-2 session has-callouts"><code><span class="line input" data-number="41"><span class="prompt">$ </span>echo ${'a_long_word_'.repeat(9)}</span>
<span class="line marked" data-number="42"><span class="line-mark" role="img" aria-label="Highlighted line"></span>answer<span class="code-callouts"><a id="c" href="#i" class="code-callout" aria-label="Callout 1">7</a></span></span></code></pre><ol class="code-notes"><li id="i"><a href="#c" role="doc-backlink" class="code-callout">7</a> Note</li></ol>`,
    })
    const book = bookOf([chapter], { assets: new Map(), contents: [], labels: new Map() }, {})
    const source = { folder: '/book', file: new (await import('vfile')).VFile() }
    const epub = await makeEpub(createMemoryWorld({}), book, epubEdition, source)
    const reader = await openInFoliate(epub)
    try {
      const script = `view.goTo('OEBPS/one.xhtml').then(() => {
        const pre = shown.querySelector('pre')
        const selection = shown.getSelection()
        selection.selectAllChildren(pre)
        const view = shown.defaultView
        const lines = [...pre.querySelectorAll('.line')]
        return {
          copied: selection.toString(),
          numbers: lines.map((line) => view.getComputedStyle(line, '::before').content),
          arrows: lines.map((line) => Math.round(Number.parseFloat(view.getComputedStyle(line, '::after').height)) > 10),
        }
      })`
      expect(await ask(reader, script)).toEqual({
        copied: `echo ${'a_long_word_'.repeat(9)}\nanswer`,
        numbers: ['"41"', '"42"'],
        arrows: [true, false],
      })
    } finally {
      await reader.close()
    }
  })
})
