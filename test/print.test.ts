/** The print edition: pages as a reader sees them, by pdf.js and poppler, not by our own code. */
import type { Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import { VFile } from 'vfile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Asset, Label, MarkedUpBook } from '../src/book/book.js'
import type { PrintEdition } from '../src/book/configuration.js'
import type { CopyfittingEntry, Fitting } from '../src/book/copyfitting.js'
import { points } from '../src/book/length.js'
import { toRoman } from '../src/book/to-roman.js'
import { breakGreedily } from '../src/print/break/break-greedily.js'
import { fitCopy } from '../src/print/fit-copy.js'
import { growGutter } from '../src/print/grow-gutter.js'
import { hyphenate, loadPatterns } from '../src/print/hyphenate.js'
import { fitTurned } from '../src/print/in-page/fit-turned.js'
import { makePdf } from '../src/print/make-pdf.js'
import { reportPages } from '../src/print/report-pages.js'
import { takeNotes } from '../src/print/take-notes.js'
import { type ClosableWorld, createWorld } from '../src/world/create-world.js'
import { bookOf, sixByNine } from './support/print-book.js'
import { type PdfFacts, readPdf } from './support/read-pdf.js'
import { runTool } from './support/run-tool.js'

let world: ClosableWorld
beforeAll(() => {
  world = createWorld({ cache: false })
})
afterAll(() => world.close())

const lorem =
  'Extraordinary typographical considerations notwithstanding, the compositor hyphenated incomprehensible words. '
const paragraphs = (count: number) => `<p>${lorem.repeat(6)}</p>`.repeat(count)

const print = (book: MarkedUpBook, edition: PrintEdition = sixByNine) =>
  makePdf(world, book, edition)
const textOf = (facts: PdfFacts, page: number) => facts.pages[page - 1]!.lines.join('\n')
const messagesOf = (book: MarkedUpBook) =>
  book.chapters.flatMap(({ file }) => file.messages.map(String))

describe('a book of five parts', () => {
  const book = () =>
    bookOf([
      {
        id: 'title-page',
        role: 'title-page',
        matter: 'front',
        html: '<p class="book-title">A Book &amp; Its Pages</p>',
      },
      { id: 'copyright-page', role: 'copyright-page', matter: 'front', html: '<p>© 2026</p>' },
      {
        id: 'one',
        title: 'First',
        sections: [
          { id: 'one-a', title: 'Types' },
          { id: 'one-b', title: 'Sorts' },
        ],
        html: `${paragraphs(3)}<section id="one-a"><h2>Types</h2>${paragraphs(7)}</section><section id="one-b"><h2>Sorts</h2><p>See <a href="#two">there</a>. ${lorem}</p>${paragraphs(10)}</section>`,
      },
      { id: 'nested', depth: 2, title: 'Nested', html: '<p>Flows on.</p>' },
      { id: 'two', title: 'Second', html: '<p>End.</p>' },
    ])
  let facts: PdfFacts
  let bytes: Uint8Array
  beforeAll(async () => {
    // Off the grid, for there a page of it ends in the middle of a word.
    bytes = (await print(book(), { ...sixByNine, baselineGrid: false })).bytes
    facts = await readPdf(bytes)
  })

  test('front pages are roman, the body is arabic and opens on a recto', () => {
    const labels = facts.pages.map(({ label }) => label)
    const body = labels.indexOf('1')
    expect(labels.slice(0, body)).toEqual(
      labels.slice(0, body).map((_, index) => toRoman(index + 1)),
    )
    expect(body % 2).toBe(0)
    expect(textOf(facts, body + 1)).toContain('First')
  })

  test('a blank page stands before an opener where the side asks for it, with nothing on it', () => {
    const openers = facts.pages.flatMap(({ lines }, index) =>
      lines.some((line) => /(First|Second)$/.test(line) && /CHAPTER|Chapter/i.test(lines.join()))
        ? [index + 1]
        : [],
    )
    const blanks = facts.pages.flatMap(({ lines }, index) =>
      lines.length === 0 ? [index + 1] : [],
    )
    expect(openers.every((page) => page % 2 === 1)).toBe(true)
    expect(blanks.length).toBeGreaterThan(0)
    expect(blanks.every((page) => page % 2 === 0)).toBe(true)
  })

  test('the contents name the pages where things are', () => {
    const contents = facts.pages.find(({ lines }) =>
      lines.some((line) => line.endsWith('Contents')),
    )!
    for (const title of ['First', 'Types', 'Sorts', 'Second']) {
      const line = contents.lines.find((one) => one.includes(title))!
      const folio = /(\d+)$/.exec(line)?.[1]
      const page = facts.pages.find(({ label }) => label === folio)!
      expect(
        page.lines.some((one) => one.endsWith(` ${title}`)),
        `${title} on ${folio}`,
      ).toBe(true)
    }
  })

  test('running heads: the chapter on the left, the section on the right, none on openers', () => {
    const body = facts.pages.findIndex(({ label }) => label === '1')
    const headOf = (page: number) =>
      facts.pages[page]!.lines.filter((line) => Number(line.split(/[, ]/)[1]) < 55).join(' ')
    expect(headOf(body)).toBe('')
    expect(headOf(body + 1)).toContain('First')
    expect(headOf(body + 1)).toContain('2')
    expect(headOf(body + 2)).toMatch(/Types|Sorts/)
    expect(facts.pages[body]!.lines.filter((line) => /,6[01]\d 1$/.test(line))).toHaveLength(1)
  })

  test('outline, tags and metadata', () => {
    expect(facts.outline).toEqual(
      expect.arrayContaining(['1 First', '  Types', '  Sorts', '3 Second']),
    )
    const body = facts.pages.findIndex(({ label }) => label === '1')
    expect(facts.pages[body]!.tags).toContain('H1')
    expect(facts.info).toMatchObject({
      Title: 'A Book & Its Pages',
      Author: 'Ada Prüfer',
      Creator: 'Octavo',
      Language: 'en',
    })
  })

  test('a word divided over lines or pages is read whole, where it begins', async () => {
    const ends = facts.pages.map(({ lines }) => lines.filter((line) => line.endsWith('-')))
    expect(ends.flat().length).toBeGreaterThan(60)
    const overleaf = facts.pages.filter(({ lines }) =>
      lines.some((line) => line.endsWith('-') && Number(line.split(/[, ]/)[1]) > 570),
    )
    expect(overleaf.length).toBeGreaterThan(0)
    for (const layout of ['-raw', '-layout']) {
      const text = await runTool('pdftotext', bytes, layout)
      expect(text).not.toMatch(/[\u00ad\u2010]/)
      for (const word of lorem.match(/\w+/g)!)
        expect(text.match(new RegExp(`\\b${word}\\b`, 'g')), word).toHaveLength(121)
    }
  })

  test('a link lands on the page of its target', async () => {
    const target = facts.pages.findIndex(
      ({ lines }) =>
        lines.some((line) => line.endsWith(' Second')) && lines.some((line) => /End\.$/.test(line)),
    )
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise
    const destination = (await document.getDestination('two')) as [
      { num: number; gen: number },
      { name: string },
      number,
      number,
    ]
    expect(await document.getPageIndex(destination[0])).toBe(target)
    expect(destination[3]).toBeLessThan(sixByNine.trim.height)
    await document.destroy()
  })

  test('fonts are embedded as subsets of TrueType, and qpdf finds no fault', async () => {
    const fonts = await runTool('pdffonts', bytes)
    expect(fonts).toContain('SourceSerif4-Regular')
    expect(fonts).not.toContain('Type 3')
    expect(
      fonts
        .split('\n')
        .slice(2)
        .filter(Boolean)
        .every((line) => /yes yes yes/.test(line)),
    ).toBe(true)
    expect(await runTool('qpdf', bytes, '--check')).toContain(
      'No syntax or stream encoding errors found',
    )
  })

  test('the same book gives the same bytes', async () => {
    const again = await print(book(), { ...sixByNine, baselineGrid: false })
    expect(Buffer.from(again.bytes).equals(Buffer.from(bytes))).toBe(true)
  })
})

/** Sizes of text in points that pdf.js sees on the pages. */
async function sizesOf(bytes: Uint8Array): Promise<Set<number>> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise
  const sizes = new Set<number>()
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    for (const item of items)
      if ('height' in item && item.str.trim()) sizes.add(Math.round(item.height * 100) / 100)
  }
  await document.destroy()
  return sizes
}

