/** What an entry of an index is called where it goes on in the next column: "Networks (continued)". */
import type { Element, ElementContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { wordsFor } from '../book/words.js'
import { classesOf } from './to-print-tree.js'

/** Letters of a name that fit on a line of a column with the word after it. */
const longestName = 26

/**
 * Name the entries of all indexes that have entries under them: the items of `ul.index`, and of lists in what has the
 * class `index`, as a chapter of that role has. A name that is given already stays.
 */
export function nameEntries(nodes: readonly ElementContent[], language: string): void {
  const { continued } = wordsFor(language).index
  const visit = (element: Element, isAround: boolean): void => {
    const isIndex = isAround || classesOf(element).includes('index')
    for (const child of element.children) {
      if (child.type !== 'element') continue
      if (isIndex && element.tagName === 'ul') nameEntry(child, continued)
      else visit(child, isIndex)
    }
  }
  for (const node of nodes) if (node.type === 'element') visit(node, false)
}

function nameEntry(entry: Element, continued: string): void {
  const list = entry.children.findIndex((child) => child.type === 'element' && isList(child))
  if (list < 1 || entry.properties.dataContinuesAs !== undefined) return
  const own = entry.children.slice(0, list)
  const term = findElement(own, (one) => classesOf(one).includes('index-term'))
  const words = term ? textOf(term) : withoutPages(wordsOf(own))
  const name = words.replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim()
  if (name === '') return
  const short =
    name.length <= longestName
      ? name
      : `${name.slice(0, longestName - 1).replace(/[\s,;:]+$/, '')}…`
  entry.properties.dataContinuesAs = `${short} ${continued}`
}

const isList = ({ tagName }: Element): boolean => tagName === 'ul' || tagName === 'ol'

/** Take off the pages that an author has written by hand. */
const withoutPages = (words: string): string =>
  words.replace(/(?:[\s,:;]|\d[\d–\u2060\u2011-]*)+$/u, '')

/** The words of an entry up to its first link. */
function wordsOf(nodes: readonly ElementContent[]): string {
  let words = ''
  for (const node of nodes) {
    if (node.type !== 'element') words += textOf(node)
    else if (findElement([node], isLink))
      return words + (isLink(node) ? '' : wordsOf(node.children))
    else words += textOf(node)
  }
  return words
}

const isLink = ({ tagName }: Element): boolean => tagName === 'a'

function findElement(
  nodes: readonly ElementContent[],
  isWanted: (element: Element) => boolean,
): Element | undefined {
  for (const node of nodes) {
    if (node.type !== 'element') continue
    const found = isWanted(node) ? node : findElement(node.children, isWanted)
    if (found) return found
  }
  return undefined
}
