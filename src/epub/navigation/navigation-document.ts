/** `toc.xhtml`: contents, figures, tables and landmarks (EPUB 3.3, §7). */
import type { ContentsEntry, Label, LabelKind, MarkedUpBook } from '../../book/book.js'
import { nameNumber, wordsFor } from '../../book/words.js'
import { epubWordsFor } from '../epub-words.js'
import type { PageTarget } from '../pages/place-page-breaks.js'
import type { Plan } from '../plan-files.js'
import { placeOf } from '../to-link.js'
import { xhtmlDocument } from '../xhtml/document.js'
import { escapeText, escapeValue } from '../xhtml/escape.js'
import { entryTitle } from './entry-title.js'
import type { Landmark } from './list-landmarks.js'

/** Lists of things with numbers: what they hold and how EPUB calls them. */
const lists: readonly { kind: LabelKind; type: string; name: 'figures' | 'tables' | 'listings' }[] =
  [
    { kind: 'figure', type: 'loi', name: 'figures' },
    { kind: 'table', type: 'lot', name: 'tables' },
    { kind: 'listing', type: 'listings', name: 'listings' },
  ]

/** Write the navigation document. */
export function navigationDocument(
  book: MarkedUpBook,
  plan: Plan,
  landmarks: readonly Landmark[],
  pages: readonly PageTarget[] = [],
): string {
  const { language } = book.configuration.metadata
  const title = wordsFor(language).contents
  const entries = contentsItems(book.contents, plan, language)
  return xhtmlDocument({
    title,
    language,
    body: [
      `<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n<h1 id="toc-title">${escapeText(title)}</h1>`,
      // A list must have an item: a book without headings still has a beginning.
      `<ol>\n${entries || landmarkItem(landmarks.at(-1)!, false)}</ol>\n</nav>`,
      ...lists.map(({ kind, type, name }) =>
        labelList(book, plan, kind, type, epubWordsFor(language)[name]),
      ),
      landmarkList(landmarks, epubWordsFor(language).guide),
      pageList(pages, epubWordsFor(language).pages),
    ]
      .filter(Boolean)
      .join('\n'),
  })
}

function contentsItems(entries: readonly ContentsEntry[], plan: Plan, language: string): string {
  return entries.map((entry) => contentsItem(entry, plan, language)).join('')
}

function contentsItem(entry: ContentsEntry, plan: Plan, language: string): string {
  const inside = contentsItems(entry.children, plan, language)
  const place = placeOf(entry.id, plan)
  // What the EPUB leaves out gives its place in the list to what is under it.
  if (place === undefined) return inside
  const link = `<a href="${escapeValue(place)}">${escapeText(entryTitle(entry, language))}</a>`
  return `<li>${link}${inside && `\n<ol>\n${inside}</ol>\n`}</li>\n`
}

function labelList(
  book: MarkedUpBook,
  plan: Plan,
  kind: LabelKind,
  type: string,
  title: string,
): string {
  const items = [...book.labels.values()]
    .filter((label) => label.kind === kind && label.number !== undefined && !label.isPart)
    .map((label) =>
      labelItem(label, plan, wordsFor(book.configuration.metadata.language)[kind as 'figure']),
    )
    .filter(Boolean)
  if (items.length === 0) return ''
  const id = `list-of-${kind}s`
  return (
    `<nav epub:type="${type}" id="${id}" aria-labelledby="${id}-title">\n` +
    `<h2 id="${id}-title">${escapeText(title)}</h2>\n<ol>\n${items.join('')}</ol>\n</nav>`
  )
}

function labelItem(label: Label, plan: Plan, word: string): string {
  const place = placeOf(label.id, plan)
  if (place === undefined) return ''
  const named = nameNumber(word, label.number ?? '').replace('\u00a0', ' ')
  const text = `${named}${label.title.trim() && `: ${label.title.trim()}`}`
  return `<li><a href="${escapeValue(place)}">${escapeText(text)}</a></li>\n`
}

function landmarkList(landmarks: readonly Landmark[], title: string): string {
  return (
    `<nav epub:type="landmarks" id="landmarks" hidden="hidden" aria-labelledby="landmarks-title">\n` +
    `<h2 id="landmarks-title">${escapeText(title)}</h2>\n<ol>\n` +
    `${landmarks.map((landmark) => landmarkItem(landmark, true)).join('')}</ol>\n</nav>`
  )
}

const landmarkItem = ({ type, title, href }: Landmark, isTyped: boolean): string =>
  `<li><a${isTyped ? ` epub:type="${type}"` : ''} href="${escapeValue(href)}">${escapeText(title)}</a></li>\n`

function pageList(pages: readonly PageTarget[], title: string): string {
  if (pages.length === 0) return ''
  const items = pages.map(
    ({ folio, href }) => `<li><a href="${escapeValue(href)}">${escapeText(folio)}</a></li>\n`,
  )
  return (
    `<nav epub:type="page-list" role="doc-pagelist" id="page-list" hidden="hidden" aria-labelledby="page-list-title">\n` +
    `<h2 id="page-list-title">${escapeText(title)}</h2>\n<ol>\n${items.join('')}</ol>\n</nav>`
  )
}
