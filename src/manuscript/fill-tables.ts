/** Read the cells of tables that are drawn with lines; each is a small document of its own. */
import type { BlockContent, PhrasingContent, Root, Table, TableCell, TableRow } from 'mdast'
import type { Node, Point } from 'unist'
import { VFile } from 'vfile'
import { SKIP, visit } from '../book/visit.js'
import { report } from '../diagnostics/report.js'
import { definitionsFor, definitionsOf } from './definitions.js'
import type { CellLine, PlannedCell, PlannedTable, TablePlan } from './tokenize/planned-table.js'
import { type Source, toSource } from './tokenize/source.js'

/** What no cell without markup holds, nor begins with. */
const markup = /[^\p{L}\p{N} .,;%/()-]|^[-(]|^\d+[.)]\s|www\./u

/**
 * Make tables of all that were drawn; a drawing that cannot be read stays as it is, as code.
 *
 * @param source what `tree` was parsed from
 * @param parse the parser of a cell
 */
export function fillTables(
  tree: Root,
  source: Source,
  file: VFile,
  parse: (cell: VFile) => Root,
): void {
  let known: ReadonlySet<string> | undefined
  let starts: number[] | undefined
  visit(tree, 'plannedTable', (node, index, parent) => {
    if (!parent || index === undefined) return
    parent.children[index] = (node.plan ? toTable(node, node.plan) : toCode(node, file)) as never
    return [SKIP, index + 1]
  })

  function toTable({ position }: PlannedTable, plan: TablePlan): Table {
    const rows = plan.rows.map((cells): TableRow => {
      const children = cells.map(toCell)
      return { type: 'tableRow', children, position: position! }
    })
    const { headRows, footRows } = plan
    return { type: 'table', children: rows, data: { headRows, footRows }, position: position! }
  }

  function toCell(cell: PlannedCell): TableCell {
    const { rowSpan, colSpan, align } = cell
    const properties = {
      ...(rowSpan > 1 ? { rowSpan } : {}),
      ...(colSpan > 1 ? { colSpan } : {}),
      ...(align ? { className: [`align-${align}`] } : {}),
    }
    const data = Object.keys(properties).length > 0 ? { data: { hProperties: properties } } : {}
    return { type: 'tableCell', children: readCell(cell.lines) as PhrasingContent[], ...data }
  }

  function readCell(all: readonly CellLine[]): (BlockContent | PhrasingContent)[] {
    const lines = all.slice(
      all.findIndex(({ text }) => text !== ''),
      all.findLastIndex(({ text }) => text !== '') + 1,
    )
    const text = lines.map((line) => line.text).join('\n')
    if (text === '') return []
    if (!markup.test(text)) {
      const end = { line: 1, column: text.length + 1 }
      const position = { start: place({ line: 1, column: 1 }, lines), end: place(end, lines) }
      return [{ type: 'text', value: text, position }]
    }
    known ??= definitionsOf(tree)
    const part = new VFile({ path: file.path, value: text + definitionsFor(text, known) })
    const cell = parse(part)
    // A table in a cell has cells of its own.
    fillTables(cell, toSource(String(part)), part, parse)
    const blocks = cell.children.filter(({ position }) => position!.start.line <= lines.length)
    visit({ type: 'root', children: blocks } as Root, (node: Node) => {
      if (!node.position) return
      const { start, end } = node.position
      node.position = { start: place(start, lines), end: place(end, lines) }
    })
    for (const message of part.messages) {
      if (message.line)
        message.place = place({ line: message.line, column: message.column ?? 1 }, lines)
      file.messages.push(message)
    }
    const [only, ...others] = blocks
    if (only?.type === 'paragraph' && others.length === 0) return only.children
    return blocks as BlockContent[]
  }

  /** Where in the manuscript a point of a cell stands. */
  function place(point: Point, lines: readonly CellLine[]): Point {
    starts ??= lineStarts(source)
    const { line, column } = lines[Math.min(point.line, lines.length) - 1]!
    const moved = column + point.column - 1
    return { line, column: moved, offset: (starts[line - 1] ?? 0) + moved - 1 }
  }
}

function lineStarts({ text }: Source): number[] {
  const starts = [0]
  for (const { index, 0: ending } of text.matchAll(/\r\n|\r|\n/g))
    starts.push(index + ending.length)
  return starts
}

function toCode({ value, position }: PlannedTable, file: VFile): Node {
  const [first = ''] = value.split('\n', 1)
  report(
    file,
    'unreadable-table',
    position?.start,
    `Unexpected table whose lines do not meet, expected a \`+\` wherever two lines cross`,
    {
      subject: first,
      hint: 'Bring each `|` under a `+` of the line above, in a monospaced font; until then the table is printed as code',
    },
  )
  return { type: 'code', value, position } as Node
}
