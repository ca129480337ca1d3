/** Notes at the end of the chapter, not in its middle: those of nested files move behind the last of them. */
import type { Element, Root } from 'hast'

/**
 * Move the notes of each group of files, a chapter with those nested under it, into its last file.
 *
 * @param trees one section each, notes as its last child; changed in place
 * @param depths of the chapters; a group starts at depth 0 or 1
 */
export function gatherNotes(trees: readonly Root[], depths: readonly number[]): void {
  let held: Element[] = []
  trees.forEach((tree, index) => {
    const section = tree.children[0]
    if (section?.type !== 'element') return
    if (depths[index]! <= 1) held = []
    const last = section.children.at(-1)
    if (last?.type === 'element' && isNotes(last)) {
      section.children.pop()
      held.push(last)
    }
    const isLast = index === trees.length - 1 || depths[index + 1]! <= 1
    const [first, ...others] = held
    if (!isLast || !first) return
    // One heading for all: it is the first child of each.
    for (const other of others) first.children.push(...other.children.slice(1))
    section.children.push(first)
  })
}

function isNotes(node: Element): boolean {
  const names = node.properties.className
  return node.tagName === 'section' && Array.isArray(names) && names.includes('notes')
}
