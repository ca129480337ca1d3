/** What a citation processor writes, as Markdown's tree: italics, bold, small capitals, raised and lowered, links. */
import type { Element, RootContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import type { Link, PhrasingContent } from 'mdast'
import type { Span } from '../../book/mdast.js'

/** Convert a piece of HTML. @param link makes the link of `<a href>`, from the address and what stands in it */
export function htmlToPhrasing(
  html: string,
  link: (address: string, children: PhrasingContent[]) => PhrasingContent,
): PhrasingContent[] {
  const convert = (nodes: readonly RootContent[]): PhrasingContent[] =>
    nodes.flatMap((node): PhrasingContent[] => {
      if (node.type === 'text') return node.value ? [{ type: 'text', value: node.value }] : []
      return node.type === 'element' ? element(node, convert(node.children)) : []
    })
  const element = (node: Element, children: PhrasingContent[]): PhrasingContent[] => {
    const style = String(node.properties.style ?? '')
    if (node.tagName === 'a') return [link(String(node.properties.href ?? ''), children)]
    if (/^(i|em)$/.test(node.tagName)) return [{ type: 'emphasis', children }]
    if (/^(b|strong)$/.test(node.tagName)) return [{ type: 'strong', children }]
    if (/^su[bp]$/.test(node.tagName)) return [span(node.tagName, children, node.tagName)]
    if (/font-style:\s*normal/.test(style)) return [span('upright', children)]
    if (/small-caps/.test(style)) return [span('smallcaps', children)]
    return children
  }
  return convert(fromHtml(html, { fragment: true }).children)
}

const span = (name: string, children: PhrasingContent[], hName?: string): Span => ({
  type: 'span',
  children: children as Link['children'],
  data: { hProperties: { className: [name] }, ...(hName ? { hName } : {}) } as never,
})
