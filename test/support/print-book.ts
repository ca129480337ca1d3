/** Books for the print edition: hast in, a MarkedUpBook out, and the real browser to print it. */
import type { Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { VFile } from 'vfile'
import type { Asset, ContentsEntry, MarkedUpBook, MarkedUpChapter } from '../../src/book/book.js'
import type { Configuration, PrintEdition } from '../../src/book/configuration.js'
import { points } from '../../src/book/length.js'

/** The default page. */
export const sixByNine: PrintEdition = {
  kind: 'print',
  name: 'print',
  audience: [],
  trim: { width: points(432), height: points(648) },
  margins: { top: points(57), bottom: points(64.5), inside: points(63), outside: points(51) },
  fontSize: points(10),
  leading: points(13.5),
  hyphenate: true,
  justify: true,
  openers: 'recto',
  runningHeads: 'last',
  openerFolios: 'foot',
  baselineGrid: true,
  pageDepth: 'white',
  floats: [],
  bleed: points(0),
  cropMarks: false,
  ownInside: false,
  dropCaps: false,
  theme: 'default',
  notesPlace: 'page',
}

export const configuration: Configuration = {
  metadata: {
    title: 'A Book & Its Pages',
    creators: [{ name: 'Ada Prüfer', sortName: 'Prüfer, Ada', role: 'aut' }],
    language: 'en',
    date: '2026-03-01',
    subjects: ['Printing', 'Tests'],
    description: 'What stands on a page.',
    isbn: {},
  },
  manuscript: [],
  editions: [sixByNine],
  numbering: { chapters: true, depth: 2 },
  contents: { depth: 2, figures: false, tables: false, listings: false },
  references: { page: 'never' },
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
  code: { maxColumns: 66, lineNumbers: false },
  images: { remote: false, maxBytes: 1e7 },
  styles: [],
  footnotes: { place: 'page', numbering: 'chapter' },
  narration: [],
  admonitions: {},
}

interface Given {
  readonly id: string
  readonly html: string
  readonly title?: string
  readonly role?: string
  readonly matter?: MarkedUpChapter['matter']
  readonly depth?: number
  /** True for a chapter whose heading has the class `columns`. */
  readonly inColumns?: boolean
  readonly sections?: readonly { id: string; title: string }[]
}

/** Make a book of chapters given as HTML; the section around each is added. */
export function bookOf(given: readonly Given[], assets: readonly Asset[] = []): MarkedUpBook {
  const chapters = given.map(toChapter)
  const contents = given
    .filter(({ matter, role }) => matter !== 'front' || role === 'preface')
    .map(
      (one, index): ContentsEntry => ({
        ...entryOf(one.id, one.id, one.title ?? one.id, 'chapter'),
        number: String(index + 1),
        children: (one.sections ?? []).map(({ id, title }) =>
          entryOf(id, one.id, title, 'section'),
        ),
      }),
    )
  return {
    configuration,
    chapters,
    contents,
    labels: new Map(),
    assets: new Map(assets.map((asset) => [asset.name, asset])),
    idOwners: new Map(),
  }
}

function entryOf(
  id: string,
  chapterId: string,
  title: string,
  kind: ContentsEntry['kind'],
): ContentsEntry {
  return {
    id,
    chapterId,
    title: [{ type: 'text', value: title }],
    titleText: title,
    kind,
    matter: 'body',
    children: [],
  }
}

function toChapter({
  id,
  html,
  title = id,
  role = 'chapter',
  matter = 'body',
  depth = 1,
  inColumns = false,
}: Given): MarkedUpChapter {
  const header =
    matter === 'front'
      ? ''
      : `<header class="opener"><p class="ordinal">Chapter</p><h1>${title}</h1></header>`
  const classes = inColumns ? `${role} columns` : role
  const hast = fromHtml(`<section id="${id}" class="${classes}">${header}${html}</section>`, {
    fragment: true,
  }) as Root
  return {
    id,
    role,
    matter,
    depth,
    hast,
    kind: 'chapter',
    title: [{ type: 'text', value: title }],
    titleText: title,
    file: new VFile({ path: `${id}.md`, value: html }),
    path: `${id}.md`,
    language: 'en',
    tree: { type: 'root', children: [] },
  }
}
