/** What the style sheet must know of an element, and no selector of every reader can find out. */
import type { Element } from 'hast'
import { fitTable, holdsWideMath } from '../fit/fit-to-column.js'

/**
 * Find the classes that an element of the text gets for what is in it.
 *
 * @param isInTable whether a cell holds it
 */
export function classOf(node: Element, isInTable = false): string | undefined {
  if (node.tagName === 'table') {
    const size = countColumns(node) >= manyColumns ? 'many-columns' : undefined
    const fit = isInTable ? undefined : fitTable(node)
    return size && fit ? `${size} ${fit}` : (size ?? fit)
  }
  if (isPicture(node)) return 'picture'
  if (node.tagName === 'p' && startsWithPicture(node)) return 'continued'
  return holdsWideMath(node) ? 'fits' : undefined
}

/** A paragraph of nothing but pictures is set as one, not as a line of text. */
const isPicture = ({ tagName, children }: Element): boolean =>
  tagName === 'p' &&
  children.some((child) => child.type === 'element' && !isMark(child)) &&
  children.every((child) =>
    child.type === 'element'
      ? isMark(child) ||
        /^(?:img|svg|br)$/.test(child.tagName) ||
        (child.tagName === 'a' && isPicture({ ...child, tagName: 'p' }))
      : child.type !== 'text' || child.value.trim() === '',
  )

/** Where a printed page begins is nothing to see. */
const isMark = ({ properties }: Element): boolean => properties.epubType === 'pagebreak'

/** A picture as wide as the column has no room for an indent before it. */
function startsWithPicture({ children }: Element): boolean {
  const first = children.find((child) =>
    child.type === 'element' ? !isMark(child) : child.type !== 'text' || child.value.trim() !== '',
  )
  return first?.type === 'element' && (first.tagName === 'img' || startsWithPicture(first))
}

/** From here on a table is set smaller, and its heads may break, to fit the width of a phone. */
const manyColumns = 5

/** Count the cells of a table's first row. */
function countColumns(node: Element): number {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    if (child.tagName === 'tr')
      return child.children.filter((cell) => cell.type === 'element').length
    if (/^t(?:head|body|foot)$/.test(child.tagName)) return countColumns(child)
  }
  return 0
}
