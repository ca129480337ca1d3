/** Columns of a table: their cells, their alignment and width, those that name the rows. */
import type { Element } from 'hast'
import type { TableColumn } from '../../book/mdast.js'
import { classesOf, element } from './element.js'

/** A cell of a table, and the first column that it stands in. */
export interface PlacedCell {
  readonly cell: Element
  readonly row: Element
  readonly column: number
  /** `thead`, `tbody`, `tfoot`. */
  readonly group: string
}

/** The cells of a table with their columns, row by row; spans over rows and columns are counted. */
export function placeCells(table: Element): PlacedCell[] {
  const placed: PlacedCell[] = []
  for (const group of table.children) {
    if (group.type !== 'element' || !/^t(?:head|body|foot)$/.test(group.tagName)) continue
    /** For each column, how many of the next rows are taken by a cell above. */
    const taken: number[] = []
    for (const row of group.children) {
      if (row.type !== 'element') continue
      let column = 0
      const free = () => {
        for (; (taken[column] ?? 0) > 0; column++) taken[column]!--
      }
      for (const cell of row.children) {
        if (cell.type !== 'element') continue
        free()
        placed.push({ cell, row, column, group: group.tagName })
        const rows = Number(cell.properties.rowSpan ?? 1)
        const columns = Number(cell.properties.colSpan ?? 1)
        for (let count = 0; count < columns; count++) taken[column++] = rows - 1
      }
      for (; column < taken.length; column++) if (taken[column]! > 0) taken[column]!--
    }
  }
  return placed
}

/** Align the cells of columns. What a cell says itself counts for more. */
export function alignColumns(cells: readonly PlacedCell[], columns: readonly TableColumn[]): void {
  for (const { cell, column } of cells) {
    const align = columns[column]?.align
    if (!align) continue
    const classes = classesOf(cell).filter((name) => !name.startsWith('align-'))
    cell.properties.className = [...classes, `align-${align === 'decimal' ? 'right' : align}`]
  }
}

/** Make heads of their rows of the cells of the first columns. */
export function nameRows(cells: readonly PlacedCell[], count: number): void {
  for (const { cell, column, group } of cells) {
    if (column >= count || group === 'thead' || cell.children.length === 0) continue
    cell.tagName = 'th'
    // Of all the rows that it spans (HTML, §4.9.12.2).
    cell.properties.scope = 'row'
  }
}

/** Write the widths of columns, where any is given. */
export function sizeColumns(table: Element, columns: readonly TableColumn[]): void {
  if (!columns.some(({ width }) => width !== undefined)) return
  const made = columns.map(({ width }) =>
    element('col', width === undefined ? {} : { style: `width: ${width}%` }),
  )
  const whole = columns.reduce((sum, { width = 0 }) => sum + width, 0)
  const isKnown = columns.every(({ width }) => width !== undefined)
  table.properties.className = [...classesOf(table), 'sized']
  if (isKnown && whole < 100) {
    table.properties.style = `width: ${whole}%`
    for (const [at, col] of made.entries())
      col.properties.style = `width: ${Math.round((columns[at]!.width! / whole) * 10000) / 100}%`
  }
  table.children.unshift(element('colgroup', {}, made))
}
