/**
 * Kobo's EPUB, the KEPUB: every sentence stands in a span with an id, by which the device remembers places,
 * counts pages and highlights. Marked as kepubify does (MIT; `kepub/transform.go`).
 */
import type { Element, ElementContent, Root } from 'hast'
import { isOnlyPrint } from '../xhtml/to-xhtml.js'
import type { Profile } from './profile.js'

export const kobo: Profile = {
  // Kobo's contents show three levels (Kobo ePub Guidelines, "Table of Contents").
  contentsDepth: 3,
  ncxDepth: Number.POSITIVE_INFINITY,
  setsText: true,
  math: 'mathml',
  isRaster: false,
  plays: true,
  adapt: addKoboSpans,
  style: (css) => `${withoutViewport(css)}\n${innerRule}\n`,
}

/** Margins are the reader's to set. */
const innerRule = 'div#book-inner { margin-top: 0; margin-bottom: 0; }'

/** Lengths in parts of the screen come out wrong on Kobo (Standard Ebooks, `se build --kobo`). */
const withoutViewport = (css: string): string =>
  css.replace(/[\w-]+\s*:[^;{}]*\d(?:vh|vw|vmin|vmax)\b[^;{}]*;?/g, '')

/** What has no sentences, or whose text is not the book's to mark. */
const unmarked = new Set('math svg pre picture script style audio video'.split(' '))

/** Elements at which the numbers of sentences begin again. */
const paragraphs = new Set('p ol ul table h1 h2 h3 h4 h5 h6'.split(' '))

/** Where the numbers stand: `kobo.<paragraph>.<sentence>`, both from 1. */
interface Count {
  paragraph: number
  sentence: number
  /** The next span opens a paragraph. */
  opensNext: boolean
  readonly sentences: Intl.Segmenter
}

/**
 * Mark the sentences of a file. Same text, same ids; nothing is added to or taken from the text.
 *
 * @param language BCP 47 tag, by which sentences are told apart
 */
export function addKoboSpans(tree: Root, language: string): Root {
  const count: Count = {
    paragraph: 0,
    sentence: 0,
    opensNext: true,
    sentences: segmenterFor(language),
  }
  const inner = box('book-inner', markAll(tree.children as ElementContent[], count))
  return { type: 'root', children: [box('book-columns', [inner])] }
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language)
  if (known) return known
  // A tag that Intl refuses has no rules of its own.
  const tag = isTag(language) ? language : 'en'
  const made = new Intl.Segmenter(tag, { granularity: 'sentence' })
  segmenters.set(language, made)
  return made
}

function isTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0
  } catch {
    return false
  }
}

const box = (id: string, children: ElementContent[]): Element => ({
  type: 'element',
  tagName: 'div',
  properties: { id },
  children,
})

function markAll(nodes: readonly ElementContent[], count: Count): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return markText(node.value, count)
    return node.type === 'element' ? [markElement(node, count)] : [node]
  })
}

function markElement(node: Element, count: Count): Element {
  if (unmarked.has(node.tagName) || isOnlyPrint(node)) return node
  if (node.tagName === 'img') {
    count.paragraph += 1
    count.sentence = 0
    count.opensNext = false
    return span([node], count)
  }
  if (paragraphs.has(node.tagName)) count.opensNext = true
  const children = markAll(node.children, count)
  // Kobo shows the arrow that turns as a coloured sign (Standard Ebooks, `se build --kobo`).
  return { ...node, children: isBackLink(node) ? children.map(straighten) : children }
}

const isBackLink = (node: Element): boolean => node.properties.role === 'doc-backlink'

function straighten(node: ElementContent): ElementContent {
  if (node.type === 'text') return { ...node, value: node.value.replaceAll('↩', '←') }
  return node.type === 'element' ? { ...node, children: node.children.map(straighten) } : node
}

/** Space between elements is no sentence. Sentences keep the space that follows them. */
function markText(text: string, count: Count): ElementContent[] {
  if (text.trim() === '') return [{ type: 'text', value: text }]
  return [...count.sentences.segment(text)].map(({ segment }) =>
    segment.trim() === ''
      ? { type: 'text', value: segment }
      : span([{ type: 'text', value: segment }], count),
  )
}

function span(children: ElementContent[], count: Count): Element {
  if (count.opensNext) {
    count.paragraph += 1
    count.sentence = 0
    count.opensNext = false
  }
  count.sentence += 1
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: ['koboSpan'], id: `kobo.${count.paragraph}.${count.sentence}` },
    children,
  }
}
