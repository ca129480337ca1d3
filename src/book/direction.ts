/** Which way a language is written, and what of a text keeps the other way. */
import type { Element, ElementContent, Root } from 'hast'

/** Languages written from right to left (by ISO 639; script subtags decide where both are in use). */
const rightToLeft =
  /^(?:ar|ckb|dv|fa|he|ks|ku-arab|ps|sd|ug|ur|yi)(?:-(?!latn)|$)|-(?:arab|hebr|thaa|syrc)(?:-|$)/i

/** Tell whether a language is written from right to left. @param language a tag of RFC 5646 */
export const isRightToLeft = (language: string): boolean => rightToLeft.test(language)

/** Find the direction of a language, as HTML's `dir` names it. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  isRightToLeft(language) ? 'rtl' : 'ltr'

/** Elements that are read from left to right in every language: programs and what is typed. */
const alwaysLeftToRight = new Set(['pre', 'code', 'kbd', 'samp'])

/**
 * Give elements a `dir` where their direction is not that of what they stand in: words of another language, code in
 * a text from right to left. An author's own `dir` stays. Changes the tree; one that runs left to right is left as it is.
 *
 * @param around direction of what the tree will stand in
 */
export function setDirections(tree: Root, around: 'ltr' | 'rtl'): void {
  const visit = (node: Root | ElementContent, outer: string) => {
    const own = node.type === 'element' ? setDirection(node, outer) : outer
    if ('children' in node) for (const child of node.children) visit(child as ElementContent, own)
  }
  visit(tree, around)
}

function setDirection({ tagName, properties }: Element, outer: string): string {
  const { dir, lang } = properties
  const own = directionWithin(outer, tagName, { dir, lang })
  if (own !== outer) properties.dir = own
  return own
}

/** Find the direction of an element: the author's word, else that of code or of its language, else that around it. */
export function directionWithin(
  outer: string,
  tagName: string,
  { dir, lang }: { readonly dir?: unknown; readonly lang?: unknown },
): string {
  if (typeof dir === 'string') return dir
  if (alwaysLeftToRight.has(tagName)) return 'ltr'
  return typeof lang === 'string' ? directionOf(lang) : outer
}
