/** The pages of contents: what `book.contents` says, with a slot for each page number. */
import type { Element, ElementContent, RootContent } from 'hast'
import { toString as plainText } from 'hast-util-to-string'
import type { ContentsEntry, MarkedUpBook } from '../book/book.js'
import { wordsFor } from '../book/words.js'
import { toPhrasing } from './to-phrasing.js'
import { classesOf } from './to-print-tree.js'

/** Id of the contents' own section; no chapter can have it, ids of chapters start with a letter. */
export const contentsId = '_contents'

/** Make the section. Slots are `span.page-number[data-to=id]`, wide enough that a number does not move a line. */
export function makeContents(
  book: MarkedUpBook,
  contents: readonly ContentsEntry[] = book.contents,
): Element {
  const title = wordsFor(book.configuration.metadata.language).contents
  const isFlat = contents.every(({ kind, children }) =>
    (kind === 'part' ? children : [{ children }]).every((entry) => entry.children.length === 0),
  )
  return page(contentsId, title, isFlat ? ['is-flat'] : [], list(contents, 1))
}

const page = (id: string, title: string, classes: readonly string[], list: Element): Element =>
  element(
    'section',
    {
      id,
      className: ['contents', 'opens', ...classes],
      ...(id === contentsId && { role: 'doc-toc' }),
    },
    [
      element('header', { className: ['opener'] }, [
        element('h1', { className: ['contents-title'] }, [{ type: 'text', value: title }]),
      ]),
      list,
    ],
  )

function list(entries: readonly ContentsEntry[], level: number): Element {
  return element(
    'ol',
    {},
    entries.map((entry) => {
      // Chapters of a part look as chapters do elsewhere.
      const isPart = entry.kind === 'part'
      const below =
        entry.children.length > 0 ? [list(entry.children, isPart ? level : level + 1)] : []
      return element('li', {}, [
        line(entry, isPart ? ['part-entry'] : [`level-${Math.min(level, 4)}`]),
        ...below,
      ])
    }),
  )
}

function line(entry: ContentsEntry, classes: string[]): Element {
  const number =
    entry.number === undefined ? [] : [span('number', [{ type: 'text', value: entry.number }])]
  return element('a', { href: `#${entry.id}`, className: ['entry', ...classes] }, [
    ...number,
    span('title', [...toPhrasing(entry.title), span('leader', [])]),
    ...toNumber(entry.id),
  ])
}

const toNumber = (id: string): Element[] => [
  element('span', { className: ['page-number'], dataTo: id }, [{ type: 'text', value: '000' }]),
]

/** Ids of the lists that follow the contents, as `contents:` in `book.yaml` names them. */
export const listIds = { figures: '_figures', tables: '_tables', listings: '_listings' } as const

type ListName = keyof typeof listIds

/** The lists that a book has, each with its title, in their order. Empty ones are left out. */
export function makeLists(book: MarkedUpBook): Element[] {
  const { contents, metadata } = book.configuration
  const titles = wordsFor(metadata.language).lists
  const captioned = book.chapters.flatMap(({ hast }) => listCaptioned(hast.children))
  return (Object.keys(listIds) as ListName[]).flatMap((name) => {
    const entries = contents[name] ? captioned.filter((one) => one.list === name) : []
    if (entries.length === 0) return []
    return [page(listIds[name], titles[name], ['is-flat'], element('ol', {}, entries.map(toItem)))]
  })
}

interface Captioned {
  readonly list: ListName
  readonly id: string
  readonly number: string
  readonly caption: readonly ElementContent[]
}

/** List what has a number and a caption. */
function listCaptioned(nodes: readonly RootContent[]): Captioned[] {
  return nodes.flatMap((node): Captioned[] => {
    if (node.type !== 'element') return []
    if (classesOf(node).includes('subfigure')) return []
    const inner = listCaptioned(node.children)
    const isTable = node.tagName === 'table'
    if (!isTable && node.tagName !== 'figure') return inner
    const caption = node.children.find(
      (child): child is Element =>
        child.type === 'element' && (child.tagName === 'figcaption' || child.tagName === 'caption'),
    )
    const label = caption?.children.find(
      (child) => child.type === 'element' && classesOf(child).includes('caption-label'),
    )
    if (!caption || !label || typeof node.properties.id !== 'string') return inner
    const number = /\S+$/.exec(plainText(label).replaceAll('\u00a0', ' '))?.[0] ?? ''
    const words = caption.children.filter((child) => child !== label)
    const list = isTable ? 'tables' : classesOf(node).includes('listing') ? 'listings' : 'figures'
    return [
      { list, id: node.properties.id, number, caption: firstSentence(toWords(words)) },
      ...inner,
    ]
  })
}

/** Words and their emphasis, without links, notes or ids. */
function toWords(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node]
    if (
      classesOf(node).includes('credit') ||
      classesOf(node).includes('callout') ||
      node.tagName === 'img'
    )
      return []
    if (node.tagName === 'math') return [node]
    const children = toWords(node.children)
    const isEmphasis = /^(em|strong|code|sub|sup|cite|i|b)$/.test(node.tagName)
    return isEmphasis ? [element(node.tagName, {}, children)] : children
  })
}

/** A caption may be a paragraph; a list names things. */
function firstSentence(words: readonly ElementContent[]): ElementContent[] {
  // A line feed of the manuscript ends no sentence.
  const whole = plainText({ type: 'root', children: [...words] }).replace(/\s/g, ' ')
  const sentences = [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(whole)]
  let rest = sentences[0]?.segment.trimEnd().length ?? 0
  const cut = (nodes: readonly ElementContent[]): ElementContent[] =>
    nodes.flatMap((node): ElementContent[] => {
      if (rest <= 0) return []
      if (node.type === 'text') {
        const value = node.value.slice(0, rest)
        rest -= node.value.length
        return [{ ...node, value: rest <= 0 ? value.replace(/\.$/, '') : value }]
      }
      if (node.type !== 'element') return [node]
      if (node.tagName !== 'math') return [{ ...node, children: cut(node.children) }]
      rest -= plainText(node).length
      return [node]
    })
  return cut(words)
}

const toItem = ({ id, number, caption }: Captioned): Element =>
  element('li', {}, [
    element('a', { href: `#${id}`, className: ['entry', 'level-2'] }, [
      span('number', [{ type: 'text', value: number }]),
      span('title', [...caption, span('leader', [])]),
      ...toNumber(id),
    ]),
  ])

const span = (name: string, children: ElementContent[]): Element =>
  element('span', { className: [name] }, children)

function element(
  tagName: string,
  properties: Element['properties'],
  children: ElementContent[],
): Element {
  return { type: 'element', tagName, properties, children }
}
