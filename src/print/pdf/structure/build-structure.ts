/** From the elements of the pages to one structure: what is cut over pages becomes one element again. */

import type { CollectedElement, CollectedPage, CollectedText } from '../../in-page/collect-pages.js'
import type { Origin } from '../../page-boxes.js'
import { numberingOf, roleOf } from './roles.js'
import { addNode, addSlot, isSlot, type Slot, type StructureNode } from './structure-node.js'

/** Where what is painted of an element belongs. */
export interface ElementPlace {
  /** The element itself, or what of it takes text. */
  readonly node: StructureNode
  /** What an atom is painted with. */
  readonly content?: Slot
  /** The marker of a list item. */
  readonly label?: Slot
  readonly before?: Slot
  readonly after?: Slot
}

export interface Structure {
  readonly root: StructureNode
  /** For each page, for each of its nodes: the place of an element, the slot of a text; `undefined` for artefacts. */
  readonly places: readonly (readonly (ElementPlace | Slot | undefined)[])[]
}

/**
 * Build the structure of the book.
 *
 * @param pages all of them, in order
 * @param origins upper left corners of the printed pages, in points of the new ones
 * @param language of the book
 */
export function buildStructure(
  pages: readonly CollectedPage[],
  origins: readonly Origin[],
  language: string,
): Structure {
  const root = addNode(undefined, 'Document')
  const pieces = new Map<string, ElementPlace>()
  const languages = new Map<StructureNode, string>([[root, language]])
  const places = pages.map((page, index) => {
    const found: (ElementPlace | Slot | undefined)[] = []
    const open = new Map<StructureNode, Slot>()
    for (const node of page.nodes) {
      const above = node.parent < 0 ? undefined : found[node.parent]
      const parent = above && 'node' in above ? above.node : root
      if (!('tag' in node)) found.push(placeText(node, parent, open))
      else if (node.parent >= 0 && above === undefined) found.push(undefined)
      else {
        const known = node.piece === undefined ? undefined : pieces.get(node.piece)
        const place = known ?? placeElement(node, parent, origins[index]!)
        if (place && node.piece !== undefined) pieces.set(node.piece, place)
        if (place && !known) setLanguage(place.node, node, languages)
        found.push(place)
      }
    }
    return found
  })
  return { root, places }
}

/** Texts that follow one another share a slot, so that they can share marks. */
function placeText(
  { kind }: CollectedText,
  parent: StructureNode,
  open: Map<StructureNode, Slot>,
): Slot | undefined {
  if (kind === 'artifact') return undefined
  const last = parent.kids.at(-1)
  const slot = last && isSlot(last) && open.get(parent) === last ? last : addSlot(parent)
  open.set(parent, slot)
  return slot
}

function placeElement(
  element: CollectedElement,
  parent: StructureNode,
  origin: Origin,
): ElementPlace | undefined {
  const { attributes = {}, isHost } = element
  const role = roleOf(element)
  if (role === undefined) return undefined
  const outer = addNode(holderOf(element, role, parent), role)
  if (attributes.id !== undefined) outer.id = attributes.id
  if (attributes.role === 'img' && role === 'Span') outer.alt = attributes['aria-label'] ?? ''
  if (attributes.role === 'doc-toc') outer.isContents = true
  describeCell(outer, element)
  if (role === 'L') outer.attributes.numbering = numberingOf(attributes['list-style-type'])
  if (role === 'Figure' || role === 'Formula') {
    const alt = attributes.alt ?? attributes['aria-label'] ?? attributes.alttext
    if (alt?.trim()) outer.alt = alt
    if (element.box) outer.attributes.bounds = toBounds(element.box, origin)
    return { node: outer, content: addSlot(outer) }
  }
  if (role === 'LI') {
    // Where the style shows no markers, nothing painted beside an item is one.
    if (parent.attributes.numbering === 'None') return hosted(addNode(outer, 'LBody'), isHost)
    const label = addSlot(addNode(outer, 'Lbl'))
    return { label, ...hosted(addNode(outer, 'LBody'), isHost) }
  }
  if (role === 'Link') return placeLink(outer, attributes, isHost)
  // Code stands in a line, or makes a block of its own lines.
  if (element.tag === 'pre') {
    outer.role = 'P'
    return hosted(addNode(outer, 'Code'), isHost)
  }
  return hosted(outer, isHost)
}

