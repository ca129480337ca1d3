/** The HTML of the whole book, as the browser lays it out. */
import type { Element, ElementContent, Root } from 'hast'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import type { MarkedUpBook, MarkedUpChapter } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import type { Copyfitting } from '../book/copyfitting.js'
import { directionOf, setDirections } from '../book/direction.js'
import { displayPages } from '../book/display-pages.js'
import { fitCopy } from './fit-copy.js'
import { guardBreaks } from './guard-breaks.js'
import { hyphenate, loadPatterns } from './hyphenate.js'
import { languagesOf } from './languages-of.js'
import { contentsId, makeContents, makeLists } from './make-contents.js'
import { makeChapterNotes, makeNotesChapter, notesId, printContents } from './make-notes-chapter.js'
import { markInitial } from './mark-initials.js'
import { markOrdinal } from './mark-ordinal.js'
import { hasSideNotes } from './page-rules.js'
import { setInColumns } from './set-in-columns.js'
import { takeFloats } from './take-floats.js'
import { holdsNotes, takeNotes } from './take-notes.js'
import { tieCaptions } from './tie-captions.js'
import { toPrintTree } from './to-print-tree.js'

/** Write the document. Every chapter of depth 0 or 1 opens a page; deeper ones flow on. */
export async function toPrintHtml(
  book: MarkedUpBook,
  edition: PrintEdition,
  css: string,
  copyfitting?: Copyfitting,
): Promise<PrintDocument> {
  const { metadata } = book.configuration
  const patterns = edition.hyphenate ? await loadPatterns(languagesOf(book)) : new Map()
  const direction = directionOf(metadata.language)
  const contentsAt = book.chapters.findIndex((chapter) => !displayPages.has(chapter.role))
  const columns: PrintColumn[] = []
  const titles = new Map<string, string>()
  book.chapters.forEach((chapter, index) => {
    if (index === contentsAt) columns.push(...contentsColumns(book))
    const tree = toPrintTree(chapter, index)
    setDirections(tree, direction)
    if (edition.theme !== 'default') markOrdinal(tree, chapter.number)
    if (edition.dropCaps && hasInitial(chapter)) markInitial(tree)
    if (copyfitting) fitCopy(tree, chapter, edition, book.labels, copyfitting)
    guardBreaks(tree)
    tieCaptions(tree)
    if (edition.hyphenate && !displayPages.has(chapter.role))
      hyphenate(tree, chapter.language, patterns)
    if (opensPage(chapter) || columns.length === 0)
      columns.push({ id: chapter.id, sections: [], notes: [], floats: [] })
    const column = columns.at(-1)!
    const notes = takeNotes(tree)
    const floats = takeFloats(tree, notes, edition.floats, chapter.id)
    keepLanguage([...notes, ...floats], chapter, metadata.language)
    column.floats.push(...floats)
    column.notes.push(...notes)
    titles.set(column.id, titles.get(column.id) ?? chapter.titleText)
    column.sections.push(...(tree.children as ElementContent[]))
  })
  moveNotes(book, columns, titles)
  for (const column of columns) setInColumns(book, column)
  const classes = [
    ...(edition.justify ? ['justify'] : []),
    ...(hasSideNotes(book, edition) ? ['notes-beside'] : []),
  ]
  const language = escapeHtml(metadata.language)
  const links = serialise({ type: 'root', children: [destinationLinks(book)] })
  return {
    head: `<!DOCTYPE html>
<html lang="${language}"${direction === 'rtl' ? ' dir="rtl"' : ''}><head><meta charset="utf-8"><title>${escapeHtml(metadata.title)}</title>
<style>${css.replaceAll('</style', '<\\/style')}</style></head>
<body>${links}<main class="${classes.join(' ')}">`,
    columns: columns.map((column) => serialise({ type: 'root', children: toElements(column) })),
    foot: '</main></body></html>\n',
  }
}

/** The HTML of a book, in pieces that can be laid out apart. */
export interface PrintDocument {
  readonly head: string
  /** One for each column, in order. */
  readonly columns: readonly string[]
  readonly foot: string
}

