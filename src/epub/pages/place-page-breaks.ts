/** The marks at which printed pages begin, in the text of the e-book (EPUB Accessibility 1.1, §3.3.3). */
import type { Element, ElementContent, Root, RootContent } from 'hast'
import type { MarkedUpBook } from '../../book/book.js'
import { atomMark, type PageStart, type PrintPages, toPlainText } from '../../book/print-pages.js'
import type { Plan } from '../plan-files.js'
import { isOnlyPrint } from '../xhtml/to-xhtml.js'
import { findElement, indexChapter } from './find-element.js'
import type { Mark, Marks } from './insert-marks.js'
import { toWordStart } from './to-word-start.js'

/** A page of the list. */
export interface PageTarget {
  readonly folio: string
  readonly href: string
}

export interface PageBreaks {
  readonly marks: Marks
  readonly targets: readonly PageTarget[]
}

/** A piece of an element's text, and where it begins in the whole. */
interface Piece {
  readonly node: RootContent
  readonly parents: readonly Element[]
  readonly text: string
  readonly from: number
}

/** Place the beginnings of printed pages. Those of what the e-book leaves out have no mark. */
export function placePageBreaks(book: MarkedUpBook, plan: Plan, pages: PrintPages): PageBreaks {
  const marks = new Map<RootContent, Mark[]>()
  const targets: PageTarget[] = []
  for (const { start, path, place } of putInOrder(findPlaces(book, plan, pages))) {
    const { folio } = start
    const id = freeId(`page_${folio}`, plan)
    marks.set(place.node, [...(marks.get(place.node) ?? []), { offset: place.offset, id, folio }])
    targets.push({ folio, href: `${path}#${encodeURIComponent(id)}` })
  }
  return { marks, targets }
}

/** The beginning of a page, found in the e-book. */
interface FoundStart {
  readonly start: PageStart
  readonly path: string
  readonly place: Place
  /** Grows from place to place of the book. */
  readonly rank: number
}

function findPlaces(book: MarkedUpBook, plan: Plan, pages: PrintPages): FoundStart[] {
  const found: FoundStart[] = []
  const numbers = new Map<RootContent, number>()
  for (const { chapter, path } of plan.files) {
    const starts = pages.starts.filter((start) => book.chapters[start.chapter] === chapter)
    if (starts.length === 0) continue
    const index = indexChapter(chapter.hast)
    numberNodes(chapter.hast, numbers)
    for (const start of starts) {
      const place = findPlace(chapter.hast, findElement(index, chapter.hast, start), start)
      if (!place) continue
      // A fraction for the place in a text, which is shorter than this.
      const rank = numbers.get(place.node)! + place.offset / 1e9
      found.push({ start, path, place, rank })
    }
  }
  return found
}

/** Number the nodes in the order in which they open. */
function numberNodes(node: Root | Element, numbers: Map<RootContent, number>): void {
  for (const child of node.children) {
    numbers.set(child, numbers.size)
    if (child.type === 'element') numberNodes(child, numbers)
  }
}

/**
 * Marks stand in the order of the pages, as readers expect. A figure that was moved to a page of its own may be
 * called pages before or after: its page is marked where the text of the next one begins.
 */
function putInOrder(found: readonly FoundStart[]): FoundStart[] {
  const ordered: FoundStart[] = []
  for (const [index, one] of found.entries()) {
    const last = ordered.at(-1)
    const next = found.slice(index + 1).find(({ start }) => !start.isAside)
    const isLate = last !== undefined && one.rank < last.rank
    const isEarly = one.start.isAside === true && next !== undefined && one.rank > next.rank
    if (!isLate && !isEarly) ordered.push(one)
    else {
      const isNear = next?.path === one.path && next.rank >= (last?.rank ?? 0)
      const { path, place, rank } = isNear ? next : (last ?? one)
      ordered.push({ start: one.start, path, place, rank })
    }
  }
  return ordered
}

/** Ids of the book may look like ours. */
const freeId = (id: string, plan: Plan): string =>
  plan.pathOf.has(id) ? freeId(`${id}_`, plan) : id

function findPlace(
  root: Root,
  found: ReturnType<typeof findElement>,
  start: PageStart,
): Place | undefined {
  if (!found) return undefined
  const { element, parents } = found
  const pieces = isAtom(element)
    ? [{ node: element, parents, text: atomMark, from: 0 }]
    : listPieces(element, [...parents, element])
  const at = locate(pieces.map(({ text }) => text).join(''), start)
  const piece = pieces.findLast(({ from }) => from <= at)
  if (!piece) {
    const node = element.children[0] ?? root.children[0]
    return node && { node, offset: 0 }
  }
  const value = piece.node.type === 'text' ? piece.node.value : ''
  const offset = toWordStart(value, toOffset(value, at - piece.from))
  const isFirst = value.slice(0, offset).trim() === ''
  const node = isFirst ? climb(piece, at === 0) : piece.node
  return { node, offset: node === piece.node ? offset : 0 }
}

interface Place {
  readonly node: RootContent
  readonly offset: number
}

const isAtom = ({ tagName }: Element): boolean => /^(?:img|svg|math)$/.test(tagName)

/** What a mark would rather stand before than in, where it stands at the start of it. */
const inline =
  /^(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|ruby|s|samp|small|span|strong|sub|sup|time|u|var)$/
const heading = /^(?:h[1-6]|header|hgroup)$/

/** Leave the inline elements, and the heading, that begin with a piece. */
function climb({ node, parents }: Piece, opensElement: boolean): RootContent {
  const above = parents.findIndex(({ tagName }) => heading.test(tagName))
  if (opensElement && above >= 0) return parents[above]!
  let top = node
  for (const parent of parents.toReversed()) {
    const isFirst = parent.children.find((child) => !isBlank(child)) === top
    if (!isFirst || !inline.test(parent.tagName)) break
    top = parent
  }
  return top
}

const isBlank = (node: ElementContent): boolean => node.type === 'text' && node.value.trim() === ''

/** Texts, pictures and formulas of an element, in order. */
function listPieces(element: Element, parents: readonly Element[]): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  const add = (node: RootContent, above: readonly Element[], text: string) => {
    if (text === '') return
    pieces.push({ node, parents: above, text, from })
    from += text.length
  }
  const visit = (nodes: readonly ElementContent[], above: readonly Element[]) => {
    for (const node of nodes) {
      if (node.type === 'text') add(node, above, toPlainText(node.value))
      if (node.type !== 'element' || isOnlyPrint(node)) continue
      if (isAtom(node)) add(node, above, atomMark)
      else visit(node.children, [...above, node])
    }
  }
  visit(element.children, parents)
  return pieces
}

/**
 * Find where a page begins in the plain text of its element. Words that only print shows ("on page 12") shift
 * it: the place nearest to the one that was counted at which the same words follow.
 */
export function locate(text: string, { before, text: sample }: PageStart): number {
  for (const length of [sample.length, 24, 12]) {
    const words = sample.slice(0, length)
    if (words.length < Math.min(length, sample.length)) continue
    let best = -1
    for (let at = text.indexOf(words); at >= 0 && words !== ''; at = text.indexOf(words, at + 1)) {
      if (best < 0 || Math.abs(at - before) < Math.abs(best - before)) best = at
      else break
    }
    if (best >= 0) return best
  }
  return Math.min(before, text.length)
}

/** From a place in plain text to one in the text as it is. */
function toOffset(value: string, plain: number): number {
  let count = 0
  for (let at = 0; at < value.length; at++) {
    if (toPlainText(value[at]!) === '') continue
    if (count === plain) return at
    count += 1
  }
  return value.length
}
