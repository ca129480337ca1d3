/** Tables: caption first, scope on heads, alignment as a class (HTML 5 has no `align`). */
import type { Element, ElementContent } from 'hast'
import type { Table } from 'mdast'
import { defaultHandlers, type State } from 'mdast-util-to-hast'
import { wordsFor } from '../../book/words.js'
import type { MarkupContext } from '../context.js'
import { captionOf } from './caption.js'
import { classesOf, element } from './element.js'
import { alignColumns, markInnerCells, nameRows, placeCells, sizeColumns } from './table-columns.js'
import { alignDecimals } from './table-decimals.js'
import { closeTableNotes, openTableNotes } from './table-notes.js'

export const tableHandler =
  (context: MarkupContext) =>
  (state: State, node: Table): Element => {
    openTableNotes(context, node)
    // First the caption, which stands first: its notes have the first numbers.
    const caption = captionOf(
      state,
      node,
      node.data?.caption,
      wordsFor(context.chapter.language).table,
    )
    const table =
      node.data?.headRows === undefined
        ? defaultHandlers.table(state, node)
        : drawnTable(state, node, node.data.headRows, node.data.footRows ?? 0)
    const own = node.data?.hProperties?.className
    if (Array.isArray(own)) table.properties.className = own.map(toClass)
    if (node.data?.id) table.properties.id = node.data.id
    nameCells(table)
    arrangeColumns(table, node, context.chapter.language)
    closeTableNotes(context, table)
    if (caption) table.children.unshift(element('caption', {}, caption))
    return table
  }

/** Figures of other tools are `landscape`; of a table one says that it is turned. */
const toClass = (name: unknown): string => (name === 'turn' ? 'landscape' : String(name))

function arrangeColumns(table: Element, { data }: Table, language: string): void {
  const cells = placeCells(table)
  const columns = data?.columns ?? []
  alignColumns(cells, columns)
  nameRows(cells, data?.headColumns ?? 0)
  if (cells.some(({ cell }) => cell.properties.rowSpan)) markInnerCells(cells)
  alignDecimals(cells, columns, language)
  sizeColumns(table, columns)
}

/** A table that says itself how many rows are its head and foot. */
function drawnTable(state: State, node: Table, headRows: number, footRows: number): Element {
  const lastOfBody = node.children.length - footRows
  const rows = node.children.map((row, index) => {
    const cells = row.children.map((cell) => {
      const content = state.all(cell) as ElementContent[]
      const made = element(index < headRows ? 'th' : 'td', {}, content)
      state.patch(cell, made)
      return state.applyData(cell, made) as Element
    })
    const made = element('tr', {}, cells)
    state.patch(row, made)
    return made
  })
  const groups = [
    element('thead', {}, rows.slice(0, headRows)),
    element('tbody', {}, rows.slice(headRows, lastOfBody)),
    element('tfoot', {}, rows.slice(lastOfBody)),
  ]
  const table = element(
    'table',
    {},
    groups.filter(({ children }) => children.length > 0),
  )
  state.patch(node, table)
  return table
}

function nameCells(node: Element): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    if (child.tagName === 'th' || child.tagName === 'td') {
      const { align, ...others } = child.properties
      const classes = [...classesOf(child), ...(align ? [`align-${String(align)}`] : [])]
      if (child.tagName === 'th') others.scope = others.colSpan ? 'colgroup' : 'col'
      child.properties = { ...others, ...(classes.length > 0 ? { className: classes } : {}) }
    } else nameCells(child)
  }
}
