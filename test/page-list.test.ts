/** The page list: where the pages of the print edition begin in the e-book's text. */
import fc from 'fast-check'
import JSZip from 'jszip'
import { XmlDocument } from 'libxml2-wasm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { epubProfiles } from '../src/book/configuration.js'
import { atomMark, type PageStart } from '../src/book/print-pages.js'
import { visit } from '../src/book/visit.js'
import { build } from '../src/build.js'
import { makeEpub } from '../src/epub/make-epub.js'
import { markPages } from '../src/epub/pages/mark-pages.js'
import { locate } from '../src/epub/pages/place-page-breaks.js'
import { toWordStart } from '../src/epub/pages/to-word-start.js'
import { planFiles } from '../src/epub/plan-files.js'
import { plain } from '../src/epub/profiles/plain.js'
import { writeChapter } from '../src/epub/write-chapter.js'
import { createWorld } from '../src/world/create-world.js'
import { createMemoryWorld } from '../src/world/memory.js'
import { bookFolder, worldOf } from './support/book-folder.js'
import { bookOf, chapterOf, epubEdition } from './support/epub-book.js'
import { stillCamera } from './support/still-camera.js'

const start: PageStart = { folio: '7', chapter: 0, tag: 'p', at: '3:1', before: 0, text: '' }

test.each([
  ['what stands there', 'abcdef', 3, 'def', 3],
  ['the nearest of several', 'ab-ab-ab-', 7, 'ab-', 6],
  ['what was moved by words of the print edition', 'abcdef', 5, 'cdef', 2],
  ['nothing of the sort: where it was counted', 'abc', 9, 'xyz', 3],
])('a page begins with %s', (_, text, before, sample, expected) => {
  expect(locate(text, { ...start, before, text: sample })).toBe(expected)
})

test('a word that a page divides stays whole, where words have spaces between them', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(40), (text, offset) => {
      const at = toWordStart(text, Math.min(offset, text.length))
      expect(at).toBeLessThanOrEqual(Math.min(offset, text.length))
      expect(toWordStart(text, at)).toBe(at)
    }),
  )
  expect(toWordStart('an example of', 6)).toBe(3)
  expect(toWordStart('an example of', 3)).toBe(3)
  expect(toWordStart('日本語の本', 3)).toBe(3)
})

const html =
  '<header class="opener"><h1>One</h1></header><p>First <em>then</em> second word.</p>' +
  '<section id="two"><h2>Two</h2><p><a href="#one"><em>Linked</em></a> text</p><div class="equation"></div></section>'

/** The book of `html`, its paragraphs at lines 3 and 7, its headings at 1 and 5. */
function markedBook() {
  const chapter = chapterOf({ id: 'one', title: 'One', html })
  const places: Record<string, number> = { h1: 1, h2: 5, em: 0, a: 7 }
  const paragraphs = [3, 7]
  const visit = (node: (typeof chapter.hast.children)[number]) => {
    if (node.type !== 'element') return
    delete node.position
    const line = node.tagName === 'p' ? paragraphs.shift() : places[node.tagName]
    const point = { line: line ?? 0, column: 1 }
    if (line) node.position = { start: point, end: point }
    node.children.forEach(visit)
  }
  chapter.hast.children.forEach(visit)
  return bookOf([chapter])
}

test.each<[string, Partial<PageStart>, string]>([
  ['in the middle of a text', { before: 9, text: 'second' }, 'then</em> ❡second word'],
  ['inside an element', { before: 5, text: 'thensecond' }, 'First ❡<em>then'],
  ['at a divided word', { before: 12, text: 'ondword.' }, 'then</em> ❡second word'],
  ['at the start of a paragraph', { before: 0, text: 'First' }, '<p>❡First'],
  ['at a link', { at: '7:1', text: 'Linked' }, '<p>❡<a href'],
  ['at a heading', { at: '5:1', tag: 'h2', text: 'Two' }, '<section id="two">❡<h2>'],
  ['at a chapter', { at: '1:1', tag: 'section', text: 'One' }, '❡<header'],
])('a page that begins %s', (_, given, expected) => {
  const { book, targets } = markPages(markedBook(), {
    edition: 'print',
    starts: [{ ...start, ...given }],
  })
  expect(targets).toEqual([{ folio: '7', href: 'one.xhtml#page_7' }])
  const plan = planFiles(book)
  const xhtml = writeChapter(plan.files[0]!, plan, book, plain)
  const mark =
    /<span epub:type="pagebreak" role="doc-pagebreak" id="page_7" aria-label="7"><\/span>/g
  expect(xhtml.match(mark)).toHaveLength(1)
  expect(xhtml.replace(mark, '❡')).toContain(expected)
})

