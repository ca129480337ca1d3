/** Runs in the page (kit.ts). Where a page ends in the document, and the cut that parts it there. */
import type { Kit } from './kit.js'
import type { Place } from './read-block.js'

declare const octavo: Kit

/** A point in the document at which a page ends. */
export interface Boundary {
  readonly node: Node
  readonly offset: number
  /** The block of text that is cut between two of its lines; absent where blocks are parted. */
  readonly leaf?: Element
  /** Which of its lines is the first after the cut. */
  readonly line?: number
  /** True where the word at the end of the line is hyphenated. */
  readonly isHyphenated: boolean
  /** True where the line before the cut fills the measure. */
  readonly isJustified: boolean
  /** What the first elements after the cut look like before it. */
  readonly looks: ReturnType<Kit['inheritedOf']>
}

/** Find the point before an item. Reads only. */
export function findBoundary(root: Element, { element, line, tops }: Place): Boundary {
  if (line === 0 || !tops) {
    let start = element
    const isEmpty = (node: Node) =>
      node instanceof Element
        ? node.getClientRects().length === 0
        : node.nodeType !== Node.TEXT_NODE || node.nodeValue!.trim() === ''
    for (;;) {
      let before = start.previousSibling
      while (before && isEmpty(before)) before = before.previousSibling
      const parent = start.parentElement!
      if (before || parent === root) break
      start = parent
    }
    const parent = start.parentNode!
    const offset = [...parent.childNodes].indexOf(start)
    const looks = octavo.inheritedOf(start)
    return { node: parent, offset, isHyphenated: false, isJustified: false, looks }
  }
  const edge = element.getBoundingClientRect().top + tops[line]!
  const { node, offset, last } = octavo.findLineStart(element, edge)
  const before =
    node.nodeType === Node.TEXT_NODE ? node.nodeValue!.slice(0, offset) : (last?.nodeValue ?? '')
  const style = getComputedStyle(element)
  const isForced = last instanceof Element && last.matches('br, math[display="block"]')
  const endsLine = /\n$/.test(before) && style.whiteSpace.startsWith('pre')
  return {
    node,
    offset,
    leaf: element,
    line,
    isHyphenated: before.endsWith('\u00ad'),
    isJustified: style.textAlign === 'justify' && !isForced && !endsLine,
    looks: [],
  }
}

/** Items of a column. */
export interface ColumnItems {
  readonly id: string
  readonly items: readonly number[]
}

/**
 * Find those of some items that end with a hyphen. Reads only; a line at a time, which takes its time.
 *
 * @param asked of columns of the book; those of other documents are passed over
 * @returns columns that have any
 */
export function findHyphens(asked: readonly ColumnItems[]): ColumnItems[] {
  return asked.flatMap(({ id, items }) => {
    const reading = octavo.measured.get(id)
    if (!reading) return []
    const { root, places } = reading
    const ending = items.filter((item) => octavo.findBoundary(root, places[item + 1]!).isHyphenated)
    return ending.length > 0 ? [{ id, items: ending }] : []
  })
}

/**
 * Cut a column, or a note, in two. What comes after the boundary is taken out; elements that are cut are
 * there and here, tied by `data-piece`, marked `data-goes-on` and `data-continued` (a class would change
 * what `p:not([class])` matches).
 *
 * @param piece the first number that no piece has yet
 * @returns what was taken out, and the next free number
 */
export function cutAt(
  root: Element,
  boundary: Boundary,
  piece: number,
): { rest: DocumentFragment; piece: number } {
  const { node, offset } = boundary
  const firsts: Element[] = []
  for (let at: Node | null = node; at && at !== root; at = at.parentNode)
    if (at instanceof Element) firsts.unshift(at)
  const range = document.createRange()
  range.setStart(node, offset)
  range.setEnd(root, root.childNodes.length)
  const rest = range.extractContents()
  const nexts: Element[] = []
  for (
    let at: Node | null = rest.firstChild;
    nexts.length < firsts.length && at instanceof Element;
  )
    at = nexts[nexts.push(at) - 1]!.firstChild
  if (boundary.isHyphenated) {
    const text = node.nodeType === Node.TEXT_NODE ? (node as Text) : undefined
    if (text) text.data = text.data.replace(/\u00ad+$/, '')
    const hyphen = document.createElement('span')
    hyphen.setAttribute('data-hyphen', '')
    hyphen.textContent = '\u2010'
    ;(text?.parentNode ?? node).insertBefore(
      hyphen,
      text ? text.nextSibling : (node.childNodes[offset] ?? null),
    )
  }
  return { rest, piece: octavo.markPieces(firsts, nexts, boundary, piece) }
}

/** Mark the two pieces of each element that was cut. */
export function markPieces(
  firsts: readonly Element[],
  nexts: readonly Element[],
  boundary: Boundary,
  piece: number,
): number {
  let free = piece
  firsts.forEach((first, index) => {
    const next = nexts[index]
    if (!next) return
    if (!first.hasAttribute('data-piece')) first.setAttribute('data-piece', String(free++))
    next.setAttribute('data-piece', first.getAttribute('data-piece')!)
    next.removeAttribute('id')
    first.setAttribute('data-goes-on', '')
    next.setAttribute('data-continued', '')
    if (first === boundary.leaf) {
      next.toggleAttribute('data-ends-full', first.hasAttribute('data-ends-full'))
      first.toggleAttribute('data-ends-full', boundary.isJustified)
      octavo.partWrapMark(first, next, boundary.line ?? 0)
    }
    if (first.tagName === 'OL') octavo.continueList(first, next)
    if (first.tagName === 'TABLE') {
      free = octavo.carrySpans(first, next, free)
      const head = first.querySelector(':scope > thead')
      const columns = first.querySelector(':scope > colgroup')
      for (const part of [head, columns]) {
        if (!part) continue
        const copy = part.cloneNode(true) as Element
        for (const one of [copy, ...copy.querySelectorAll('[id]')]) one.removeAttribute('id')
        if (part === head) copy.setAttribute('data-artifact', '')
        next.prepend(copy)
      }
    }
  })
  return free
}

/** Give the two pieces of a line of code the arrows of their own lines (fit.ts, `markWrappedLines`). */
export function partWrapMark(first: Element, next: Element, line: number): void {
  const mark = first.querySelector<SVGSVGElement>(':scope > .wrap-mark')
  if (!mark) return
  const rest = mark.cloneNode(true) as SVGSVGElement
  const [width, pitch] = [12, 22]
  const { y, height } = mark.viewBox.baseVal
  const leading = (Number(mark.getAttribute('height')) * pitch) / height
  const part = (one: Element, from: number, to: number) => {
    one.setAttribute('viewBox', `0 ${from} ${width} ${to - from}`)
    one.setAttribute('height', String(((to - from) * leading) / pitch))
  }
  // Lines are counted from the first of the whole, as its arrows are.
  part(mark, y, line * pitch)
  part(rest, line * pitch, y + height)
  next.prepend(rest)
}