describe('fonts', () => {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="5" y="20" style="font-family: 'Source Sans 3', sans-serif">Letters</text></svg>`
  const namesOf = async (bytes: Uint8Array) =>
    (await runTool('pdffonts', bytes)).split('\n').slice(2).filter(Boolean)

  test('a drawing is lettered in the font that it names', async () => {
    const asset = {
      name: 'images/a.svg',
      mediaType: 'image/svg+xml',
      bytes: Buffer.from(drawing),
    }
    const html = '<p>Text.</p><p><img src="images/a.svg" alt="Letters"></p>'
    const book = { ...bookOf([{ id: 'one', html }]), assets: new Map([[asset.name, asset]]) }
    const fonts = await namesOf((await print(book)).bytes)
    expect(fonts.join()).toContain('SourceSans3-Regular')
    expect(fonts.join()).not.toMatch(/Liberation|Type 3/)
  })

  test('a style sheet of the author brings a font of the book folder', async () => {
    const plain = bookOf([{ id: 'one', html: '<p>The phrase is 重复造轮子.</p>' }])
    const book = {
      ...plain,
      configuration: { ...plain.configuration, styles: ['styles.css'] },
    }
    const folder = new URL('../manuscript', import.meta.url).pathname
    const { bytes } = await makePdf(world, book, sixByNine, { folder, file: new VFile() })
    expect((await namesOf(bytes)).join()).toContain('NotoSerifSC-Regular')
    for (const font of await namesOf(bytes)) expect(font).toMatch(/\+(Source|NotoSerifSC)/)
  })
})

describe('what is too wide', () => {
  const wide = {
    table: `<table><tbody><tr>${'<td>Donaudampfschifffahrtsgesellschaft</td>'.repeat(9)}</tr></tbody></table>`,
    word: `<p>${'x'.repeat(400)}</p>`,
    code: `<pre class="code"><code><span class="line">${'let a = b; '.repeat(60)}</span>\n<span class="line">short</span></code></pre>`,
    box: '<div style="width: 900pt">wide box</div>',
    formula: `<math display="block"><mrow>${'<mi>a</mi><mo>+</mo>'.repeat(90)}<mi>z</mi></mrow></math>`,
    image: '<figure><img src="images/dot.png" alt="dot" width="4000" height="20"></figure>',
  }
  test.each(Object.entries(wide))(
    '%s cannot shrink the book or leave the page',
    async (_name, html) => {
      const book = bookOf([{ id: 'one', html: `<p>Before the thing.</p>${html}<p>After.</p>` }])
      const { bytes } = await print(book)
      expect([...(await sizesOf(bytes))]).toContain(10)
      const boxes = await runTool('pdftotext', bytes, '-bbox')
      const right = [...boxes.matchAll(/xMax="([\d.]+)"/g)].map((match) => Number(match[1]))
      expect(Math.max(...right)).toBeLessThanOrEqual(432 - 51 + 1)
    },
  )

  test('is reported at its place in the manuscript', async () => {
    const book = bookOf([{ id: 'one', html: `<p>Before.</p>\n${wide.table}` }])
    await print(book)
    const [message] = book.chapters[0]!.file.messages
    expect(message?.ruleId).toBe('overfull-line')
    expect(message?.line).toBe(2)
    expect(message?.reason).toMatch(/^Unexpected table that is \d+ pt too wide/)
  })

  test('what fits is not reported', async () => {
    const book = bookOf([
      { id: 'one', html: '<p>Fits.</p><table><tbody><tr><td>a</td></tr></tbody></table>' },
    ])
    await print(book)
    expect(messagesOf(book)).toEqual([])
  })

  test('code keeps its words and marks what wraps', async () => {
    const book = bookOf([{ id: 'one', html: wide.code }])
    const text = (await runTool('pdftotext', (await print(book)).bytes)).replace(/\s+/g, ' ')
    expect(
      text.match(/let a = b;/g)!.length + (text.match(/let a = ?$/g)?.length ?? 0),
    ).toBeGreaterThanOrEqual(55)
    expect(text).toContain('short')
  })
})

test('a character in none of the fonts is reported with its code and place', async () => {
  const book = bookOf([{ id: 'one', html: '<p>Fine: é α Ж ✓ 🦀.</p>\n<p>Lost: \u{13000}.</p>' }])
  await print(book)
  expect(
    book.chapters[0]!.file.messages.map(({ ruleId, line, actual }) => ({ ruleId, line, actual })),
  ).toEqual([{ ruleId: 'missing-glyph', line: 2, actual: 'U+13000' }])
})

test('nothing of the manuscript runs, and no file is read', async () => {
  const book = bookOf([
    {
      id: 'one',
      html: '<p id="p">Untouched.</p><script>document.getElementById("p").textContent = "Ran"</script><img src="x" onerror="document.body.textContent=1" alt=""><iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object>',
    },
  ])
  const text = await runTool('pdftotext', (await print(book)).bytes)
  expect(text).toContain('Untouched')
  expect(text).not.toMatch(/Ran|root:/)
})

test('openers on any page need no blanks, but for the first page of the body, which is a recto', async () => {
  const book = bookOf([
    { id: 'one', title: 'One', html: '<p>a</p>' },
    { id: 'two', title: 'Two', html: '<p>b</p>' },
  ])
  expect((await print(book, { ...sixByNine, openers: 'any' })).pages).toBe(4)
})

describe('roman numbers', () => {
  test.each([
    [1, 'i'],
    [4, 'iv'],
    [9, 'ix'],
    [14, 'xiv'],
    [49, 'xlix'],
    [1999, 'mcmxcix'],
  ])('%i is %s', (number, roman) => {
    expect(toRoman(number)).toBe(roman)
  })
})

describe('hyphenation', () => {
  const hyphenated = async (language: string, value: string, tagName = 'p') => {
    const text = { type: 'text' as const, value }
    const element = { type: 'element' as const, tagName, properties: {}, children: [text] }
    const tree = { type: 'root' as const, children: [element] }
    hyphenate(tree, language, await loadPatterns([language]))
    const [child] = element.children
    return child!.value.replaceAll('\u00ad', '|')
  }
  test.each([
    ['en', 'typographical words', 'ty|po|graph|i|cal words'],
    ['de', 'Silbentrennung', 'Sil|ben|tren|nung'],
    ['en', 'see https://example.org/typographical', 'see https://example.org/typographical'],
    ['xx', 'typographical', 'typographical'],
    ['../../etc', 'typographical', 'typographical'],
  ])('%s: %s', async (language, text, expected) => {
    expect(await hyphenated(language, text)).toBe(expected)
  })
  test('code stays whole', async () => {
    expect(await hyphenated('en', 'typographical', 'code')).toBe('typographical')
  })
})

test('notes leave their file without the heading', async () => {
  const { fromHtml } = await import('hast-util-from-html')
  const { toHtml } = await import('hast-util-to-html')
  const tree = fromHtml(
    '<section>a<section class="notes"><h2>Notes</h2><aside>1</aside><aside>2</aside></section></section>',
    { fragment: true },
  )
  expect(takeNotes(tree).map((one) => toHtml(one))).toEqual([
    '<aside>1</aside>',
    '<aside>2</aside>',
  ])
  expect(toHtml(tree)).toBe('<section>a</section>')
})

describe('what is done to single blocks', () => {
  const entry = (block: string, ...fittings: Fitting[]): CopyfittingEntry => ({
    edition: 'print',
    path: 'one.md',
    block,
    fittings,
    place: undefined,
  })
  const fitted = (
    html: string,
    entries: CopyfittingEntry[],
    path = 'one.md',
    edition = sixByNine,
  ) => {
    const tree = fromHtml(html, { fragment: true }) as Root
    const file = new VFile({ path: 'copyfitting.yaml' })
    const label: Label = { id: 'the-id', kind: 'figure', title: '', chapterId: 'one' }
    fitCopy(tree, { path }, edition, new Map([['fig-net', label]]), { file, entries })
    return { html: toHtml(tree), messages: file.messages.map(({ reason }) => reason) }
  }

  test('is told by their first words, whatever their quotes, dashes, notes and numbers', () => {
    const { html, messages } = fitted(
      '<h2><span class="number">1.1</span>The press</h2><ul><li><p>It’s “here”<a class="callout" href="#n">1</a> – now, and then</p></li></ul>',
      [entry(`It's "here" -- now`, 'tighten'), entry('The press', 'pagebreak', 'keep')],
    )
    expect(messages).toEqual([])
    expect(html).toContain('<p class="tighten">It')
    expect(html).toContain('<h2 class="pagebreak keep">')
  })

  test('is told by a label of the book', () => {
    expect(fitted('<figure id="the-id"></figure>', [entry('#fig-net', 'float')]).html).toBe(
      '<figure id="the-id" class="float"></figure>',
    )
  })

  test('is for one edition and one file', () => {
    const entries = [entry('A', 'keep')]
    expect(fitted('<p>A</p>', entries, 'two.md')).toEqual({ html: '<p>A</p>', messages: [] })
    const other = { ...sixByNine, name: 'large' }
    expect(fitted('<p>A</p>', entries, 'one.md', other)).toEqual({ html: '<p>A</p>', messages: [] })
  })
})