test.each(epubProfiles)(
  '%s lists a page that begins with a formula or a drawing',
  async (profile) => {
    const chapter = chapterOf({
      id: 'one',
      title: 'One',
      html: '<h1>One</h1><p>So</p><div><x-math title="x"></x-math></div><p><svg viewBox="0 0 9 9" role="img" aria-label="A line"><path d="M0 0L9 9"/></svg></p>',
    })
    let line = 3
    visit(chapter.hast, 'element', (node) => {
      const point = { line: line++, column: 1 }
      if (/^(?:math|svg)$/.test(node.tagName)) node.position = { start: point, end: point }
      else delete node.position
    })
    const starts = ['math', 'svg'].map((tag, index) => {
      let at = ''
      visit(chapter.hast, 'element', (node) => {
        if (node.tagName === tag) at = `${node.position!.start.line}:1`
      })
      return { ...start, folio: String(index + 1), tag, at, text: atomMark }
    })
    const world = createMemoryWorld({ browser: stillCamera() })
    const pages = { edition: 'print', starts }
    const edition = { ...epubEdition, profile }
    const bytes = await makeEpub(world, bookOf([chapter]), edition, undefined, undefined, pages)
    const zip = await JSZip.loadAsync(bytes)
    const nav = await zip.file('OEBPS/toc.xhtml')!.async('string')
    expect(nav.match(/#page_\d/g)).toEqual(['#page_1', '#page_2'])
    const text = await zip.file('OEBPS/one.xhtml')!.async('string')
    expect(text).toMatch(/id="page_1"[^>]*><\/span><(?:math|img)/)
    expect(text).toMatch(/id="page_2"[^>]*><\/span><(?:svg|img)/)
  },
)

const prose = Array.from(
  { length: 60 },
  (_, index) =>
    `Paragraph ${index + 1} goes on and on, for ${'many a word '.repeat(20)}until it ends.`,
).join('\n\n')

const files = (settings: string) => ({
  'book.yaml': `title: T\nauthors: A\nlanguage: en\nisbn: {print: 978-0-306-40615-7}\nchapters: [one.md]\neditions:\n  print: {}\n  epub: ${settings}\n`,
  'one.md': `# One\n\n${prose}\n`,
})

const real = createWorld({ cache: false })
afterAll(() => real.close())

/** Build in memory, with a real browser and Octavo's own styles, and read the files that speak of pages. */
async function pagesOf(settings: string, kinds: ('print' | 'epub')[]) {
  const { files: memory } = worldOf(files(settings))
  const disk = (path: string) => (path.startsWith(real.packageFolder) ? real.files : memory)
  const world = {
    ...real,
    files: {
      ...memory,
      read: (path: string) => disk(path).read(path),
      list: (path: string) => disk(path).list(path),
    },
  }
  const request = { folder: bookFolder, kinds, out: '/out', write: true, strict: false }
  const { written } = await build(world, request)
  const path = written.find(({ kind }) => kind === 'epub')!.path
  const zip = await JSZip.loadAsync((await memory.read(path))!)
  const read = (name: string) => zip.file(`OEBPS/${name}`)!.async('string')
  const [text, nav, ncx, opf] = await Promise.all(
    ['one.xhtml', 'toc.xhtml', 'toc.ncx', 'content.opf'].map(read),
  )
  return { text: text!, nav: nav!, ncx: ncx!, opf: opf!, bytes: (await memory.read(path))! }
}

let both: Awaited<ReturnType<typeof pagesOf>>
beforeAll(async () => {
  both = await pagesOf('{}', ['print', 'epub'])
}, 60_000)

test('every mark is listed, in the navigation and in the NCX, and the source is named', () => {
  const ids = [...both.text.matchAll(/role="doc-pagebreak" id="(\w+)"/g)].map(([, id]) => id)
  expect(ids.length).toBeGreaterThan(5)
  const list = /<nav epub:type="page-list"[\s\S]*?<\/nav>/.exec(both.nav)![0]
  const listed = [...list.matchAll(/href="one\.xhtml#(\w+)">(\w+)</g)]
  expect(listed.map(([, id]) => id).filter((id) => ids.includes(id))).toEqual(ids)
  expect(listed.every(([, id, folio]) => id === `page_${folio}`)).toBe(true)
  for (const id of ids) expect(both.ncx).toContain(`<content src="one.xhtml#${id}"/></pageTarget>`)
  expect(both.opf).toContain('<meta property="pageBreakSource">urn:isbn:9780306406157</meta>')
  expect(both.opf).toContain('>pageBreakMarkers<')
  expect(XmlDocument.fromString(both.text)).toBeDefined()
})

test('an e-book alone lists no pages, unless it is to: then they are the same', async () => {
  const alone = await pagesOf('{}', ['epub'])
  expect(alone.nav + alone.ncx + alone.opf + alone.text).not.toMatch(/page-?(list|break)/i)
  const asked = await pagesOf('{page-list: print}', ['epub'])
  expect(Buffer.compare(asked.bytes, both.bytes)).toBe(0)
  const refused = await pagesOf('{page-list: false}', ['print', 'epub'])
  expect(Buffer.compare(refused.bytes, alone.bytes)).toBe(0)
}, 60_000)

test('a page of figures alone, called before or after, is marked where the next text begins', () => {
  const aside = { ...start, isAside: true as const }
  const { book, targets } = markPages(markedBook(), {
    edition: 'print',
    starts: [
      { ...start, folio: '1', before: 9, text: 'second' },
      { ...aside, folio: '2', text: 'First' },
      { ...start, folio: '3', at: '5:1', tag: 'h2', text: 'Two' },
      { ...aside, folio: '4', text: 'First' },
    ],
  })
  const plan = planFiles(book)
  const xhtml = writeChapter(plan.files[0]!, plan, book, plain)
  const folios = [...xhtml.matchAll(/aria-label="(\d)"/g)].map(([, folio]) => folio)
  expect(folios).toEqual(['1', '2', '3', '4'])
  expect(targets.map(({ folio }) => folio)).toEqual(folios)
  expect(xhtml).toMatch(/aria-label="3"><\/span><span[^>]*aria-label="4"/)
})
