/** Set the signs of a book as a typesetter would: never in code, formulas, addresses; a second run changes nothing. */
import type { Element, Root, RootContent } from 'hast'
import type { Paragraph, PhrasingContent } from 'mdast'
import type { ContentsEntry, MarkedUpBook } from '../book/book.js'
import { visit } from '../book/visit.js'
import { type Manner, mannersOf, usual } from './manner.js'
import { setText } from './set-text.js'

/** What keeps its signs as they are. */
const verbatim = new Set([
  'code',
  'pre',
  'kbd',
  'samp',
  'var',
  'math',
  'svg',
  'script',
  'style',
  'textarea',
  'tt',
])

/** Elements that start a text of their own: a quotation does not reach over them. */
const blocks = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'dt',
  'dd',
  'td',
  'th',
  'figcaption',
  'caption',
  'section',
  'div',
  'aside',
  'blockquote',
  'figure',
  'header',
  'article',
  'table',
  'tr',
  'tbody',
  'thead',
  'ul',
  'ol',
  'dl',
  'summary',
  'details',
  'address',
  'hr',
  'footer',
])

/** Set all chapters and every title; the trees are changed in place. */
export function setType(book: MarkedUpBook): MarkedUpBook {
  const { language } = book.configuration.metadata
  const mannerOf = mannersOf(book.configuration.typography)
  for (const chapter of book.chapters) setTree(chapter.hast, chapter.language, mannerOf)
  const setEntry = (entry: ContentsEntry): ContentsEntry => ({
    ...entry,
    title: setTitle(entry.title, mannerOf(language)),
    titleText: setLine(entry.titleText, mannerOf(language)),
    children: entry.children.map(setEntry),
  })
  return {
    ...book,
    chapters: book.chapters.map((chapter) => ({
      ...chapter,
      title: setTitle(chapter.title, mannerOf(chapter.language)),
      titleText: setLine(chapter.titleText, mannerOf(chapter.language)),
    })),
    contents: book.contents.map(setEntry),
    labels: new Map(
      [...book.labels].map(([id, label]) => [
        id,
        { ...label, title: setLine(label.title, mannerOf(language)) },
      ]),
    ),
  }
}

/** Set a line of plain text. */
function setLine(line: string, manner: Manner | undefined): string {
  return manner ? setText(line, '', '', manner, false).text : line
}

/** Set a title that is still mdast: contents and running heads are made of it. */
function setTitle(
  title: readonly PhrasingContent[],
  manner: Manner | undefined,
): PhrasingContent[] {
  const set = structuredClone([...title])
  if (!manner) return set
  const run: Piece[] = []
  visit({ type: 'paragraph', children: set } as Paragraph, (node) => {
    if (node.type === 'text') run.push({ node, manner })
    else if ('value' in node) run.push({ node: { value: opaque }, manner: undefined })
  })
  setRun(run)
  return set
}

/** A text of a run, with the manner of its language. */
interface Piece {
  readonly node: { value: string }
  readonly manner: Manner | undefined
}

/** Set one tree. */
export function setTree(
  tree: Root,
  language: string,
  mannerOf: (language: string) => Manner | undefined = mannersOf(usual),
): void {
  const run: Piece[] = []
  const flush = () => {
    setRun(run)
    run.length = 0
  }
  const walk = (nodes: readonly RootContent[], manner: Manner | undefined) => {
    for (const node of nodes) {
      if (node.type === 'text') run.push({ node, manner })
      else if (node.type === 'element') walkElement(node, manner)
    }
  }
  const walkElement = (node: Element, manner: Manner | undefined) => {
    // A sign that stands for what is not text: quotes beside it know that a word is there.
    if (verbatim.has(node.tagName)) {
      run.push({ node: { value: opaque }, manner: undefined })
      return
    }
    const { lang, className } = node.properties
    const isAsTyped = Array.isArray(className) && className.includes('as-typed')
    const own = isAsTyped ? undefined : lang ? mannerOf(String(lang)) : manner
    const isBlock = blocks.has(node.tagName)
    if (isBlock) flush()
    if (node.tagName === 'br') run.push({ node: { value: '\n' }, manner: undefined })
    walk(node.children, own)
    if (isBlock) flush()
  }
  walk(tree.children, mannerOf(language))
  flush()
}

/** Stands for code and formulas inside a sentence (object replacement character). */
const opaque = '\ufffc'

function setRun(run: readonly Piece[]): void {
  let isOpen = false
  run.forEach(({ node, manner }, index) => {
    if (!manner) return
    const before = run[index - 1]?.node.value.at(-1) ?? ''
    const after = run[index + 1]?.node.value[0] ?? ''
    const set = setText(node.value, before, after, manner, isOpen)
    isOpen = set.isOpen
    node.value = set.text
  })
}
