/** Put pictures in the place of elements, and say how large they are. */
import type { Element, ElementContent, Root } from 'hast'
import type { Asset, MarkedUpBook } from '../../book/book.js'
import { visit } from '../../book/visit.js'
import { isOnlyPrint, toXhtml } from '../xhtml/to-xhtml.js'

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

/** Replace elements of a book, and add the pictures that they show; the book that is given stays as it is. */
export const withPictures = (
  book: MarkedUpBook,
  replace: (node: Element) => Element | undefined,
  added: readonly [string, Asset][],
): MarkedUpBook => ({
  ...book,
  chapters: book.chapters.map((chapter) => ({
    ...chapter,
    hast: replaceElements(chapter.hast, replace),
  })),
  assets: new Map([...book.assets, ...added]),
})

/**
 * Visit the elements that the e-book shows.
 *
 * @param enter says of each whether its children are looked at
 */
export function visitShown(tree: Root, enter: (node: Element) => boolean): void {
  visit(tree, 'element', (node) => (isOnlyPrint(node) || !enter(node) ? 'skip' : undefined))
}

const nowhere = { link: () => undefined, picture: () => undefined }

/** Write an element as XML that stands for itself. */
export const xmlOf = (node: Element): string => toXhtml(node, nowhere)

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
