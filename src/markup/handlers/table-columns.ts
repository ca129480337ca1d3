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

/** Mark the cells that begin or end their row, but not the table: beside them is a cell from a row above. */
export function markInnerCells(cells: readonly PlacedCell[]): void {
  const end = ({ cell, column }: PlacedCell) => column + Number(cell.properties.colSpan ?? 1)
  const count = Math.max(0, ...cells.map(end))
  cells.forEach((one, at) => {
    const inner = [
      ...(one.column > 0 && cells[at - 1]?.row !== one.row ? ['not-first'] : []),
      ...(end(one) < count && cells[at + 1]?.row !== one.row ? ['not-last'] : []),
    ]
    if (inner.length > 0) one.cell.properties.className = [...classesOf(one.cell), ...inner]
  })
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

/** Write the widths of columns, where any is given, as classes of whole percents (`styles/columns.css`). */
export function sizeColumns(table: Element, columns: readonly TableColumn[]): void {
  if (!columns.some(({ width }) => width !== undefined)) return
  const sum = columns.reduce((all, { width = 0 }) => all + width, 0)
  // A table of less than the measure has shares of itself.
  const isNarrow = columns.every(({ width }) => width !== undefined) && sum < wholeMeasure
  const unit = isNarrow ? 100 / sum : 1
  const made = columns.map(({ width }) =>
    element('col', width === undefined ? {} : { className: [toShare(width * unit)] }),
  )
  table.properties.className = [...classesOf(table), 'sized', ...(isNarrow ? [toShare(sum)] : [])]
  table.children.unshift(element('colgroup', {}, made))
}

/** Thirds make 99. */
const wholeMeasure = 99

const toShare = (percent: number): string =>
  `column-${Math.min(100, Math.max(1, Math.round(percent)))}`
