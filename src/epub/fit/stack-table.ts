/**
 * Wide tables on narrow screens: each row a block, its cells one below the other, each behind the head of its column
 * (`styles/epub/7-stacked.css`). Elements that are no longer shown as a table keep the roles of one.
 */
import type { Element, ElementContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { measureTable } from './measure-table.js'

/** Columns, and em that they need at the least, from which on a table of words is stacked by itself. */
const [fewestColumns, widest] = [4, 30]

/** A stacked table says `stacks`; the author's words for it are these. */
const [asked, refused] = ['stacked', 'unstacked']

const isElement = (node: ElementContent): node is Element => node.type === 'element'
const elementsOf = ({ children }: Element): Element[] => children.filter(isElement)
const classesOf = ({ properties: { className } }: Element): string[] =>
  Array.isArray(className) ? className.map(String) : []

/**
 * Make a table that can be stacked.
 *
 * @returns the element itself where it is no table, where it is narrow, or where its cells have not one head each
 */
export function stackTable(table: Element, isInTable = false): Element {
  if (table.tagName !== 'table' || isInTable) return table
  const classes = classesOf(table)
  if (classes.includes(refused)) return table
  const heads = findHeads(table)
  if (!heads || !(classes.includes(asked) || isWide(table, heads.length))) return table
  return {
    ...table,
    properties: { ...table.properties, className: [...classes, 'stacks'], role: 'table' },
    children: table.children.map((group) =>
      isElement(group) && /^t(?:head|body|foot)$/.test(group.tagName)
        ? labelGroup(group, heads)
        : group,
    ),
  }
}

/** The words at the heads of the columns, where there is one row of them and no cell but notes spans two. */
function findHeads(table: Element): string[] | undefined {
  const groups = elementsOf(table)
  const head = groups.filter(({ tagName }) => tagName === 'thead').flatMap(elementsOf)
  const body = groups.filter(({ tagName }) => tagName === 'tbody').flatMap(elementsOf)
  if (head.length !== 1 || body.length === 0) return undefined
  const cells = [...head, ...body].flatMap(elementsOf)
  const isPlain = ({ properties }: Element) => !properties.colSpan && !properties.rowSpan
  if (!cells.every(isPlain)) return undefined
  return elementsOf(head[0]!).map((cell) => textOf(cell).replace(/\s+/g, ' ').trim())
}

/** A matrix of numbers is read across; in blocks nobody could compare them. */
function isWide(table: Element, columns: number): boolean {
  if (columns < fewestColumns || measureTable(table) < widest) return false
  const cells = elementsOf(table)
    .filter(({ tagName }) => tagName === 'tbody')
    .flatMap(elementsOf)
    .flatMap(elementsOf)
  const words = cells.filter((cell) => /\p{L}{2}/u.test(textOf(cell)))
  return words.length * 2 >= cells.length
}

function labelGroup(group: Element, heads: readonly string[]): Element {
  const rows = elementsOf(group).map((row): Element => {
    const cells = elementsOf(row).map((cell, at): Element => {
      const head = cell.tagName === 'th'
      const role = head ? (group.tagName === 'thead' ? 'columnheader' : 'rowheader') : 'cell'
      // The first cell heads its block; an empty one has nothing to say.
      const isSaid = group.tagName === 'tbody' && at > 0 && heads[at] && textOf(cell).trim() !== ''
      const label = isSaid ? { dataLabel: heads[at] } : {}
      return { ...cell, properties: { ...cell.properties, role, ...label } }
    })
    return { ...row, properties: { ...row.properties, role: 'row' }, children: cells }
  })
  return { ...group, properties: { ...group.properties, role: 'rowgroup' }, children: rows }
}
