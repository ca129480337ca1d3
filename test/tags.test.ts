/** The tags of the PDF, read by a walker of our own that knows the specification and nothing of src/. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePdf } from '../src/print/make-pdf.js'
import { type ClosableWorld, createWorld } from '../src/world/create-world.js'
import { bookOf, sixByNine } from './support/print-book.js'
import { type Content, type Element, nameOf, openTagged, Reference } from './support/walk-tags.js'

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
<figure id="f" class="figure"><svg role="img" width="90" height="60"><title>A field</title><rect width="90" height="60"/></svg><figcaption>A figure</figcaption></figure>
<pre class="code"><code><span class="line">let x = 1</span></code></pre><blockquote><p>A quotation.</p></blockquote>
${`<p>${lorem.repeat(12)}</p>`.repeat(7)}</section><section class="notes"><h2>Notes</h2>${note(1)}${note(2)}</section>`

let world: ClosableWorld
let bytes: Uint8Array
let pdf: ReturnType<typeof openTagged>
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
  pdf = openTagged(bytes)
  const flatten = (element: Element): Element[] => [
    element,
    ...element.kids.flatMap((kid) => ('role' in kid ? flatten(kid) : [])),
  ]
  elements = pdf.readTree().flatMap(flatten)
  contents = pdf.readContents()
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
    const parents = pdf.readParents()
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
    expect(withRole('L')).toHaveLength(2)
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
    expect(words).toHaveLength(2)
    for (const alt of words) expect(alt).toBeTruthy()
  })

  test('a link holds its annotation, which leads back to it and says its words', () => {
    const parents = pdf.readParents()
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
