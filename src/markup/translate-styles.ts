/** The few wishes of a `style` attribute that a book can keep, as attributes and classes. */
import type { Element, Root } from 'hast'
import { visit } from '../book/visit.js'
import { classesOf } from './handlers/element.js'

/** Elements whose width an author may set. */
const sizeable = new Set(['img', 'figure', 'table'])

/** A width in pixels, or a share of the measure: what the `width` attribute can say (HTML, §16.3). */
const widthValue = /^(\d+(?:\.\d+)?)(px|%)$/

/**
 * Translate `width` and `max-width` to the attribute `width`, `text-align: center` and automatic margins
 * to the class `center`. An attribute that the author wrote stays; all else of the style is dropped.
 */
export function translateStyles(tree: Root): void {
  visit(tree, 'element', (node: Element) => {
    const { style } = node.properties
    if (typeof style !== 'string') return
    const declarations = readDeclarations(style)
    const width = [declarations.get('width'), declarations.get('max-width')]
      .map((value) => widthValue.exec(value ?? ''))
      .find((match) => match !== null)
    if (width && sizeable.has(node.tagName) && node.properties.width === undefined) {
      node.properties.width = width[2] === 'px' ? width[1]! : width[0]
    }
    const isCentred =
      declarations.get('text-align') === 'center' ||
      (declarations.get('margin-left') === 'auto' && declarations.get('margin-right') === 'auto')
    const classes = classesOf(node)
    if (isCentred && !classes.includes('center')) node.properties.className = [...classes, 'center']
  })
}

function readDeclarations(style: string): ReadonlyMap<string, string> {
  return new Map(
    style.split(';').map((declaration) => {
      const [name = '', value = ''] = declaration.split(':', 2)
      return [
        name.trim().toLowerCase(),
        value
          .replace(/!important/i, '')
          .trim()
          .toLowerCase(),
      ]
    }),
  )
}
