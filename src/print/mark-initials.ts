/** The letter with which a chapter begins, apart, so that it can be set large. */
import type { Element, ElementContent, Root } from 'hast'
import { classesOf } from './to-print-tree.js'

/** An opening quotation mark goes with its letter. */
const initial = /^\s*([\p{Ps}\p{Pi}"'¿¡]*\p{L}\p{M}*)/u

/** Letters that are joined to the next, and would lose it. */
const joined = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}]/u

/** Mark the initial of a chapter: `span.initial` in its first paragraph. @param tree one section; changed in place */
export function markInitial(tree: Root): void {
  const section = tree.children.find((child) => child.type === 'element')
  if (section?.type !== 'element') return
  const opening = section.children.filter((child): child is Element => child.type === 'element')
  const first = opening.find((child) => !/opener|epigraph/.test(classesOf(child).join(' ')))
  if (first?.tagName === 'p') split(first.children)
}

function split(nodes: ElementContent[]): boolean {
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'text') {
      if (node.value.trim() === '') continue
      const letter = initial.exec(node.value)
      if (!letter || joined.test(letter[1]!)) return true
      const rest = node.value.slice(letter[0].length)
      const span: Element = {
        type: 'element',
        tagName: 'span',
        properties: { className: ['initial'] },
        children: [{ type: 'text', value: letter[1]! }],
      }
      nodes.splice(index, 1, span, { type: 'text', value: rest })
      return true
    }
    if (node.type === 'element' && !/^(em|strong|i|b|span|a|q)$/.test(node.tagName)) return true
    if (node.type === 'element' && split(node.children)) return true
  }
  return false
}
