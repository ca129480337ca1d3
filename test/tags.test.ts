/** The tags of the PDF, read by the preflight's walker, which knows the specification and nothing of src/print/. */

import { VFile } from 'vfile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkPdf } from '../src/preflight/check-pdf.js'
import { type Facts, judgeFacts } from '../src/preflight/pdf/conditions.js'
import { Pdf } from '../src/preflight/pdf/open-pdf.js'
import { readFacts } from '../src/preflight/pdf/read-facts.js'
import { nameOf, Reference } from '../src/preflight/pdf/read-objects.js'
import {
  type Content,
  type TagElement as Element,
  readContents,
  readElements,
  readParents,
} from '../src/preflight/pdf/read-tags.js'
import { makePdf } from '../src/print/make-pdf.js'
import { type ClosableWorld, createWorld } from '../src/world/create-world.js'
import { bookOf, sixByNine } from './support/print-book.js'

const lorem =
  'Extraordinary typographical considerations notwithstanding, the compositor hyphenated incomprehensible words. '
const callout = (number: number) =>
  `<a class="callout" id="call-${number}" role="doc-noteref" href="#note-${number}">${number}</a>`
const note = (number: number) =>
  `<aside id="note-${number}" class="note" role="doc-footnote"><p><a class="back-link" role="doc-backlink" href="#call-${number}">${number}</a> A note.</p></aside>`
const html = `<p>${lorem.repeat(3)}${callout(1)} See <a href="https://example.org/">outside</a> and <a class="cross-reference" href="#two">Chapter 2</a>.</p>
<section id="s"><h2>Lists</h2><ul><li>One<ol><li>Inner</li></ol></li><li>Two</li></ul>
<p>In <span lang="de">deutscher Sprache</span>, with <code>code</code> and <math alttext="x squared"><msup><mi>x</mi><mn>2</mn></msup></math>.</p>
<table id="t"><caption><span class="caption-label">Table 1</span> Things</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody><tr><th scope="row">1</th><td>2${callout(2)}</td></tr></tbody></table>
<figure id="f" class="figure"><svg role="img" width="90" height="60"><title>A field</title><rect width="90" height="60"/><g opacity=".5"><rect width="9" height="6"/><rect x="5" width="9" height="6"/></g></svg><figcaption>A figure</figcaption></figure>
<pre class="code"><code><span class="line">let x = 1</span></code></pre>
<pre class="code numbered numbers-3 has-marked has-callouts"><code><span class="line marked" data-number="986"><span class="line-mark" role="img" aria-label="Highlighted line"></span>import torch</span><span class="line" data-number="987">x = 1<span class="code-callouts"><a id="c-1" href="#i-1" class="code-callout" aria-label="Callout 1">1</a></span></span></code></pre><ol class="code-notes"><li id="i-1"><a class="code-callout" role="doc-backlink" href="#c-1" aria-label="Back">1</a> Called</li></ol><blockquote><p>A quotation.</p></blockquote>
<aside class="admonition"><p>Beside the text: <span lang="zh"><strong>“互操作性”</strong>（<em>each other</em>）</span>.</p></aside>
${`<p>${lorem.repeat(12)}</p>`.repeat(7)}</section><section class="notes"><h2>Notes</h2>${note(1)}${note(2)}</section>`

let world: ClosableWorld
let bytes: Uint8Array
let pdf: Pdf
let elements: Element[]
let contents: Content[]
const book = () =>
  bookOf([
    { id: 'one', title: 'First', html },
    { id: 'two', title: 'Second', html: `<p>${lorem}</p>` },
  ])

beforeAll(async () => {
  world = createWorld({ cache: false })
  bytes = (await makePdf(world, book(), sixByNine)).bytes
  pdf = new Pdf(bytes)
  elements = readElements(pdf)
  contents = readContents(pdf)
})
afterAll(() => world.close())

const withRole = (role: string) => elements.filter((element) => element.role === role)
const keyOf = (page: number, form: number | undefined, mcid: number) => `${form ?? page}:${mcid}`
const marksOf = (element: Element) =>
  element.kids.flatMap((kid) => ('mcid' in kid ? [keyOf(kid.page, kid.form, kid.mcid)] : []))
const inner = (element: Element): Element[] =>
  element.kids.filter((kid): kid is Element => 'role' in kid)

