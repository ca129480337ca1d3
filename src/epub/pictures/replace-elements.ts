/** Put pictures in the place of elements, and say how large they are. */
import type { Element, ElementContent, Root } from 'hast'

/** Replace elements of a tree; the tree that is given stays as it is. What is replaced is not looked into. */
export function replaceElements(tree: Root, replace: (node: Element) => Element | undefined): Root {
  const inAll = <Node extends Root['children'][number]>(nodes: readonly Node[]): Node[] =>
    nodes.map((node) => {
      if (node.type !== 'element') return node
      const instead = replace(node)
      if (instead) return instead as Node
      return { ...node, children: inAll<ElementContent>(node.children) }
    })
  return { ...tree, children: inAll(tree.children) }
}

/** Name the class of a length. @param hundredths of an em */
export const emClass = (name: string, hundredths: number): string =>
  `${name}-${Math.abs(hundredths)}`

/** Write the rules of such classes: `style` attributes have no place in a book. */
export const emRules = (
  name: string,
  property: string,
  lengths: readonly number[],
  more = '',
): string =>
  [...new Set(lengths)]
    .sort((one, other) => one - other)
    .map(
      (length) =>
        `.${emClass(name, length)} { ${property}: ${length / 100}em;${more && ` ${more};`} }\n`,
    )
    .join('')
