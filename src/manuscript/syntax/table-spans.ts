/**
 * Cells over several rows and columns in tables of pipes and of data: a cell of nothing but `^^` belongs to the one
 * above, of nothing but `<<` to the one before it. In a table of the class `spans` two pipes side by side (`||`) do as
 * `<<`, as in MultiMarkdown; elsewhere they are an empty cell, as GitHub has it.
 */
import type { Root, Table, TableCell } from 'mdast'
import type { VFile } from 'vfile'
import { SKIP, visit } from '../../book/visit.js'
import { report } from '../../diagnostics/report.js'

/** Where a cell begins, and how far it goes. */
interface Area {
  readonly cell: TableCell
  readonly row: number
  readonly column: number
  rows: number
  columns: number
  /** Marks that belong to it; as many as it grew, where all of its area is its own. */
  marks: TableCell[]
}

/** Join the cells of tables whose marks make rectangles; other marks stay text. */
export function spanCells(tree: Root, file: VFile): void {
  visit(tree, 'table', (table) => {
    const classes = table.data?.hProperties?.className
    const text = Array.isArray(classes) && classes.includes('spans') ? String(file) : undefined
    const areas = findAreas(table, text)
    if (areas.length > 0) join(table, areas)
    return SKIP
  })
}

/** Keep the cells that a row has beyond the head's, which GitHub leaves out. Reports `uneven-data`. */
export function keepCells(tree: Root, file: VFile): void {
  visit(tree, 'table', (table) => {
    const count = table.align?.length ?? 0
    const most = Math.max(...table.children.map(({ children }) => children.length))
    if (!table.align || most <= count) return
    for (const row of table.children.filter(({ children }) => children.length > count)) {
      const cells = `${row.children.length} cells`
      report(file, 'uneven-data', row, `Unexpected ${cells}, expected ${count}, as in the head`, {
        subject: cells,
        hint: 'Write a `|` that is no end of a cell as `\\|`, in code as well',
      })
    }
    table.align = Array.from({ length: most }, (_, at) => table.align?.[at] ?? null)
  })
}

/** @param text the manuscript, where two pipes side by side are a mark */
function findAreas(table: Table, text: string | undefined): Area[] {
  const owners: Area[][] = []
  const headRows = table.data?.headRows ?? 1
  table.children.forEach(({ children }, row) => {
    owners.push([])
    children.forEach((cell, column) => {
      const isFirstOfGroup = row === 0 || row === headRows
      const left = isMark(cell, '<<', table) || isDoublePipe(cell, text)
      const owner = left
        ? owners[row]![column - 1]
        : isMark(cell, '^^', table) && !isFirstOfGroup
          ? owners[row - 1]![column]
          : undefined
      if (!owner) {
        owners[row]!.push({ cell, row, column, rows: 1, columns: 1, marks: [] })
        return
      }
      owner.rows = Math.max(owner.rows, row - owner.row + 1)
      owner.columns = Math.max(owner.columns, column - owner.column + 1)
      owner.marks.push(cell)
      owners[row]!.push(owner)
    })
  })
  const all = [...new Set(owners.flat())]
  return all.filter(({ rows, columns, marks }) => {
    return marks.length > 0 && marks.length === rows * columns - 1
  })
}

/** Whether a cell holds a mark and nothing else, not escaped. */
function isMark({ children }: TableCell, mark: string, table: Table): boolean {
  const [only, other] = children
  if (other || only?.type !== 'text' || only.value !== mark) return false
  const { start, end } = only.position ?? {}
  // Cells of data stand where their table does.
  return only.position === table.position || end!.offset! - start!.offset! === mark.length
}

/** A cell of GitHub's tables begins with its pipe, and the last of a row ends with one. */
const isDoublePipe = (cell: TableCell, text: string | undefined): boolean =>
  text !== undefined &&
  cell.children.length === 0 &&
  /^\|\|?$/.test(text.slice(cell.position?.start.offset, cell.position?.end.offset))

function join(table: Table, areas: readonly Area[]): void {
  const gone = new Set(areas.flatMap(({ marks }) => marks))
  for (const { cell, rows, columns } of areas) {
    const spans = {
      ...(rows > 1 ? { rowSpan: rows } : {}),
      ...(columns > 1 ? { colSpan: columns } : {}),
    }
    cell.data = { ...cell.data, hProperties: { ...cell.data?.hProperties, ...spans } }
  }
  const count = Math.max(...table.children.map(({ children }) => children.length))
  for (const row of table.children) {
    // Rows that GitHub lets be short; what is left out of them is no span.
    while (row.children.length < count) row.children.push({ type: 'tableCell', children: [] })
    row.children.forEach((cell, column) => {
      const align = table.align?.[column]
      if (!align) return
      const properties = { ...cell.data?.hProperties, className: [`align-${align}`] }
      cell.data = { ...cell.data, hProperties: properties }
    })
    row.children = row.children.filter((cell) => !gone.has(cell))
  }
  const { headRows = 1, footRows = 0 } = table.data ?? {}
  table.data = { ...table.data, headRows, footRows }
  delete table.align
}
