/** Text from right to left: pages, style sheets and files are mirrored; code and other languages are not. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRightToLeft, setDirections } from '../src/book/direction.js'
import { points } from '../src/book/length.js'
import { makeEpub } from '../src/epub/make-epub.js'
import { mirrorRules } from '../src/epub/style/mirror-rules.js'
import { makePdf } from '../src/print/make-pdf.js'
import { pageBoxes } from '../src/print/page-boxes.js'
import { type ClosableWorld, createWorld } from '../src/world/create-world.js'
import { epubEdition } from './support/epub-book.js'
import { pageBook } from './support/paged.js'
import { markUpAt } from './support/pipeline.js'
import { sixByNine } from './support/print-book.js'
import { readPdf } from './support/read-pdf.js'

const folder = join(import.meta.dirname, 'fixtures/right-to-left/book')

let world: ClosableWorld
beforeAll(() => {
  world = createWorld({ cache: false })
})
afterAll(() => world.close())

describe('directions', () => {
  test.each([
    ['ar', true],
    ['ar-EG', true],
    ['fa', true],
    ['ckb', true],
    ['pa-Arab', true],
    ['ug-Latn', false],
    ['arn', false],
    ['en', false],
    ['az', false],
  ])('%s', (language, expected) => {
    expect(isRightToLeft(language)).toBe(expected)
  })

  const set = (html: string, around: 'ltr' | 'rtl') => {
    const tree: Root = fromHtml(html, { fragment: true })
    setDirections(tree, around)
    return toHtml(tree)
  }

  test('a tree from left to right stays as it is', () => {
    const html = '<p lang="en">A <code>b</code> <i lang="fr">c</i></p><pre>d</pre>'
    expect(set(html, 'ltr')).toBe(html)
  })

  test('code and other languages say theirs, once; the author’s word stays', () => {
    expect(
      set(
        '<p>ا <code>b</code> <i lang="en">c <b lang="he">ד</b></i></p><pre><code>e</code></pre>',
        'rtl',
      ),
    ).toBe(
      '<p>ا <code dir="ltr">b</code> <i lang="en" dir="ltr">c <b lang="he" dir="rtl">ד</b></i></p><pre dir="ltr"><code>e</code></pre>',
    )
    expect(set('<p dir="auto" lang="ar">ا</p>', 'ltr')).toBe('<p dir="auto" lang="ar">ا</p>')
  })
})

describe('print', () => {
  /** Edges of what stands on the pages, in pixels from the left edge of each. */
  function readEdges() {
    return [...document.querySelectorAll('.page')].map((page) => {
      const { left: origin } = page.getBoundingClientRect()
      const edges = (of: Element | null | undefined) => {
        if (!of) return undefined
        const { left, right } = (of as unknown as HTMLElement).getBoundingClientRect()
        return [Math.round(left - origin), Math.round(right - origin)]
      }
      const find = (selector: string) => page.querySelector(selector) as unknown as Element | null
      return {
        side: page.classList.contains('recto') ? 'recto' : 'verso',
        block: edges(find('.text-block')),
        folio: edges(find('.running-head > .folio')),
        item: edges(find('li')),
        note: edges(find('.page-notes .back-link')),
        number: edges(find('.contents .page-number')),
        code: edges(find('pre .line')),
        direction: getComputedStyle(page.querySelector('section') ?? page).direction,
      }
    })
  }

  test('pages are mirrored, and what stands on them; an English chapter runs from left to right', async () => {
    const { book } = await markUpAt(folder)
    const paged = await pageBook(world, book, sixByNine, true)
    try {
      const edges = await paged.page.evaluate(readEdges)
      const trim = sixByNine.trim.width / 0.75
      const { inside, outside } = sixByNine.margins
      for (const { side, block, folio } of edges.filter((page) => page.block)) {
        const right = trim - block![1]!
        expect(right).toBeCloseTo((side === 'recto' ? inside : outside) / 0.75, -1)
        expect(block![0]).toBeCloseTo((side === 'recto' ? outside : inside) / 0.75, -1)
        // The folio stands at the outside: at the left of a recto.
        if (folio)
          expect(side === 'recto' ? folio[0] : folio[1]).toBe(block![side === 'recto' ? 0 : 1])
      }
      const opener = edges.find(({ note }) => note)!
      expect(opener.direction).toBe('rtl')
      expect(opener.item![1]).toBeLessThan(opener.block![1]!)
      expect(opener.item![0]).toBe(opener.block![0])
      expect(opener.note![1]).toBe(opener.block![1])
      expect(opener.code![0]! - opener.block![0]!).toBeLessThan(15)
      const contents = edges.find(({ number }) => number)!
      expect(contents.number![0]).toBe(contents.block![0])
      const english = edges.at(-1)!
      expect(english.direction).toBe('ltr')
      expect(english.item![0]).toBeGreaterThan(english.block![0]!)
    } finally {
      await paged.page.close()
    }
  })

  test('the file is read from the right, is tagged by us, and its lines have their words in order', async () => {
    const { book, files } = await markUpAt(folder)
    const { bytes } = await makePdf(world, book, sixByNine)
    const { pages } = await readPdf(bytes)
    const text = pages.map(({ lines }) => lines.join('\n')).join('\n')
    expect(text).toContain('الخوارزميات')
    expect(text).toContain('הפרק')
    // Chromium has no such tag: ours stand.
    expect(pages.map(({ tags }) => tags).join(' ')).toContain('Note')
    const messages = files.flatMap((file) => file.messages.map(({ ruleId }) => ruleId))
    expect(messages).not.toContain('overfull-line')
  })

  test('the bleed is at the fore-edge, at the left of a recto', () => {
    const edition = { ...sixByNine, bleed: points(9) }
    const left = (page: number, language: string) => pageBoxes(edition, page, language).trim[0]
    expect([left(1, 'en'), left(2, 'en'), left(1, 'he'), left(2, 'he')]).toEqual([0, 9, 9, 0])
  })
})

