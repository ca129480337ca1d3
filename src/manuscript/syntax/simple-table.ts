/**
 * Tables whose columns are underlined with dashes (pandoc, Manual, `simple_tables`, `multiline_tables`):
 *
 *     Layer    Parameters
 *     ------  -----------
 *     Dense       235,146
 *
 * A line of dashes above the head lets cells take several lines, with blank lines between rows. Two columns at
 * least, each with two dashes, and no word across a gap: so a rule of dashes stays a rule.
 */
import type { AlignType } from 'mdast'
import type { Point } from 'micromark-util-types'
import {
  cutLine,
  type FoundTable,
  fromPlannedTable,
  type PlannedCell,
  plannedTable,
  type TableLine,
  type TablePlan,
} from '../tokenize/planned-table.js'
import { linesFrom, type Source } from '../tokenize/source.js'
import { toColumns } from '../tokenize/text-columns.js'
import type { Syntax } from './syntax.js'

/** Make the parser's part that knows simple and multiline tables. */
export function simpleTable(source: Source): Syntax {
  const construct = plannedTable('simpleTable', (point) => findTable(source, point))
  return {
    // Two columns underlined, after the marks of whatever holds the table.
    sign: /-{2,}[ \t]+-{2,}[ \t]*$/m,
    // A head that is set to the right may stand as far in as code.
    micromark: { flow: { 45: construct, null: construct }, flowInitial: { 32: construct } },
    fromMarkdown: fromPlannedTable,
  }
}

const columnRule = /^ *-{2,}(?: +-{2,})+[ \t]*$/
const fullRule = /^ *-{3,}[ \t]*$/
const anyRule = /^ *-{2,}(?: +-{2,})*[ \t]*$/

type LineAt = (number: number) => TableLine | undefined

function findTable(source: Source, point: Point): FoundTable | undefined {
  const lineFrom = linesFrom(source, point)
  const lineAt: LineAt = (number) => {
    const line = lineFrom(number)
    return line && { ...toColumns(line.text.trimEnd()), number, start: line.start }
  }
  const first = lineAt(point.line)!
  if (columnRule.test(first.text)) return findHeadless(lineAt, first)
  if (fullRule.test(first.text)) return findMultiline(lineAt, first)
  const below = lineAt(point.line + 1)
  return below && columnRule.test(below.text) ? findSimple(lineAt, first, below) : undefined
}

/** A head, a rule, then rows to the next blank line. */
function findSimple(lineAt: LineAt, head: TableLine, rule: TableLine): FoundTable | undefined {
  const rows: TableLine[] = []
  let count = 2
  for (
    let line = lineAt(rule.number + 1);
    line && line.text !== '';
    line = lineAt(line.number + 1)
  ) {
    count++
    if (anyRule.test(line.text)) break
    rows.push(line)
  }
  if (rows.length === 0) return undefined
  return found(
    count,
    rule,
    [head],
    rows.map((row) => [row]),
  )
}

/** A rule, the lines of a head, a second rule, then rows as blocks to the last rule. */
function findMultiline(lineAt: LineAt, first: TableLine): FoundTable | undefined {
  const head: TableLine[] = []
  for (let line = lineAt(first.number + 1); ; line = lineAt(line.number + 1)) {
    if (!line || line.text === '') return undefined
    if (columnRule.test(line.text)) {
      const end =
        head.length === 0
          ? undefined
          : findEnd(lineAt, line.number + 1, (text) => anyRule.test(text))
      if (!end) return undefined
      return found(end.last - first.number + 1, line, head, toBlocks(end.lines))
    }
    head.push(line)
  }
}

/** A rule, rows, the same rule again. A blank line among the rows makes each block of lines a row. */
function findHeadless(lineAt: LineAt, rule: TableLine): FoundTable | undefined {
  const same = rule.text.trim()
  const end = findEnd(lineAt, rule.number + 1, (text) => text.trim() === same)
  if (!end) return undefined
  const isMultiline = end.lines.some(({ text }) => text === '')
  const rows = isMultiline ? toBlocks(end.lines) : end.lines.map((line) => [line])
  return found(end.last - rule.number + 1, rule, [], rows)
}

/** Lines up to a rule that nothing follows at once; two blank lines end the search. */
function findEnd(
  lineAt: LineAt,
  from: number,
  isEnd: (text: string) => boolean,
): { lines: TableLine[]; last: number } | undefined {
  const lines: TableLine[] = []
  for (let line = lineAt(from); line; line = lineAt(line.number + 1)) {
    if (isEnd(line.text)) {
      const after = lineAt(line.number + 1)?.text ?? ''
      return lines.length > 0 && after === '' ? { lines, last: line.number } : undefined
    }
    if (line.text === '' && (lines.length === 0 || lines.at(-1)!.text === '')) return undefined
    lines.push(line)
  }
  return undefined
}

function toBlocks(lines: readonly TableLine[]): TableLine[][] {
  const blocks: TableLine[][] = [[]]
  for (const line of lines) {
    if (line.text === '') blocks.push([])
    else blocks.at(-1)!.push(line)
  }
  return blocks.filter((block) => block.length > 0)
}

/** Where the dashes of a column begin and end. */
interface Column {
  readonly from: number
  readonly to: number
}

function found(
  lines: number,
  rule: TableLine,
  head: readonly TableLine[],
  rows: readonly (readonly TableLine[])[],
): FoundTable | undefined {
  const columns = [...rule.text.matchAll(/-+/g)].map(({ index, 0: dashes }) => ({
    from: index,
    to: index + dashes.length,
  }))
  const all = [head, ...rows].flat()
  if (all.some((line) => columns.slice(1).some(({ from }) => isAcross(line, from))))
    return undefined
  const aligns = columns.map((column, index) =>
    alignOf(head.length > 0 ? head : rows[0]!, column, columns[index + 1]?.from),
  )
  const toCells = (block: readonly TableLine[]): PlannedCell[] =>
    columns.map((column, index) => ({
      lines: block.map((line) =>
        cutLine(line, index === 0 ? 0 : column.from, columns[index + 1]?.from ?? line.width),
      ),
      rowSpan: 1,
      colSpan: 1,
      align: aligns[index]!,
    }))
  const plan: TablePlan = {
    rows: [...(head.length > 0 ? [toCells(head)] : []), ...rows.map(toCells)],
    headRows: head.length > 0 ? 1 : 0,
    footRows: 0,
  }
  return { lines, plan }
}

/** Whether a word goes across the beginning of a column. */
const isAcross = (line: TableLine, column: number): boolean =>
  line.at(column).trim() !== '' && line.at(column - 1).trim() !== ''

/** Text that is flush with its dashes on one side only is set to that side. */
function alignOf(lines: readonly TableLine[], { from, to }: Column, end?: number): AlignType {
  const texts = lines
    .map((line) => ({ line, cell: cutLine(line, from, end ?? line.width) }))
    .filter(({ cell }) => cell.text !== '')
    .sort((a, b) => a.cell.text.length - b.cell.text.length)
  const [shortest] = texts
  if (!shortest) return null
  const { line, cell } = shortest
  const isIn = line.at(from).trim() === ''
  const isShort =
    toColumns(line.text.slice(0, cell.column - 1 - line.start + cell.text.length)).width < to
  if (isIn && isShort) return 'center'
  return isIn ? 'right' : isShort ? 'left' : null
}
