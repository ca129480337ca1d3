/**
 * Places of the index that nothing leads to. In print every page of an entry is named; here one link leads to each
 * section, so that the other places of it would be ids without a use.
 */
import type { Root, RootContent } from 'hast'
import type { MarkedUpBook } from '../book/book.js'
import { visit } from '../book/visit.js'

/** What `structure/` calls the places: `chapter-ix.term`. */
const isPlace = (id: unknown): boolean => typeof id === 'string' && id.includes('-ix.')

/** Find the places that the indexes of a book lead to; `undefined` for a book without an index. */
export function findPlaces(book: MarkedUpBook): ReadonlySet<string> | undefined {
  const indexes = book.chapters.filter(({ role }) => role === 'index')
  if (indexes.length === 0) return undefined
  const places = new Set<string>()
  for (const { hast } of indexes)
    visit(hast, 'element', ({ tagName, properties }) => {
      if (tagName === 'a') places.add(String(properties.href).slice(1))
      // What "see" leads to is an entry.
      else if (tagName === 'li') places.add(String(properties.id))
    })
  return places
}

/** Give a tree without the other places; what holds none is shared with the tree that was given. */
export function dropPlaces(tree: Root, places: ReadonlySet<string> | undefined): Root {
  return places ? { ...tree, children: dropAll(tree.children, places) as Root['children'] } : tree
}

function dropAll(nodes: readonly RootContent[], places: ReadonlySet<string>): RootContent[] {
  let isSame = true
  const kept = nodes.flatMap((node): RootContent[] => {
    if (node.type !== 'element') return [node]
    const children = dropAll(node.children, places) as typeof node.children
    const { id, ...properties } = node.properties
    const drops = isPlace(id) && !places.has(String(id))
    if (!drops && children === node.children) return [node]
    isSame = false
    if (!drops) return [{ ...node, children }]
    const isBare = node.tagName === 'span' && Object.keys(properties).length === 0
    return isBare ? children : [{ ...node, properties, children }]
  })
  return isSame ? (nodes as RootContent[]) : kept
}
