/** Titles in the contents: the words and their emphasis, without links, notes or ids. */
import type { ElementContent } from 'hast'
import type { PhrasingContent } from 'mdast'

const tags: Readonly<Record<string, string>> = {
  emphasis: 'em',
  strong: 'strong',
  inlineCode: 'code',
  delete: 'del',
}

/** Turn a title into hast; what the contents cannot hold (pictures, notes) is left out. */
export function toPhrasing(title: readonly PhrasingContent[]): ElementContent[] {
  return title.flatMap((node): ElementContent[] => {
    if (node.type === 'text' || node.type === 'inlineMath')
      return [{ type: 'text', value: node.value }]
    if (node.type === 'break') return [{ type: 'text', value: ' ' }]
    if (node.type === 'inlineCode') {
      return [
        {
          type: 'element',
          tagName: 'code',
          properties: {},
          children: [{ type: 'text', value: node.value }],
        },
      ]
    }
    if (!('children' in node)) return []
    const children = toPhrasing(node.children)
    const tagName = tags[node.type]
    return tagName ? [{ type: 'element', tagName, properties: {}, children }] : children
  })
}
