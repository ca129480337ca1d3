/** Where each page begins in the manuscript, read off what was collected of the built pages. */
import { atomMark, type PageStart, toPlainText } from '../book/print-pages.js'
import type { CollectedElement, CollectedPage, CollectedText } from './in-page/collect-pages.js'

type Node = CollectedElement | CollectedText

/** Characters by which an edition may find a place again. */
const sampleLength = 40

/** The beginning of a page that has no name yet. */
export interface NumberedStart extends Omit<PageStart, 'folio'> {
  /** From 1. */
  readonly page: number
}

/** Find the beginnings of pages. @param pages of whole columns, in order */
export function findPageStarts(pages: readonly CollectedPage[]): NumberedStart[] {
  /** How much of each cut element stood on the pages before. */
  const lengths = new Map<string, number>()
  return pages.flatMap((page) => {
    const start = findStart(page, lengths)
    addLengths(page, lengths)
    return start ? [start] : []
  })
}

function findStart(
  { page, nodes, text }: CollectedPage,
  lengths: ReadonlyMap<string, number>,
): NumberedStart | undefined {
  const inText = nodes.findIndex(
    (node, at) => at >= text[0] && at < text[1] && wordsOf(node) !== '',
  )
  // A page of floats or notes alone begins with the first of them.
  const first = inText >= 0 ? inText : nodes.findIndex((node) => wordsOf(node) !== '')
  if (first < 0) return undefined
  for (let at = isText(nodes[first]!) ? nodes[first]!.parent : first; at >= 0; ) {
    const { attributes = {}, tag, piece, parent } = nodes[at] as CollectedElement
    const place = /^(\d+):(\d+:\d+)$/.exec(attributes['data-at'] ?? '')
    if (place) {
      const before = piece === undefined ? 0 : (lengths.get(piece) ?? 0)
      const id = attributes.id === undefined ? {} : { id: attributes.id }
      const sample = sampleOf(nodes, first, at)
      const aside = inText < 0 ? { isAside: true as const } : {}
      const where = { chapter: Number(place[1]), at: place[2]!, ...id, tag }
      return { page, ...where, before, text: sample, ...aside }
    }
    at = parent
  }
  return undefined
}

const isText = (node: Node): node is CollectedText => 'text' in node

/** What a node adds to the plain text; nothing for what belongs to the page or holds others. */
function wordsOf(node: Node): string {
  if (isText(node)) return node.kind === undefined ? toPlainText(node.text) : ''
  return /^(img|svg|math)$/.test(node.tag) ? atomMark : ''
}

function sampleOf(nodes: readonly Node[], first: number, holder: number): string {
  let sample = ''
  for (let at = first; at < nodes.length && sample.length < sampleLength; at++) {
    if (at !== holder && !isWithin(nodes, at, holder)) break
    sample += wordsOf(nodes[at]!)
  }
  return sample.slice(0, sampleLength)
}

function isWithin(nodes: readonly Node[], node: number, holder: number): boolean {
  for (let at = nodes[node]!.parent; at >= 0; at = nodes[at]!.parent) if (at === holder) return true
  return false
}

function addLengths({ nodes }: CollectedPage, lengths: Map<string, number>): void {
  for (const node of nodes) {
    const { length } = wordsOf(node)
    if (length === 0) continue
    for (let at = node.parent; at >= 0; at = nodes[at]!.parent) {
      const { piece } = nodes[at] as CollectedElement
      if (piece !== undefined) lengths.set(piece, (lengths.get(piece) ?? 0) + length)
    }
  }
}
