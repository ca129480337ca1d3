/** Runs in the page (kit.ts). Where a line of text begins in the document. */
import type { Kit } from './kit.js'

declare const octavo: Kit

/** The point before a line. */
export interface LineStart {
  readonly node: Node
  readonly offset: number
  /** The text, picture, formula or line break before it in another node. */
  readonly last: Node | undefined
}

/**
 * Find the first character, picture or formula of a block whose middle lies at or below an edge.
 *
 * @param edge upper edge of the line in the viewport
 * @returns the end of the block where nothing does
 */
export function findLineStart(block: Element, edge: number): LineStart {
  const atoms = 'img, svg, math, canvas, object, video'
  const range = document.createRange()
  let last: Node | undefined
  const before = (node: ChildNode): LineStart => {
    const parent = node.parentNode!
    return { node: parent, offset: [...parent.childNodes].indexOf(node), last }
  }
  const visit = (node: Node): LineStart | undefined => {
    if (node instanceof Text) {
      range.selectNodeContents(node)
      const rect = [...range.getClientRects()].findLast(({ width }) => width > 0)
      if (!rect) return undefined
      if ((rect.top + rect.bottom) / 2 >= edge - 0.5) {
        const offset = octavo.findOffset(node, edge)
        return offset === 0 ? before(node) : { node, offset, last }
      }
    } else if (node instanceof Element && node.matches('.wrap-mark, .line-number, .line-mark')) {
      // They stand beside the text, before its first line.
      return undefined
    } else if (node instanceof Element && node.matches(atoms)) {
      const { top, bottom } = node.getBoundingClientRect()
      if ((top + bottom) / 2 >= edge - 0.5) return before(node)
    } else if (!(node instanceof HTMLBRElement)) {
      for (const child of node.childNodes) {
        const found = visit(child)
        if (found) return found
      }
      return undefined
    }
    last = node
    return undefined
  }
  return visit(block) ?? { node: block, offset: block.childNodes.length, last }
}

/** Find the first character of a text that stands at or below an edge, by bisection. */
export function findOffset(node: Text, edge: number): number {
  const range = document.createRange()
  const text = node.data
  // Characters that show nothing (white at the end of a line) belong to the line before.
  const isAfter = (offset: number): boolean => {
    for (let at = offset; at < text.length; at++) {
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      // Of the letter after a soft hyphen, the first is the hyphen's, on the line before.
      const rect = [...range.getClientRects()].findLast(({ width }) => width > 0)
      if (rect) return (rect.top + rect.bottom) / 2 >= edge - 0.5
    }
    return true
  }
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isAfter(middle)) high = middle
    else low = middle + 1
  }
  while (low < text.length && /[\s\u00ad]/.test(text[low]!)) low++
  // Never between the halves of a surrogate pair.
  return low > 0 && /[\udc00-\udfff]/.test(text[low] ?? '') ? low - 1 : low
}
