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
  const cut: CutElements = { lengths: new Map(), ids: new Map() }
  return pages.flatMap((page) => {
    const start = findStart(page, cut)
    addPage(page, cut)
    return start ? [start] : []
  })
}

/** What is known, by piece, of the elements that are cut. */
interface CutElements {
  /** How much of each stood on the pages before. */
  readonly lengths: Map<string, number>
  /** Their ids, which stand on the first of their pieces. */
  readonly ids: Map<string, string>
}

/** What has an id, and no place in the manuscript if Octavo made it: entries of an index, sources. */
const generated = /^(li|div|section)$/

function findStart(
  { page, nodes, text }: CollectedPage,
  { lengths, ids }: CutElements,
): NumberedStart | undefined {
  const inText = nodes.findIndex(
    (node, at) => at >= text[0] && at < text[1] && wordsOf(node) !== '',
  )
  // A page of floats or notes alone begins with the first of them.
  const first = inText >= 0 ? inText : nodes.findIndex((node) => wordsOf(node) !== '')
  if (first < 0) return undefined
  let nearest: Pick<NumberedStart, 'id' | 'tag' | 'before' | 'text'> | undefined
  for (let at = isText(nodes[first]!) ? nodes[first]!.parent : first; at >= 0; ) {
    const { attributes = {}, tag, piece = '', parent } = nodes[at] as CollectedElement
    const place = /^(\d+):(\d+:\d+)$/.exec(attributes['data-at'] ?? '')
    const id = attributes.id ?? ids.get(piece)
    if (place || (id !== undefined && generated.test(tag)))
      nearest ??= {
        ...(id !== undefined && { id }),
        tag,
        before: lengths.get(piece) ?? 0,
        text: sampleOf(nodes, first, at),
      }
    if (place) {
      const aside = inText < 0 ? { isAside: true as const } : {}
      return { page, chapter: Number(place[1]), at: place[2]!, ...nearest!, ...aside }
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

function addPage({ nodes }: CollectedPage, { lengths, ids }: CutElements): void {
  for (const node of nodes) {
    if (!isText(node) && node.piece !== undefined && node.attributes?.id !== undefined)
      ids.set(node.piece, node.attributes.id)
    const { length } = wordsOf(node)
    if (length === 0) continue
    for (let at = node.parent; at >= 0; at = nodes[at]!.parent) {
      const { piece } = nodes[at] as CollectedElement
      if (piece !== undefined) lengths.set(piece, (lengths.get(piece) ?? 0) + length)
    }
  }
}
