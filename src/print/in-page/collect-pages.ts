/**
 * Runs in the page (kit.ts). Reads back from the built pages what the PDF's tags need: which elements stand
 * on each page, and where each of their texts and pictures lies. Lengths are CSS pixels from the top left
 * corner of the page.
 */
import type { Kit } from './kit.js'

declare const octavo: Kit

/** Left, top, right, bottom. */
export type Box = readonly [number, number, number, number]

/** An element that becomes a part of the structure, or that text not in the document belongs to. */
export interface CollectedElement {
  readonly tag: string
  /** Index of the element that holds it among the nodes of its page; -1 for none. */
  readonly parent: number
  /** Equal for all pieces of an element that is cut over pages; absent where it is whole. */
  readonly piece?: string
  /** Where it lies: of pictures, formulas, list items and hosts of generated text. */
  readonly box?: Box
  /** The boxes of a link, one a line. */
  readonly boxes?: readonly Box[]
  /** The attributes that matter (`attributeNames`), and `list-style-type` of lists. */
  readonly attributes?: Readonly<Record<string, string>>
  /** True where style sheets put text before or after its own. */
  readonly isHost?: true
}

/** A text of the document. */
export interface CollectedText {
  readonly text: string
  readonly parent: number
  /** One box for each line, or run of one direction: left, top, right, bottom, and so on. */
  readonly boxes: readonly number[]
  /** `artifact`: belongs to the page, not to the text; `hyphen`: made by a cut, stands for nothing. */
  readonly kind?: 'artifact' | 'hyphen'
}

export interface CollectedPage {
  /** From 1. */
  readonly page: number
  readonly width: number
  readonly height: number
  /** In the order of the document; an element stands before what it holds. */
  readonly nodes: readonly (CollectedElement | CollectedText)[]
  /**
   * The nodes of the running text, without notes and floats: from the first up to, not with, the last. Of the first
   * that there is, where columns stand below what goes across the page.
   */
  readonly text: readonly [number, number]
  /** Upper edge of every element with an id. */
  readonly ids: Readonly<Record<string, number>>
}

/** The pages of one document, or of a run of them. */
export interface Collected {
  readonly pages: readonly CollectedPage[]
}

/** Collect all pages of the document. Reads only. */
export function collectPages(): Collected {
  const hosts = octavo.findHosts()
  const pages = [...document.querySelectorAll<HTMLElement>('main > .page[data-page]')]
  return { pages: pages.map((page) => octavo.collectPage(page, hosts)) }
}

/** Collect one page. @param hosts elements with generated text */
export function collectPage(page: HTMLElement, hosts: ReadonlySet<Element>): CollectedPage {
  const nodes: (CollectedElement | CollectedText)[] = []
  const ids: Record<string, number> = {}
  const range = document.createRange()
  const origin = page.getBoundingClientRect()
  const round = (pixels: number) => Math.round(pixels * 100) / 100
  const toBox = ({ left, top, right, bottom }: DOMRect): Box => [
    round(left - origin.left),
    round(top - origin.top),
    round(right - origin.left),
    round(bottom - origin.top),
  ]
  const boxesOf = (of: Range | Element): Box[] =>
    [...of.getClientRects()].filter(({ width }) => width > 0).map(toBox)

  const addText = (node: Text, parent: number, kind: CollectedText['kind']) => {
    range.selectNodeContents(node)
    const boxes = boxesOf(range)
    if (boxes.length === 0) return
    if (boxes.length > 1 && /[\u0590-\u08ff\ufb1d-\ufefc]/.test(node.data)) {
      // Runs of a line come from its left end on; they are read from its beginning on.
      const isFromRight = getComputedStyle(node.parentElement!).direction === 'rtl'
      const isBelow = (one: Box, other: Box) => one[1]! + one[3]! > 2 * other[3]!
      if (isFromRight)
        boxes.sort((one, other) =>
          isBelow(one, other) ? 1 : isBelow(other, one) ? -1 : other[0]! - one[0]!,
        )
    }
    nodes.push({ text: node.data, parent, boxes: boxes.flat(), ...(kind && { kind }) })
  }
  const visit = (element: Element, parent: number, kind: CollectedText['kind']) => {
    if (element.id) ids[element.id] = round(element.getBoundingClientRect().top - origin.top)
    const described = octavo.describe(element, hosts)
    const isArtifact =
      kind === 'artifact' ||
      element.matches('.running-head, .folio, .note-rule, [data-artifact], [aria-hidden="true"]')
    if (isArtifact && described?.isAtom) return
    let holder = parent
    if (described && !isArtifact) {
      const { isAtom, wants, ...record } = described
      const piece = element.getAttribute('data-piece')
      holder =
        nodes.push({
          ...record,
          parent,
          ...(piece !== null && { piece }),
          ...(wants === 'box' && { box: toBox(element.getBoundingClientRect()) }),
          ...(wants === 'boxes' && { boxes: boxesOf(element) }),
        }) - 1
      if (isAtom) return
    }
    const inside = isArtifact ? 'artifact' : element.hasAttribute('data-hyphen') ? 'hyphen' : kind
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) addText(child as Text, holder, inside)
      else if (child instanceof Element) visit(child, holder, inside)
    }
  }
  const texts: (readonly [number, number])[] = []
  const visitPart = (part: Element) => {
    const from = nodes.length
    if (part.matches('.page-columns, .page-column')) [...part.children].forEach(visitPart)
    else visit(part, -1, undefined)
    if (part.matches('.text-block') && nodes.length > from) texts.push([from, nodes.length])
  }
  for (const child of page.children) visitPart(child)
  const [text = [0, 0] as const] = texts
  const { width, height } = origin
  return { page: Number(page.dataset.page), width, height, nodes, text, ids }
}
