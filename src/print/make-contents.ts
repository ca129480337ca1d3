/** The pages of contents: what `book.contents` says, with a slot for each page number. */
import type { Element, ElementContent } from 'hast'
import type { ContentsEntry, MarkedUpBook } from '../book/book.js'
import { wordsFor } from '../book/words.js'
import { toPhrasing } from './to-phrasing.js'

/** Id of the contents' own section; no chapter can have it, ids of chapters start with a letter. */
export const contentsId = '_contents'

/** Make the section. Slots are `span.page-number[data-to=id]`, wide enough that a number does not move a line. */
export function makeContents(book: MarkedUpBook): Element {
  const title = wordsFor(book.configuration.metadata.language).contents
  const isFlat = book.contents.every(({ kind, children }) =>
    (kind === 'part' ? children : [{ children }]).every((entry) => entry.children.length === 0),
  )
  return element(
    'section',
    {
      id: contentsId,
      className: ['contents', 'opens', ...(isFlat ? ['is-flat'] : [])],
      role: 'doc-toc',
    },
    [
      element('header', { className: ['opener'] }, [
        element('h1', { className: ['contents-title'] }, [{ type: 'text', value: title }]),
      ]),
      list(book.contents, 1),
    ],
  )
}

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
    span('title', toPhrasing(entry.title)),
    span('leader', []),
    element('span', { className: ['page-number'], dataTo: entry.id }, [
      { type: 'text', value: '000' },
    ]),
  ])
}

const span = (name: string, children: ElementContent[]): Element =>
  element('span', { className: [name] }, children)

function element(
  tagName: string,
  properties: Element['properties'],
  children: ElementContent[],
): Element {
  return { type: 'element', tagName, properties, children }
}
