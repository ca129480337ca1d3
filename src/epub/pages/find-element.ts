/** Elements of a chapter by the place in the manuscript that print knows them by. */
import type { Element, Root } from 'hast'
import type { PageStart } from '../../book/print-pages.js'

interface Found {
  readonly element: Element
  readonly parents: readonly Element[]
}

/** By `id` with `#` before it, and by `tag line:column`; the innermost of those that share a place. */
export type ChapterIndex = ReadonlyMap<string, Found>

/** Index a chapter. */
export function indexChapter(root: Root): ChapterIndex {
  const index = new Map<string, Found>()
  const visit = (node: Root | Element, parents: readonly Element[]) => {
    for (const element of node.children) {
      if (element.type !== 'element') continue
      const { position, properties, tagName } = element
      if (position)
        index.set(`${tagName} ${position.start.line}:${position.start.column}`, {
          element,
          parents,
        })
      if (properties.id) index.set(`#${properties.id}`, { element, parents })
      visit(element, [...parents, element])
    }
  }
  visit(root, [])
  return index
}

/** Find the element in which a page begins. */
export function findElement(
  index: ChapterIndex,
  root: Root,
  { at, id, tag }: PageStart,
): Found | undefined {
  const known = (id && index.get(`#${id}`)) || index.get(`${tag} ${at}`)
  if (known) return known
  // Print gives the section of a chapter a place of its own.
  const section = root.children.find((child) => child.type === 'element')
  return at === '1:1' && section ? { element: section, parents: [] } : undefined
}
