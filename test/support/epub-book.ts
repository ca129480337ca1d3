/** A marked-up book that holds every construct, without the stages before it. */
import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { VFile } from 'vfile'
import type {
  Asset,
  ContentsEntry,
  Label,
  MarkedUpBook,
  MarkedUpChapter,
} from '../../src/book/book.js'
import type { Configuration, EpubEdition, Metadata } from '../../src/book/configuration.js'

export const metadata: Metadata = {
  title: 'Nets & <Gradients>',
  subtitle: 'A “Test” of Everything',
  creators: [
    { name: 'Ada Byron', sortName: 'Byron, Ada', role: 'aut' },
    { name: 'Karl Öst', sortName: 'Öst, Karl', role: 'ill' },
  ],
  language: 'en-GB',
  publisher: 'Octavo Press',
  date: '2026-03',
  rights: '© 2026 Ada Byron',
  description: 'Says 1 < 2 & more.',
  subjects: ['Machine learning', 'Typography'],
  subjectCodes: [
    { name: 'Typography', authority: 'BISAC', term: 'DES007050' },
    { name: 'Typography', authority: 'Thema', term: 'AKDF' },
  ],
  edition: 'Second edition',
  conformance: {
    standard: 'EPUB Accessibility 1.1 - WCAG 2.2 Level AA',
    certifiedBy: 'Ada Byron',
    credential: 'IAAP CPACC',
    report: 'https://example.com/report',
  },
  series: { name: 'Small Books', position: 2 },
  isbn: { epub: '9780306406157' },
  source: 'https://example.com/',
}

export const epubEdition: EpubEdition = {
  kind: 'epub',
  audience: [],
  name: 'epub',
  profile: 'epub',
  theme: 'default',
  embedFonts: true,
  pictureLimits: { pixels: 4e6, bytes: 1.5e6 },
}

const configuration: Configuration = {
  metadata,
  manuscript: [],
  editions: [epubEdition],
  numbering: { chapters: true, depth: 2 },
  references: { page: 'never' },
  contents: { figures: false, tables: false, listings: false, depth: 2 },
  bibliography: [],
  citationStyle: 'author-date',
  indexes: {},
  variables: {},
  typography: {
    quotes: true,
    dashes: true,
    ellipses: true,
    spaces: true,
    ranges: true,
    fractions: false,
  },
  solutions: 'here',
  math: { macros: {} },
  code: { maxColumns: 80, lineNumbers: false },
  images: { remote: false, maxBytes: 1e7 },
  styles: [],
  footnotes: { place: 'page', numbering: 'chapter' },
  narration: [],
  admonitions: {},
}

/** The smallest PNG: one grey pixel. */
export const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
)

/** Parse a fragment of HTML, with `epub-type` for `epub:type` and MathML as one raw child, as markup makes it. */
export function parse(html: string): Root {
  const root = fromHtml(html, { fragment: true })
  visit(root, (element) => {
    const type = element.properties.dataEpubType
    if (type !== undefined) {
      element.properties.epubType = type
      delete element.properties.dataEpubType
    }
  })
  return root
}

function visit(node: Root | Element, run: (element: Element) => void): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    run(child)
    visit(child, run)
  }
}

/** A formula as markup makes it. */
const formula = (tex: string, xml: string, display: string): Element => ({
  type: 'element',
  tagName: 'math',
  properties: { alttext: tex, display },
  children: [{ type: 'raw', value: xml }],
})

export interface Draft {
  id: string
  title: string
  html: string
  role?: string
  matter?: 'front' | 'body' | 'back'
  kind?: 'part' | 'chapter' | 'generated'
  number?: string
}

export function chapterOf(draft: Draft): MarkedUpChapter {
  const { id, title, html, role = 'chapter', matter = 'body', kind = 'chapter', number } = draft
  const hast = parse(
    `<section id="${id}" class="${role}" ${role === 'chapter' ? 'role="doc-chapter" data-epub-type="chapter"' : ''}>${html}</section>`,
  )
  visit(hast, (element) => {
    if (element.tagName !== 'x-math') return
    const tex = String(element.properties.title)
    Object.assign(element, formula(tex, '<mrow><mi>x</mi><mo>&lt;</mo><mn>2</mn></mrow>', 'inline'))
  })
  return {
    id,
    kind,
    role,
    matter,
    depth: kind === 'part' ? 0 : 1,
    title: [{ type: 'text', value: title }],
    titleText: title,
    ...(number === undefined ? {} : { number }),
    file: new VFile({ path: `${id}.md` }),
    path: `${id}.md`,
    language: 'en-GB',
    tree: { type: 'root', children: [] },
    hast,
  }
}