describe('marks', () => {
  test('each stands once in a content and once in the tree', () => {
    const painted = contents.flatMap(({ page, form, mcids }) =>
      mcids.map((mcid) => keyOf(page, form, mcid)),
    )
    const held = elements.flatMap(marksOf)
    expect(new Set(painted).size).toBe(painted.length)
    expect(new Set(held).size).toBe(held.length)
    expect([...held].sort()).toEqual([...painted].sort())
    expect(painted.length).toBeGreaterThan(40)
  })

  test('nothing is painted outside of them and of artefacts; heads and folios are artefacts', () => {
    expect(contents.flatMap(({ unmarked }) => unmarked)).toEqual([])
    const withHeads = contents.filter(({ artifacts }) => artifacts.includes('Pagination'))
    expect(withHeads.length).toBeGreaterThan(3)
  })

  test('the parent tree leads from each back to the element that holds it', () => {
    const parents = readParents(pdf)
    const holders = new Map<string, number>()
    for (const element of elements)
      for (const mark of marksOf(element)) holders.set(mark, element.object)
    for (const { page, form, mcids } of contents) {
      const key = pdf.dictionary(new Reference(form ?? page)).get('StructParents') as number
      const row = pdf.array(parents.get(key))
      for (const mcid of mcids)
        expect((row[mcid] as Reference).number).toBe(holders.get(keyOf(page, form, mcid)))
    }
  })

  test('the browser paints with operators that we know', () => {
    const known = new Set(
      'BDC BMC EMC TJ BT ET Do Q S Tf Tj Tm Td Tr W W* c cm d f f* g gs G h j J K k l m M n q re RG rg sc SC scn SCN cs CS v w y'.split(
        ' ',
      ),
    )
    const found = new Set(contents.flatMap(({ operators }) => [...operators]))
    expect(
      [...found].filter((operator) => !known.has(operator)),
      'a new browser writes what pdf/content has never read: look at readContent',
    ).toEqual([])
  })
})

describe('elements', () => {
  test('a list holds items, an item a label and a body', () => {
    expect(withRole('L')).toHaveLength(3)
    for (const list of withRole('L')) for (const item of inner(list)) expect(item.role).toBe('LI')
    for (const item of withRole('LI'))
      expect(inner(item).map(({ role }) => role)).toEqual(['Lbl', 'LBody'])
  })

  test('header cells have a scope', () => {
    const scopes = withRole('TH').map(({ dictionary }) =>
      pdf.array(dictionary.get('A')).map((one) => nameOf(pdf.dictionary(one).get('Scope'))),
    )
    expect(scopes.flat().sort()).toEqual(['Column', 'Column', 'Row'])
    expect(withRole('Table')[0]!.kids.map((kid) => ('role' in kid ? kid.role : ''))).toEqual([
      'Caption',
      'THead',
      'TBody',
    ])
  })

  test('figures and formulas have words', () => {
    const words = [...withRole('Figure'), ...withRole('Formula')].map(({ dictionary }) =>
      dictionary.get('Alt'),
    )
    expect(words).toHaveLength(5)
    for (const alt of words) expect(alt).toBeTruthy()
  })

  test('a link holds its annotation, which leads back to it and says its words', () => {
    const parents = readParents(pdf)
    const links = withRole('Link')
    expect(links.length).toBeGreaterThan(6)
    for (const link of links) {
      const annotations = link.kids.flatMap((kid) => ('annotation' in kid ? [kid.annotation] : []))
      expect(annotations.length).toBeGreaterThan(0)
      for (const number of annotations) {
        const annotation = pdf.dictionary(new Reference(number))
        expect(annotation.get('Contents')).toBeTruthy()
        const parent = parents.get(annotation.get('StructParent') as number)
        expect(parent).toBe(link.dictionary)
      }
    }
  })

  test('notes have an id, and stand in what calls them', () => {
    const ids = withRole('Note').map(({ dictionary }) => dictionary.get('ID'))
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(2)
    expect(withRole('Reference').length).toBeGreaterThanOrEqual(4)
  })

  test('a paragraph over two pages is one', () => {
    const pagesOf = (element: Element): number[] =>
      element.kids.flatMap((kid) =>
        'mcid' in kid ? [kid.page] : 'role' in kid ? pagesOf(kid) : [],
      )
    const paragraphs = withRole('P').filter((element) => new Set(pagesOf(element)).size === 2)
    expect(paragraphs.length).toBeGreaterThan(1)
  })

  test('lines that are pointed out, and callouts, have words in the code; numbers of lines have no place in it', () => {
    const isInCode = (element: Element | undefined): boolean =>
      element !== undefined && (element.role === 'Code' || isInCode(element.parent))
    const inCode = elements.filter((element) => isInCode(element.parent))
    const roles = inCode.map(({ role }) => role)
    expect(roles).toEqual(['Figure', 'Reference', 'Link', 'Figure'])
    const words = inCode
      .filter(({ role }) => role === 'Figure')
      .map(({ dictionary }) => String(dictionary.get('Alt')))
    expect(words.map((one) => one.replace(/[^ -~]/g, ''))).toEqual([
      'Highlighted line',
      'Callout 1',
    ])
  })

  test('what is in another language says so; the document says its own', () => {
    expect(pdf.catalog.get('Lang')).toBeTruthy()
    const languages = elements.flatMap(({ dictionary }) => dictionary.get('Lang') ?? [])
    expect(languages.map((one) => String(one).replace(/[^a-z-]/gi, ''))).toContain('de')
  })

  test('headings go down by one', () => {
    const levels = elements.flatMap(({ role }) => (/^H\d$/.test(role) ? [Number(role[1])] : []))
    expect(levels[0]).toBe(1)
    levels.slice(1).forEach((level, at) => {
      expect(level - levels[at]!).toBeLessThanOrEqual(1)
    })
  })
})