/** Contents and references say so (ISO 32000-1, 14.8.4.4.1, Reference). */
function placeLink(
  outer: StructureNode,
  { href = '', role = '' }: Readonly<Record<string, string>>,
  isHost: true | undefined,
): ElementPlace {
  const isInner = href.startsWith('#') && !/doc-backlink/.test(role)
  if (isInner) outer.role = 'Reference'
  const link = isInner ? addNode(outer, 'Link') : outer
  link.href = href
  if (role === 'doc-noteref') link.isCallout = true
  return hosted(link, isHost)
}

/** Keep slots before and after what an element will hold. */
function hosted(node: StructureNode, isHost: true | undefined): ElementPlace {
  if (!isHost) return { node }
  return { before: addSlot(node), node: addNode(node, ''), after: addSlot(node) }
}

/** Terms and definitions share an item: a new one begins with the first term after a definition. */
function holderOf(element: CollectedElement, role: string, parent: StructureNode): StructureNode {
  if (element.tag === 'a' && element.attributes?.class === 'code-callout') return labelOf(parent)
  if (element.tag !== 'dt' && element.tag !== 'dd') return parent
  let list = parent
  while (list.role !== 'L' && list.parent) list = list.parent
  const last = list.kids.at(-1)
  const item = last && !isSlot(last) && last.role === 'LI' ? last : undefined
  const hasBody = item?.kids.some((kid) => !isSlot(kid) && kid.role === 'LBody')
  const isNew = !item || (role === 'Lbl' && hasBody)
  return isNew ? addNode(list, 'LI') : item
}

/** The disc of a callout is the label of its item in the list, and stands for itself in the code. */
function labelOf(parent: StructureNode): StructureNode {
  let item: StructureNode | undefined = parent
  while (item && item.role !== 'LI' && item.role !== 'Code') item = item.parent
  if (item?.role !== 'LI') return parent
  const label = addNode(item, 'Lbl')
  item.kids.unshift(item.kids.pop()!)
  return label
}

function describeCell(node: StructureNode, { tag, attributes = {} }: CollectedElement): void {
  if (tag !== 'th' && tag !== 'td') return
  const span = (name: string) => Math.max(1, Math.floor(Number(attributes[name] ?? 1)) || 1)
  if (span('colspan') > 1) node.attributes.columnSpan = span('colspan')
  if (span('rowspan') > 1) node.attributes.rowSpan = span('rowspan')
  if (tag !== 'th') return
  const isInHead = node.parent?.parent?.role === 'THead'
  const isRow = attributes.scope ? /^row/.test(attributes.scope) : !isInHead
  node.attributes.scope = isRow ? 'Row' : 'Column'
}

function setLanguage(
  node: StructureNode,
  { attributes }: CollectedElement,
  languages: Map<StructureNode, string>,
): void {
  const language = attributes?.lang
  if (language === undefined) return
  let inherited: string | undefined
  for (let at = node.parent; at && inherited === undefined; at = at.parent)
    inherited = languages.get(at)
  if (language !== inherited) node.language = language
  languages.set(node, language)
}

/** A CSS pixel in points. */
const pixel = 0.75

function toBounds(
  [left, top, right, bottom]: readonly number[],
  { x, y }: Origin,
): [number, number, number, number] {
  const round = (points: number) => Math.round(points * 100) / 100
  return [
    round(x + left! * pixel),
    round(y - bottom! * pixel),
    round(x + right! * pixel),
    round(y - top! * pixel),
  ]
}
