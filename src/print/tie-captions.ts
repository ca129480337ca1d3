/**
 * Words that an author sets above or below a listing by hand, in a paragraph of their own: the name of a file before
 * it, a caption after it. They are tied to the listing as a caption of ours is.
 */
import type { Element, Root } from 'hast'
import { toString as plainText } from 'hast-util-to-string'
import { classesOf } from './to-print-tree.js'

/** What such words are in: in mdBook's books a `span`, in others emphasis. */
const holders = new Set(['em', 'i', 'strong', 'b', 'small'])
const ownClass = /^(caption|filename|file-name)$/

/** Words that only a caption begins with. */
const opening = /^(listing|figure|table|example|code|file|filename)\b/i

/** Mark the paragraphs. Changes the tree. */
export function tieCaptions(tree: Root): void {
  const visit = ({ children }: Root | Element): void => {
    const elements = children.flatMap((child) => (child.type === 'element' ? [child] : []))
    for (const [index, element] of elements.entries()) {
      if (element.tagName !== 'p') {
        if (!/^(pre|table|math)$/.test(element.tagName)) visit(element)
        continue
      }
      const isAbove = elements[index + 1]?.tagName === 'pre'
      const isBelow = !isAbove && elements[index - 1]?.tagName === 'pre'
      if ((isAbove || isBelow) && isCaption(element))
        element.properties.className = [
          ...classesOf(element),
          isAbove ? 'words-above' : 'words-below',
        ]
    }
  }
  visit(tree)
}

function isCaption({ children }: Element): boolean {
  const seen = children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  const holder = seen[0]
  if (seen.length !== 1 || holder?.type !== 'element') return false
  if (classesOf(holder).some((name) => ownClass.test(name))) return true
  return holders.has(holder.tagName) && opening.test(plainText(holder))
}