/** Write the document with some of its columns, or with all. */
export const joinDocument = (
  { head, columns, foot }: PrintDocument,
  from = 0,
  to = columns.length,
): string => head + columns.slice(from, to).join('') + foot

/** What leaves its chapter keeps the language and the direction that it had there. */
function keepLanguage(
  things: readonly Element[],
  { language }: MarkedUpChapter,
  around: string,
): void {
  if (language === around) return
  const direction = directionOf(language)
  for (const { properties } of things) {
    properties.lang ??= language
    if (direction !== directionOf(around)) properties.dir ??= direction
  }
}

/** Give notes that do not stand with their call a place in the text. */
function moveNotes(
  book: MarkedUpBook,
  columns: PrintColumn[],
  titles: ReadonlyMap<string, string>,
): void {
  const { footnotes, metadata } = book.configuration
  if (footnotes.place !== 'chapter' && footnotes.place !== 'book') return
  const taken = columns.flatMap((column) => {
    const notes = column.notes.splice(0)
    if (notes.length === 0) return []
    if (footnotes.place === 'chapter') {
      column.sections.push(makeChapterNotes(notes, metadata.language))
      return []
    }
    return [{ title: titles.get(column.id) ?? '', notes }]
  })
  if (taken.length === 0) return
  const sources = book.chapters.find(({ role }) => role === 'bibliography' || role === 'index')
  const at = columns.findIndex(({ id }) => id === sources?.id)
  const own = { id: notesId, sections: [makeNotesChapter(book, taken)], notes: [], floats: [] }
  columns.splice(at < 0 ? columns.length : at, 0, own)
}

/** What stands on pages of its own: a chapter with the files nested under it. */
interface PrintColumn {
  readonly id: string
  readonly sections: ElementContent[]
  readonly notes: Element[]
  readonly floats: Element[]
}

/** The contents and the lists that follow them, each on pages of its own. */
function contentsColumns(book: MarkedUpBook): PrintColumn[] {
  const hasNotes = book.chapters.some(({ hast }) => holdsNotes(hast))
  const sections = [
    ...(book.contents.length > 0 ? [makeContents(book, printContents(book, hasNotes))] : []),
    ...makeLists(book),
  ]
  return sections.map((section) => ({
    id: String(section.properties.id),
    sections: [section],
    notes: [],
    floats: [],
  }))
}

/** A column, its notes and its floats, apart: each is laid out at its own width before there are pages. */
function toElements({ id, sections, notes, floats }: PrintColumn): Element[] {
  const part = (properties: Element['properties'], children: ElementContent[]): Element => ({
    type: 'element',
    tagName: 'div',
    properties,
    children,
  })
  const column = part({ className: ['column'], dataColumn: id }, sections)
  const apart = (name: string, children: ElementContent[]) =>
    children.length > 0 ? [part({ className: [name], dataOf: id }, children)] : []
  return [column, ...apart('column-notes', notes), ...apart('column-floats', floats)]
}

/** Chromium writes a destination for every id that a link names, be the link hidden (notes §2). */
function destinationLinks(book: MarkedUpBook): Element {
  const opening = book.chapters.filter(opensPage).map(({ id }) => id)
  return {
    type: 'element',
    tagName: 'nav',
    properties: { hidden: true },
    children: [...opening, contentsId].map((id) => ({
      type: 'element',
      tagName: 'a',
      properties: { href: `#${id}` },
      children: [],
    })),
  }
}

/** True for a chapter that may open with a large initial: text, not a list of any kind. */
const hasInitial = ({ depth, role, matter, kind, number }: MarkedUpChapter): boolean =>
  depth === 1 &&
  kind === 'chapter' &&
  !displayPages.has(role) &&
  (matter !== 'back' || number !== undefined)

/** True for a chapter that opens a page of its own. */
export const opensPage = (chapter: Pick<MarkedUpChapter, 'depth'>): boolean => chapter.depth <= 1

/** MathML is the one raw text in the tree; `markup/` made it and vouches for it. */
const stringifier = unified().use(rehypeStringify, { allowDangerousHtml: true }).freeze()
const serialise = (tree: Root): string => stringifier.stringify(tree)

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`)
