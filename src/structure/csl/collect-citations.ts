/** All citations of a book, in the order of its text. */
import type { Nodes, Paragraph } from 'mdast'
import type { Label } from '../../book/book.js'
import { captionsOf } from '../../book/captions.js'
import type { Citer } from '../cite.js'
import type { RawChapter } from '../raw-chapter.js'
import type { PlacedCitation } from './process-citations.js'

/** Collect what cites sources only: a label beside them makes it a reference. */
export function collectCitations(
  chapters: readonly RawChapter[],
  labels: ReadonlyMap<string, Label>,
  citer: Citer,
): PlacedCitation[] {
  const found: PlacedCitation[] = []
  const walk = (node: Nodes, isInNote: boolean): void => {
    if (node.type === 'citation') {
      const isCited = node.items.every(({ key }) => citer.has(key) && !labels.has(key))
      if (isCited && node.items.length > 0) found.push({ node, isInNote })
    }
    const inside = isInNote || node.type === 'footnoteDefinition'
    if ('children' in node) for (const child of node.children) walk(child, inside)
    for (const caption of captionsOf(node)) walk(caption, inside)
  }
  for (const { title, tree } of chapters) {
    const heading: Paragraph = { type: 'paragraph', children: title }
    walk(heading, false)
    walk(tree, false)
  }
  return found
}