test('the same book gives the same bytes', async () => {
  const again = (await makePdf(world, book(), sixByNine)).bytes
  expect(Buffer.compare(Buffer.from(again), Buffer.from(bytes))).toBe(0)
})

describe('preflight', () => {
  test('finds nothing in a sound file', () => {
    expect(judgeFacts(readFacts(pdf))).toEqual([])
  })

  test.each<[condition: string, seed: (facts: Facts) => Partial<Facts>]>([
    ['01-003', ({ contents }) => ({ contents: [{ ...contents[0]!, crossed: 1 }] })],
    ['01-005', ({ contents }) => ({ contents: [{ ...contents[0]!, unmarked: ['Tj'] }] })],
    [
      '02-001',
      ({ elements }) => ({ elements: [...elements, { ...elements[0]!, role: 'Wrapper' }] }),
    ],
    ['06-001', () => ({ xmp: '' })],
    ['06-002', ({ xmp }) => ({ xmp: xmp.replaceAll('pdfuaid:part', '') })],
    ['06-003', ({ xmp }) => ({ xmp: xmp.replaceAll('dc:title', '') })],
    ['07-001', ({ catalog }) => ({ catalog: without(catalog, 'ViewerPreferences') })],
    ['09-004', (facts) => ({ elements: rename(facts, 'THead', 'P') })],
    ['09-005', (facts) => ({ elements: rename(facts, 'LI', 'P') })],
    ['10-001', ({ fonts }) => ({ fonts: [{ ...fonts[0]!, isReadable: false }] })],
    ['11-001', ({ catalog }) => ({ catalog: without(catalog, 'Lang') })],
    ['13-004', (facts) => ({ elements: strip(facts, 'Figure', 'Alt') })],
    ['14-002', (facts) => ({ elements: facts.elements.filter(({ role }) => role !== 'H1') })],
    ['14-003', (facts) => ({ elements: rename(facts, 'H2', 'H4') })],
    ['15-003', (facts) => ({ elements: strip(facts, 'TH', 'A') })],
    ['17-002', (facts) => ({ elements: strip(facts, 'Formula', 'Alt') })],
    ['19-003', (facts) => ({ elements: strip(facts, 'Note', 'ID', 1) })],
    [
      '19-004',
      ({ elements }) => ({
        elements: [...elements, elements.find(({ role }) => role === 'Note')!],
      }),
    ],
    ['28-011', ({ links }) => ({ links: [...links, { ...links[0]!, object: -2 }] })],
    ['28-012', ({ links }) => ({ links: [{ ...links[0]!, hasContents: false }] })],
    ['31-009', ({ fonts }) => ({ fonts: [{ ...fonts[0]!, isEmbedded: false }] })],
  ])('%s is found where it is seeded, and nothing else', (condition, seed) => {
    const facts = readFacts(pdf)
    expect(judgeFacts({ ...facts, ...seed(facts) }).map((one) => one.condition)).toEqual([
      condition,
    ])
  })

  test("says 'inaccessible-pdf' with the condition and the page", async () => {
    const bad = bookOf([
      {
        id: 'one',
        html: '<p>Text.</p><figure><svg width="9" height="9"><rect width="9" height="9"/></svg></figure>',
      },
    ])
    const file = new VFile({ path: 'book.yaml' })
    checkPdf((await makePdf(world, bad, sixByNine)).bytes, file)
    const messages = file.messages.map(({ ruleId, reason }) => `${ruleId} ${reason}`)
    expect(messages.join('\n')).toMatch(
      /^inaccessible-pdf .*figures without alternative text, first on page \d+ .*13-004/m,
    )
  })
})

const without = (catalog: Facts['catalog'], key: string) =>
  new Map([...catalog].filter(([one]) => one !== key))

const rename = ({ elements }: Facts, from: string, to: string): Element[] => {
  const renamed = new Map<Element, Element>()
  const copy = (element: Element): Element => {
    const known = renamed.get(element)
    if (known) return known
    const own = {
      ...element,
      role: element.role === from ? to : element.role,
      kids: element.kids.map((kid) => ('role' in kid ? copy(kid) : kid)),
    }
    renamed.set(element, own)
    return own
  }
  return elements.map(copy)
}

const strip = ({ elements }: Facts, role: string, key: string, most = 99): Element[] => {
  let left = most
  return elements.map((element) =>
    element.role === role && left-- > 0
      ? { ...element, dictionary: without(element.dictionary, key) }
      : element,
  )
}
