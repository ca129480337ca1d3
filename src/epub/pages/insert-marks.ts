/** The marks of printed pages as elements of the tree. */
import type { Element, Root, RootContent, Text } from 'hast'

/** The beginning of a printed page, in a text or before an element. */
export interface Mark {
  /** Characters of the text before it; 0 for elements. */
  readonly offset: number
  readonly id: string
  /** What the page is called. */
  readonly folio: string
}

/** Marks by the node that they stand in or before, in order. */
export type Marks = ReadonlyMap<RootContent, readonly Mark[]>

/** Give a tree with its marks; what holds none is shared with the tree that was given. */
export function insertMarks(tree: Root, marks: Marks | undefined): Root {
  if (!marks || marks.size === 0) return tree
  return { ...tree, children: insertAll(tree.children, marks) as Root['children'] }
}

function insertAll(nodes: readonly RootContent[], marks: Marks): RootContent[] {
  return nodes.flatMap((node): RootContent[] => {
    const own = marks.get(node) ?? []
    if (node.type === 'text') return own.length > 0 ? parted(node, own) : [node]
    if (node.type !== 'element') return [...own.map(toElement), node]
    const children = insertAll(node.children, marks) as Element['children']
    const isSame =
      children.length === node.children.length &&
      children.every((child, index) => child === node.children[index])
    return [...own.map(toElement), isSame ? node : { ...node, children }]
  })
}

function parted({ value }: Text, marks: readonly Mark[]): RootContent[] {
  const nodes: RootContent[] = []
  let from = 0
  const take = (to: number) => {
    if (to > from) nodes.push({ type: 'text', value: value.slice(from, to) })
    from = to
  }
  for (const mark of marks) {
    take(mark.offset)
    nodes.push(toElement(mark))
  }
  take(value.length)
  return nodes
}

/** EPUB Accessibility 1.1, §3.3.3, and DPUB-ARIA 1.1, doc-pagebreak: it must have a name. */
const toElement = ({ id, folio }: Mark): Element => ({
  type: 'element',
  tagName: 'span',
  properties: { epubType: 'pagebreak', role: 'doc-pagebreak', id, ariaLabel: folio },
  children: [],
})