const everything = `
<header class="opener"><p class="ordinal">Chapter 1</p><h1>All &lt;things&gt;</h1></header>
<p>A claim<a id="call-1" href="#note-1" class="callout" role="doc-noteref" data-epub-type="noteref">1</a>, a <x-math title="x &lt; 2">m</x-math>, a <a href="#two">link</a>, a <a href="https://example.com/a|b">web page</a>, <code>code</code>, <em>stress</em> and <strong>weight</strong>; <a href="#ref-a" class="citation" role="doc-biblioref">Byron 1843</a>.</p>
<section id="sec"><h2><span class="number">1.1</span> Things</h2>
<figure id="fig-1" class="figure"><img src="images/dot.png" alt="One grey dot" width="1" height="1"><figcaption><span class="caption-label">Figure 1.1</span> A dot</figcaption></figure>
<figure class="figure"><svg viewBox="0 0 10 10" role="img" aria-label="A line"><path d="M0 0L10 10" stroke="currentColor"/></svg></figure>
<table id="tab-1"><caption><span class="caption-label">Table 1.1</span> Sizes</caption><thead><tr><th scope="col">a</th><th scope="col" class="align-right">b</th></tr></thead><tbody><tr><td>1</td><td class="align-right">2</td></tr></tbody></table>
<figure id="lst-1" class="listing"><figcaption><span class="caption-label">Listing 1.1</span> Code</figcaption><pre class="code" tabindex="0"><code class="language-rust"><span class="line"><span class="token-keyword">let</span> x = a &amp;&amp; b;</span>
</code></pre></figure>
<div id="eq-1" class="equation"><x-math title="y">m</x-math><span class="equation-number">(1.1)</span></div>
<aside class="admonition warning" role="note"><p class="admonition-title">Warning</p><p>Mind the gap.</p></aside>
<div class="verse"><p class="stanza"><span class="verse-line">One</span><span class="verse-line indent-2">Two</span></p></div>
<dl><dt>Term</dt><dd>What it is</dd></dl>
<ul class="task-list"><li class="done"><span class="check" role="img" aria-label="done">☑</span> Done</li></ul>
<blockquote lang="fr"><p>Bonjour</p></blockquote>
<p class="only-print">On paper</p><div class="page-break"></div></section>
<section class="notes" role="doc-endnotes" data-epub-type="footnotes"><h2>Notes</h2><aside id="note-1" class="note" role="doc-footnote" data-epub-type="footnote"><p><a class="back-link" role="doc-backlink" href="#call-1">1</a> A note.</p></aside></section>`

const drafts: Draft[] = [
  {
    id: 'half-title',
    title: 'Half-title',
    role: 'half-title',
    matter: 'front',
    kind: 'generated',
    html: '',
  },
  {
    id: 'title-page',
    title: 'Title page',
    role: 'title-page',
    matter: 'front',
    kind: 'generated',
    html: '<p class="book-title">Nets &amp; &lt;Gradients></p>',
  },
  {
    id: 'part-one',
    title: 'Part',
    kind: 'part',
    role: 'part',
    number: 'I',
    html: '<header class="opener"><h1>Part</h1></header>',
  },
  { id: 'one', title: 'All <things>', number: '1', html: everything },
  {
    id: 'two',
    title: 'Two',
    number: '2',
    html: '<header class="opener"><h1>Two</h1></header><p>Back to <a href="#fig-1">Figure 1.1</a> and <a href="#one">One</a>.</p>',
  },
  {
    id: 'bibliography',
    title: 'Bibliography',
    role: 'bibliography',
    matter: 'back',
    kind: 'generated',
    html: '<h1>Bibliography</h1><div id="ref-a" class="reference" role="doc-biblioentry">Byron, A. 1843.</div>',
  },
]

const entry = (chapter: MarkedUpChapter, children: ContentsEntry[] = []): ContentsEntry => ({
  id: chapter.id,
  chapterId: chapter.id,
  ...(chapter.number === undefined ? {} : { number: chapter.number }),
  title: chapter.title,
  titleText: chapter.titleText,
  kind: chapter.kind === 'part' ? 'part' : 'chapter',
  matter: chapter.matter,
  children,
})

const label = (id: string, kind: Label['kind'], title: string): [string, Label] => [
  id,
  { id, kind, number: '1.1', title, chapterId: 'one' },
]

/** Make the book. */
export function everyConstruct(): MarkedUpBook {
  const chapters = drafts.map(chapterOf)
  const half = chapters[0]!.hast.children[0] as Element
  half.properties.className = ['half-title', 'only-print']
  const [, , part, one, two, bibliography] = chapters as [
    MarkedUpChapter,
    MarkedUpChapter,
    MarkedUpChapter,
    MarkedUpChapter,
    MarkedUpChapter,
    MarkedUpChapter,
  ]
  const section: ContentsEntry = {
    ...entry(one),
    id: 'sec',
    number: '1.1',
    titleText: 'Things',
    kind: 'section',
  }
  const dot: Asset = {
    name: 'images/dot.png',
    mediaType: 'image/png',
    bytes: onePixel,
    width: 1,
    height: 1,
  }
  return bookOf(chapters, {
    contents: [entry(part, [entry(one, [section]), entry(two)]), entry(bibliography)],
    labels: new Map([
      label('fig-1', 'figure', 'A dot'),
      label('tab-1', 'table', 'Sizes'),
      label('lst-1', 'listing', ''),
    ]),
    assets: new Map([
      [dot.name, dot],
      ['images/unused.png', { ...dot, name: 'images/unused.png' }],
    ]),
  })
}

/** Make a book of some chapters. */
export function bookOf(
  chapters: readonly MarkedUpChapter[],
  more: Partial<MarkedUpBook> = {},
  changed: Partial<Metadata> = {},
): MarkedUpBook {
  return {
    configuration: { ...configuration, metadata: { ...metadata, ...changed } },
    chapters,
    contents: chapters.map((chapter) => entry(chapter)),
    labels: new Map(),
    assets: new Map(),
    idOwners: new Map(),
    ...more,
  } as MarkedUpBook
}
