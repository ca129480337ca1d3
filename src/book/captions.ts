/** Captions and titles stand beside the tree, not in its children; passes that look at all text need them too. */
import type { Nodes, Paragraph, PhrasingContent } from 'mdast'

/**
 * Every caption and box title below a node, each as a paragraph that shares its children: to change the
 * paragraph's children in place is to change the caption.
 */
export function captionsIn(node: Nodes): Paragraph[] {
  const found: Paragraph[] = []
  collect(node, found)
  return found
}

/** The captions and titles of a node itself. */
export function captionsOf(node: Nodes): Paragraph[] {
  const data: { caption?: PhrasingContent[] | undefined; credit?: PhrasingContent[] | undefined } =
    node.data ?? {}
  const found: Paragraph[] = []
  if (node.type === 'figure' && node.caption) found.push(paragraph(node.caption))
  if (data.caption) found.push(paragraph(data.caption))
  if (data.credit) found.push(paragraph(data.credit))
  if (node.type === 'admonition' && node.title) found.push(paragraph(node.title))
  return found
}

function collect(node: Nodes, found: Paragraph[]): void {
  found.push(...captionsOf(node))
  if ('children' in node) for (const child of node.children) collect(child, found)
}

const paragraph = (children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children })
