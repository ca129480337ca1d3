/**
 * Placeholders for what is finished: formulas and coloured code. They pass the HTML parser and the
 * sanitiser as empty elements, which is faster than parsing thousands of tokens again, and safe because an
 * author cannot write them: unknown elements of the manuscript are text by then.
 */
import type { Element, ElementContent, Root } from 'hast'
import { visit } from '../book/visit.js'
import type { MarkupContext } from './context.js'

export const placeholderName = 'octavo-finished'

/** Put a finished piece aside, and its placeholder in the tree. */
export function putAside(context: MarkupContext, piece: ElementContent): Element {
  context.finished.push(piece)
  return {
    type: 'element',
    tagName: placeholderName,
    properties: { dataIndex: String(context.finished.length - 1) },
    children: [],
  }
}

/** Put the finished pieces back in the places of their placeholders. */
export function putBack(tree: Root, finished: readonly ElementContent[]): void {
  if (finished.length === 0) return
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== placeholderName || !parent || index === undefined) return
    const piece = finished[Number(node.properties.dataIndex)]
    if (piece) parent.children[index] = piece
  })
}
