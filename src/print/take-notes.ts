/** The notes of a file leave it: in print they stand at the foot of the page of their callout. */
import type { Element, ElementContent, Root } from 'hast'

/**
 * Take the notes out of a file.
 *
 * @param tree one section, notes as its last child; changed in place
 * @returns the notes, `aside` each, without the heading that they have in the EPUB
 */
export function takeNotes(tree: Root): Element[] {
  const section = tree.children[0]
  if (section?.type !== 'element') return []
  const last = section.children.at(-1)
  if (last?.type !== 'element' || !isNotes(last)) return []
  section.children.pop()
  return last.children.filter((child): child is Element => isNote(child))
}

/** Tell whether a file has notes. */
export function holdsNotes(tree: Root): boolean {
  const section = tree.children[0]
  const last = section?.type === 'element' ? section.children.at(-1) : undefined
  return last?.type === 'element' && isNotes(last)
}

function isNotes(node: Element): boolean {
  const names = node.properties.className
  return node.tagName === 'section' && Array.isArray(names) && names.includes('notes')
}

const isNote = (child: ElementContent): boolean =>
  child.type === 'element' && !/^h[1-6]$/.test(child.tagName)