describe('EPUB', () => {
  const unzip = async (bytes: Uint8Array) => {
    const { files } = await JSZip.loadAsync(bytes)
    const read = async (name: string): Promise<[string, string]> => [
      name,
      await files[name]!.async('string'),
    ]
    return new Map(await Promise.all(Object.keys(files).map(read)))
  }

  test('files from right to left have a mirrored sheet, the others the plain one', async () => {
    const { book } = await markUpAt(folder)
    const files = await unzip(await makeEpub(world, book, epubEdition))
    const sheetOf = (name: string) => /href="(style[^"]*)"/.exec(files.get(`OEBPS/${name}`)!)?.[1]
    expect(sheetOf('one.xhtml')).toBe('style-from-right.css')
    expect(sheetOf('two.xhtml')).toBe('style-from-right.css')
    expect(sheetOf('three.xhtml')).toBe('style.css')
    expect(files.get('OEBPS/style-from-right.css')).toMatch(/ul, ol \{ padding-right/)
    expect(files.get('OEBPS/one.xhtml')).toMatch(/<pre[^>]* dir="ltr"/)
    expect(files.get('OEBPS/content.opf')).toContain('page-progression-direction="rtl"')
    expect(files.get('OEBPS/content.opf')).toContain('href="style-from-right.css"')
  })

  test('sides change places, but not in code, and not where an author names them', () => {
    const mirrored = mirrorRules(
      'ul { padding-left: 1em; text-align: left } @supports (x: y) { dd { margin: 1em 2em 3em 4em; } } pre { border-left: 1px } .float-left { float: left }',
    )
    expect(mirrored).toBe(
      'ul { padding-right: 1em; text-align: right } @supports (x: y) { dd { margin: 1em 4em 3em 2em; } } pre { border-left: 1px } .float-left { float: left }',
    )
    const ours = join(import.meta.dirname, '../styles/epub')
    const all = readdirSync(ours)
      .map((name) => readFileSync(join(ours, name), 'utf8'))
      .join('\n')
    expect(mirrorRules(mirrorRules(all))).toBe(all)
  })
})
