/** The structure of the document as it grows: elements, and slots for what is painted of them. */

/** A marked stretch of a content stream. */
export interface Mark {
  /** Object of the page that it is painted on; of the part, until that joins the file. */
  page: number
  /** Object of the form that holds it; absent where the page's own content does. */
  form?: number
  readonly id: number
  /** Place of its text in the document, among the marks of one slot. */
  readonly order: number
}

/** A place among the children of an element at which marks belong: texts of one page without an element between. */
export interface Slot {
  readonly owner: StructureNode
  readonly marks: Mark[]
}

/** Attributes of a table's cell, of a list, of a picture (ISO 32000-1, 14.8.5). */
export interface NodeAttributes {
  scope?: 'Row' | 'Column'
  columnSpan?: number
  rowSpan?: number
  numbering?: string
  /** In points, from the lower left of its page. */
  bounds?: readonly [number, number, number, number]
}

export interface StructureNode {
  /** A standard type (ISO 32000-1, 14.8.4), one of `roleMap`, or `''` for what only holds its children. */
  role: string
  kids: (StructureNode | Slot)[]
  parent: StructureNode | undefined
  /** Where it is not its parent's. */
  language?: string
  alt?: string
  /** What it reads as, in place of what is painted. */
  actualText?: string
  /** Id in the document. */
  id?: string
  /** Where a link leads. */
  href?: string
  /** True for a table of contents. */
  isContents?: boolean
  /** True for the callout of a note. */
  isCallout?: boolean
  readonly attributes: NodeAttributes
  /** Link annotations: their object, and the page's. */
  readonly annotations: { readonly object: number; readonly page: number }[]
}

/** Our own types, and the standard ones that they are kinds of. */
export const roleMap: Readonly<Record<string, string>> = { Aside: 'Sect' }

export const isSlot = (kid: StructureNode | Slot): kid is Slot => 'marks' in kid

/** Make an element and hang it on its parent. */
export function addNode(parent: StructureNode | undefined, role: string): StructureNode {
  const node: StructureNode = { role, kids: [], parent, attributes: {}, annotations: [] }
  parent?.kids.push(node)
  return node
}

/** Make a slot at the end of an element. */
export function addSlot(owner: StructureNode): Slot {
  const slot: Slot = { owner, marks: [] }
  owner.kids.push(slot)
  return slot
}

/** Whether every picture and formula has words in its place (PDF/UA-1, 7.3 and 7.7). */
export const isDescribed = (node: StructureNode): boolean =>
  (!/^(Figure|Formula)$/.test(node.role) || node.alt !== undefined) &&
  node.kids.every((kid) => isSlot(kid) || isDescribed(kid))
