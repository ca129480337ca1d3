/** Turn a flat row of headings and blocks into sections within sections. */
import type { Element, ElementContent, RootContent } from 'hast'
import { element } from './handlers/element.js'

const rankOf = (node: RootContent): number =>
  node.type === 'element' && /^h[1-6]$/.test(node.tagName) ? Number(node.tagName[1]) : 0

/**
 * Nest by rank. A heading that leaves a rank out gets the next one: readers tell the depth by it (Matterhorn
 * Protocol 1.1, 14-003; the author has the message `heading-skip`). A heading's id moves to its section (EPUB 3.3 §5.4: the
 * section is what a contents entry names).
 */
export function nestSections(nodes: readonly RootContent[], above = 1): ElementContent[] {
  const roots: ElementContent[] = []
  const open: { rank: number; section: Element }[] = []
  for (const node of nodes) {
    if (node.type === 'doctype') continue
    const rank = rankOf(node)
    if (rank > 0) {
      while (open.length > 0 && open.at(-1)!.rank >= rank) open.pop()
      const level = Math.min(rank, above + open.length + 1)
      ;(node as Element).tagName = `h${level}`
      const section = openSection(node as Element)
      ;(open.at(-1)?.section.children ?? roots).push(section)
      open.push({ rank, section })
    } else {
      closeGaps(node, above + open.length)
      ;(open.at(-1)?.section.children ?? roots).push(node as ElementContent)
    }
  }
  return roots
}

/** The same for headings in quotations and boxes, which open no section. @returns the rank of the last one */
function closeGaps(node: RootContent, last: number): number {
  if (node.type !== 'element') return last
  const rank = rankOf(node)
  if (rank > 0) {
    const level = Math.min(rank, last + 1)
    node.tagName = `h${level}`
    return level
  }
  return node.children.reduce((rankBefore, child) => closeGaps(child, rankBefore), last)
}

function openSection(heading: Element): Element {
  const { id, ...rest } = heading.properties
  heading.properties = rest
  const section = element('section', id ? { id } : {}, [heading])
  if (heading.position) section.position = heading.position
  return section
}