test('a chapter past the limit of the search is reported as greedy', async () => {
  const book = bookOf([{ id: 'one', html: paragraphs(3) }])
  const item = {
    kind: 'text',
    top: 0,
    bottom: 18,
    block: 0,
    line: 0,
    repeated: 0,
    before: 'auto',
    orphans: 2,
    widows: 2,
    notes: [],
    floats: [],
    at: '0:1:1',
  } as const
  const column = {
    id: 'one',
    items: [item],
    boxes: [],
    notes: [],
    floats: [],
    marks: {},
    floatMarks: {},
    references: [],
    slots: [],
  }
  const frame = {
    depth: 702,
    leading: 18,
    noteSeparation: 18,
    give: 0,
    stretch: 0,
    startsOn: 'recto',
  } as const
  const broken = breakGreedily(column, frame)
  const opened = [
    { column, frame, broken, page: 1, hasBlank: false, hyphens: undefined, side: undefined },
  ]
  reportPages(book, { columns: [], folios: ['1'], pages: new Map(), opened })
  expect(book.chapters[0]!.file.messages.map(({ ruleId }) => ruleId)).toEqual(['greedy-pages'])
})

describe('page masters', () => {
  const poppler = (bytes: Uint8Array, ...args: string[]) => runTool('pdfinfo', bytes, ...args)
  const boxes = async (bytes: Uint8Array, page: number) => {
    const text = await poppler(bytes, '-box', '-f', String(page), '-l', String(page))
    const box = (name: string) =>
      new RegExp(`${name}:\\s+(.*)`).exec(text)![1]!.trim().split(/\s+/).map(Number)
    return { media: box('MediaBox'), bleed: box('BleedBox'), trim: box('TrimBox') }
  }

  test('bleed lies outside the trim at head, foot and fore-edge; crop marks outside of both', async () => {
    const edition = { ...sixByNine, bleed: points(9), cropMarks: true }
    const { bytes } = await print(bookOf([{ id: 'one', html: paragraphs(14) }]), edition)
    expect(await boxes(bytes, 3)).toEqual({
      media: [0, 0, 489, 714],
      bleed: [24, 24, 465, 690],
      trim: [24, 33, 456, 681],
    })
    expect((await boxes(bytes, 4)).trim).toEqual([33, 33, 465, 681])
    const facts = await readPdf(bytes)
    expect(facts.pages[2]!.lines.join(' ')).toContain('Extraordinary')
  })

  test('the text keeps its place on the trim, with bleed and without', async () => {
    const lefts = async (edition: PrintEdition, left: number, page: number) => {
      const { bytes } = await print(bookOf([{ id: 'one', html: paragraphs(14) }]), edition)
      const html = await runTool(
        'pdftotext',
        bytes,
        '-bbox',
        '-f',
        String(page),
        '-l',
        String(page),
      )
      const xs = [...html.matchAll(/<word xMin="([\d.]+)"/g)].map(([, x]) => Number(x) - left)
      return Math.round(Math.min(...xs) * 10) / 10
    }
    const bled = { ...sixByNine, bleed: points(9) }
    expect(await lefts(bled, 0, 3)).toBe(await lefts(sixByNine, 0, 3))
    expect(await lefts(bled, 9, 4)).toBe(await lefts(sixByNine, 0, 4))
  })

  test('a thick book opens its inside margin, but not the author’s own', () => {
    const thin = { ...sixByNine, margins: { ...sixByNine.margins, inside: points(30) } }
    const file = new VFile({ path: 'book.yaml' })
    expect(growGutter(thin, 150, file)).toBe(thin.margins)
    const grown = growGutter(thin, 400, file)
    expect([grown.inside, grown.outside]).toEqual([45, 36])
    expect(growGutter({ ...thin, ownInside: true }, 400, file)).toBe(thin.margins)
    expect(file.messages.map(({ ruleId }) => ruleId)).toEqual(['narrow-gutter'])
  })

  test('a picture across the page fills it, head to the left, and is tagged', async () => {
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 150" width="400" height="150"><rect width="400" height="150"/></svg>`
    const asset: Asset = {
      name: 'images/wide.svg',
      mediaType: 'image/svg+xml',
      bytes: new TextEncoder().encode(drawing),
    }
    const figure = `<figure id="f" class="figure landscape"><img src="images/wide.svg" alt="A wide drawing" width="400" height="150"><figcaption>Words below</figcaption></figure>`
    const html = `${paragraphs(2)}${figure}${paragraphs(4)}`
    const book = bookOf([{ id: 'one', html }], [asset])
    const file = new VFile({ path: 'book.yaml' })
    const { bytes } = await makePdf(world, book, sixByNine, { folder: '/nowhere', file })
    expect(file.messages.map(String)).toEqual([])
    const text = await poppler(bytes, '-struct-text')
    expect(text).toMatch(/Figure/)
    expect(text).toMatch(/Words below/)
    const page = await world.browser.newPage()
    await page.load(
      `<body style="margin: 0; line-height: 18px"><div style="width: 424px"><figure class="landscape" style="writing-mode: sideways-lr; margin: 0">${drawing}</figure></div>`,
      () => undefined,
    )
    await page.evaluate(fitTurned, 702)
    const { width, height } = await page.evaluate(() => {
      const box = document.querySelector('svg')!.getBoundingClientRect()
      return { width: box.width, height: box.height }
    })
    await page.close()
    expect([Math.round(height), Math.round((height / width) * 100)]).toEqual([666, 267])
  })

  test('a large initial and a table across the page are tagged as other text is', async () => {
    const cells = (row: number) =>
      Array.from({ length: 12 }, (_, at) => `<td>value ${row}.${at}</td>`).join('')
    const table = `<table id="wide" class="landscape"><tbody>${Array.from({ length: 9 }, (_, row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table>`
    const book = bookOf([{ id: 'one', html: `${paragraphs(2)}${table}${paragraphs(4)}` }])
    const file = new VFile({ path: 'book.yaml' })
    const edition = { ...sixByNine, dropCaps: true }
    const { bytes } = await makePdf(world, book, edition, { folder: '/nowhere', file })
    expect(file.messages.map(String)).toEqual([])
    const text = await poppler(bytes, '-struct-text')
    expect(text).toMatch(/"E"\s+"xtraordinary|"Extraordinary/)
    expect(text.match(/TD/g)?.length).toBe(108)
  })
})
