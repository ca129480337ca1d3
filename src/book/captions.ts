/** Captions and titles stand beside the tree, not in its children; passes that look at all text need them too. */
import type { Nodes, Paragraph, PhrasingContent } from 'mdast'

/**
 * Every caption and box title below a node, each as a paragraph that shares its children: to change the
 * paragraph's children in place is to change the caption.
 */
export function* captionsIn(node: Nodes): Generator<Paragraph> {
  const data: { caption?: PhrasingContent[] | undefined } = node.data ?? {}
  const title = node.type === 'admonition' ? node.title : undefined
  const caption = node.type === 'figure' ? node.caption : undefined
  for (const children of [caption, data.caption, title]) {
    if (children) yield { type: 'paragraph', children }
  }
  if ('children' in node) for (const child of node.children) yield* captionsIn(child)
}
