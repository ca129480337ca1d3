/** Old elements of raw HTML in today's words (HTML 5.3 §11.2, "Non-conforming features"). */
import type { Element, Root } from 'hast'
import { visit } from '../book/visit.js'
import { classesOf } from './handlers/element.js'

const replacements: Readonly<Record<string, readonly [tagName: string, className?: string]>> = {
  center: ['div', 'center'],
  font: ['span'],
  tt: ['code'],
  big: ['span', 'larger'],
  strike: ['s'],
  acronym: ['abbr'],
  nobr: ['span', 'no-break'],
  main: ['div'],
}

/** Rename old elements; turn `<a name>` into an id; unfold `details`, which paper and old readers cannot. */
export function modernise(tree: Root): void {
  visit(tree, 'element', (node: Element) => {
    const replacement = replacements[node.tagName]
    if (replacement) {
      node.tagName = replacement[0]
      if (replacement[1]) node.properties.className = [...classesOf(node), replacement[1]]
    }
    if (node.tagName === 'details') node.properties.open = true
    if (node.tagName === 'a' && node.properties.name) {
      node.properties.id ??= String(node.properties.name)
      delete node.properties.name
    }
  })
}
