/** The number in "Chapter 2", apart, so that a theme can set it by itself. */
import type { Element, ElementContent, Root } from 'hast'
import { classesOf } from './to-print-tree.js'

/**
 * Put the number of a chapter into `span.ordinal-number` in its `p.ordinal`.
 *
 * @param tree one section; changed in place
 * @param number as the ordinal has it: `2`, `A`, `IV`
 */
export function markOrdinal(tree: Root, number: string | undefined): void {
  const section = tree.children[0]
  if (number === undefined || section?.type !== 'element') return
  const opener = section.children.find(isOf('opener'))
  const ordinal = opener?.children.find(isOf('ordinal'))
  const text = ordinal?.children[0]
  if (!ordinal || text?.type !== 'text') return
  const at = text.value.lastIndexOf(number)
  if (at < 0) return
  const span: Element = {
    type: 'element',
    tagName: 'span',
    properties: { className: ['ordinal-number'] },
    children: [{ type: 'text', value: number }],
  }
  const rest: ElementContent[] = [
    { type: 'text', value: text.value.slice(0, at) },
    span,
    { type: 'text', value: text.value.slice(at + number.length) },
  ]
  ordinal.children = rest.filter((node) => node.type !== 'text' || node.value !== '')
}

const isOf =
  (name: string) =>
  (node: ElementContent): node is Element =>
    node.type === 'element' && classesOf(node).includes(name)
