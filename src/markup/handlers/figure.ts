/** Figures: a picture or several, a caption below them, as in print (Chicago 18, §3.21). */
import type { Element, ElementContent } from 'hast'
import type { Data, Nodes } from 'mdast'
import type { State } from 'mdast-util-to-hast'
import type { Figure } from '../../book/mdast.js'
import { wordsFor } from '../../book/words.js'
import type { MarkupContext } from '../context.js'
import { propertiesOf } from './blocks.js'
import { captionOf } from './caption.js'
import { element, text } from './element.js'
import { rowLengths } from './figure-rows.js'

/** Set a figure, and those in it. */
export const figureHandler =
  (context: MarkupContext) =>
  (state: State, node: Figure): Element => {
    const caption = captionOf(state, node, node.caption, wordsFor(context.chapter.language).figure)
    const parts = node.children.filter((child) => child.type === 'figure')
    const content =
      parts.length > 0
        ? [...setRows(state, node, parts), ...setOthers(state, node)]
        : (state.all(node) as ElementContent[]).map(unwrapPicture)
    const figure = element('figure', propertiesOf(node, ['figure']), [
      ...content,
      withCredit(state, node, caption),
    ])
    state.patch(node, figure)
    return figure
  }

/** The pictures of a figure in rows; `share-rows.ts` says how much of its row each has. */
function setRows(state: State, node: Figure, parts: readonly Figure[]): Element[] {
  const figures = parts.map((part) => setPart(state, part))
  let from = 0
  return rowLengths(node.data?.hProperties ?? {}, parts.length).map(({ length, room }) => {
    const row = figures.slice(from, from + length)
    from += length
    return element('div', { className: ['figure-row'], dataRoom: String(room) }, row)
  })
}

/** "(a) Caption". */
function setPart(state: State, part: Figure): Element {
  const { letter = '' }: Data = part.data ?? {}
  const words = part.caption
    ? (state.all({ type: 'paragraph', children: [...part.caption] }) as ElementContent[])
    : []
  const mark = element('span', { className: ['caption-label'] }, [text(markOf(letter))])
  const figure = element('figure', propertiesOf(part, ['subfigure']), [
    ...(state.all(part) as ElementContent[]).map(unwrapPicture),
    withCredit(state, part, words.length > 0 ? [mark, text(' '), ...words] : [mark]),
  ])
  state.patch(part, figure)
  return figure
}

/** The caption, and after it whose the picture is. */
function withCredit(
  state: State,
  { data }: Figure,
  caption: readonly ElementContent[] | undefined,
): Element | undefined {
  const words = data?.credit
    ? (state.all({ type: 'paragraph', children: [...data.credit] }) as ElementContent[])
    : undefined
  const credit = words && element('span', { className: ['credit'] }, words)
  if (!credit) return caption && element('figcaption', {}, caption)
  return element('figcaption', {}, caption ? [...caption, text(' '), credit] : [credit])
}

/** "(a)", in Russian "а)" (GOST 2.105-95, 4.3.1). */
const markOf = (letter: string): string =>
  /\p{Script=Cyrillic}/u.test(letter) ? `${letter})` : `(${letter})`

const setOthers = (state: State, node: Figure): ElementContent[] =>
  state.all({
    ...node,
    children: node.children.filter((child) => child.type !== 'figure'),
  } as Nodes) as ElementContent[]

/** A paragraph that holds one picture only is the picture. */
function unwrapPicture(node: ElementContent): ElementContent {
  if (node.type !== 'element' || node.tagName !== 'p' || node.children.length !== 1) return node
  const [only] = node.children
  return only?.type === 'element' && only.tagName === 'img' ? only : node
}
