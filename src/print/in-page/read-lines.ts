/** Runs in the page (kit.ts). Where the lines of a block of text lie. */
import type { Kit } from './kit.js'

declare const octavo: Kit

/** Lines of a block: the upper edge of each, then the lower edge of the last; in the viewport's pixels. */
export type LineTops = readonly number[]

/**
 * Find the lines of a block of text.
 *
 * A block as high as a whole number of leadings has lines of one height, and needs no reading, unless what is in them
 * is higher. Any other (a tall formula, a picture in the line) is read rectangle by rectangle; the border of two lines lies
 * half-way between what stands in them.
 *
 * @param leading height of a plain line
 */
export function lineTops(leaf: Element, style: CSSStyleDeclaration, leading: number): LineTops {
  const box = leaf.getBoundingClientRect()
  const px = Number.parseFloat
  const top = box.top + px(style.paddingTop) + px(style.borderTopWidth)
  const bottom = box.bottom - px(style.paddingBottom) - px(style.borderBottomWidth)
  const count = Math.round((bottom - top) / leading)
  const isWhole = count >= 1 && Math.abs(bottom - top - count * leading) < 0.6
  if (isWhole && !(count > 1 && octavo.hasTallAtom(leaf, leading)))
    return Array.from({ length: count + 1 }, (_, line) => top + line * leading)
  const tops = [top]
  let line: { top: number; bottom: number; right: number } | undefined
  for (const rect of octavo.readRects(leaf)) {
    const centre = (rect.top + rect.bottom) / 2
    // A plain rectangle is as high as the font's own box; what counts is its share of the leading.
    const half = Math.max(leading / 2, rect.isAtom ? (rect.bottom - rect.top) / 2 : 0)
    const isNext = line !== undefined && centre > line.bottom - 1 && rect.top > line.top + 1
    if (line === undefined || isNext) {
      if (line) tops.push((line.bottom + Math.max(line.bottom, centre - half)) / 2)
      line = { top: centre - half, bottom: centre + half, right: rect.right }
    } else {
      line.top = Math.min(line.top, centre - half)
      line.bottom = Math.max(line.bottom, centre + half)
    }
  }
  return [...tops.filter((one, index) => index === 0 || (one > top && one < bottom)), bottom]
}

/** Tell whether a block has a picture or a formula in it that is higher than a line; arrows of code stand beside it. */
export function hasTallAtom(leaf: Element, leading: number): boolean {
  for (const atom of leaf.querySelectorAll('img, svg:not(.wrap-mark), math, canvas, object, video'))
    if (atom.getBoundingClientRect().height > leading + 0.6) return true
  return false
}

interface LineRect {
  readonly top: number
  readonly bottom: number
  readonly right: number
  /** True for a picture or a formula; false for text. */
  readonly isAtom: boolean
}

/** Read the rectangles of the text and of all pictures and formulas of a block, in reading order. */
export function readRects(leaf: Element): LineRect[] {
  const rects: LineRect[] = []
  const atoms = 'img, svg:not(.wrap-mark), math, canvas, object, video'
  const range = document.createRange()
  const visit = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      range.selectNodeContents(node)
      for (const { top, bottom, right, width } of range.getClientRects())
        if (width > 0) rects.push({ top, bottom, right, isAtom: false })
    } else if (node instanceof Element && node.matches(atoms)) {
      const { top, bottom, right } = node.getBoundingClientRect()
      if (bottom > top) rects.push({ top, bottom, right, isAtom: true })
    } else for (const child of node.childNodes) visit(child)
  }
  visit(leaf)
  return rects
}
