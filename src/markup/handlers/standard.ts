/** Where our mark-up differs from mdast-util-to-hast's own: headings, paragraphs, list items. */
import type { Element, ElementContent } from 'hast'
import type { Heading, Paragraph, Parents } from 'mdast'
import { defaultHandlers, type State } from 'mdast-util-to-hast'
import { wordsFor } from '../../book/words.js'
import type { MarkupContext } from '../context.js'
import { classesOf, element, text } from './element.js'

/** `<h2><span class="number">2.1</span> Title</h2>`; the id moves to the section later. */
export const headingHandler = (state: State, node: Heading): Element => {
  const heading = defaultHandlers.heading(state, node)
  if (node.data?.id) heading.properties.id = node.data.id
  if (node.data?.number) {
    heading.children.unshift(
      element('span', { className: ['number'] }, [text(node.data.number)]),
      text(' '),
    )
  }
  return heading
}

/** A paragraph that goes on after a formula says so: it is not indented. */
export const paragraphHandler = (state: State, node: Paragraph): Element => {
  const paragraph = defaultHandlers.paragraph(state, node)
  if (node.data?.isContinued) {
    paragraph.properties.className = [...classesOf(paragraph), 'continued']
  }
  return paragraph
}

/** Boxes of a task list are drawn, not form controls, which books cannot have. */
export const listItemHandler =
  (context: MarkupContext) =>
  (
    state: State,
    node: Parameters<typeof defaultHandlers.listItem>[1],
    parent: Parents | undefined,
  ): Element => {
    const item = defaultHandlers.listItem(state, node, parent)
    if (node.data?.id) item.properties.id = node.data.id
    if (typeof node.checked !== 'boolean') return item
    const words = wordsFor(context.chapter.language)
    item.properties.className = node.checked ? ['task', 'done'] : ['task']
    replaceBox(item, node.checked, node.checked ? words.done : words.open)
    return item
  }

function replaceBox(node: Element, isDone: boolean, label: string): boolean {
  for (const [index, child] of node.children.entries()) {
    if (child.type !== 'element') continue
    if (child.tagName === 'input') {
      node.children[index] = element(
        'span',
        { className: ['check'], role: 'img', ariaLabel: label },
        [text(isDone ? '☑' : '☐')],
      )
      return true
    }
    if (replaceBox(child, isDone, label)) return true
  }
  return false
}

/** Lists carry the classes that `styles/` knows: those that hold tasks, those that count far. */
export function nameLists(node: Element): void {
  if (node.tagName === 'ol') nameWideNumbers(node)
  const holdsTasks = node.children.some(
    (child) => child.type === 'element' && classesOf(child).includes('task'),
  )
  if (holdsTasks) node.properties.className = ['task-list']
}

/** A list that comes to 100, or starts at a year, needs more room before its items. */
function nameWideNumbers(list: Element): void {
  const items = list.children.filter((child) => child.type === 'element' && child.tagName === 'li')
  const last = Number(list.properties.start ?? 1) + items.length - 1
  const digits = Number.isFinite(last) ? String(last).length : 0
  if (digits > 2) list.properties.className = [...classesOf(list), `digits-${Math.min(6, digits)}`]
}

/** A resolved reference or citation: its links stand in the sentence as they are. */
export const crossReferenceHandler = (state: State, node: Parents): ElementContent[] =>
  state.all(node) as ElementContent[]
