/**
 * Tables drawn with `+`, `-` and `|` (pandoc, Manual, `grid_tables`). Cells hold blocks, and may span rows and
 * columns; a line of `=` ends the head, a second one begins the foot; colons in it say the alignment.
 * The cells are found as Docutils finds them: from each corner along its four sides.
 */
import type { AlignType } from 'mdast'
import type { Point } from 'micromark-util-types'
import {
  type CellLine,
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

/** Make the parser's part that knows grid tables. */
export function gridTable(source: Source): Syntax {
  return {
    sign: /\+[-=:]+\+/,
    micromark: { flow: { 43: plannedTable('gridTable', (point) => findGrid(source, point)) } },
    fromMarkdown: fromPlannedTable,
  }
}

/** A line from side to side. */
const rule = /^\+(?:[-=:]*[-=][-=:]*\+)+[ \t]*$/
const headRule = /^\+(?:[=:]*=[=:]*\+)+[ \t]*$/
const row = /^[+|].*[+|][ \t]*$/

function findGrid(source: Source, point: Point): FoundTable | undefined {
  const lineAt = linesFrom(source, point)
  if (!rule.test(lineAt(point.line)!.text) || !lineAt(point.line + 1)?.text.startsWith('|'))
    return undefined
  const lines: TableLine[] = []
  for (let number = point.line; ; number++) {
    const line = lineAt(number)
    if (!line || !row.test(line.text)) break
    lines.push({ ...toColumns(line.text.trimEnd()), number, start: line.start })
  }
  return { lines: lines.length, plan: planGrid(lines) }
}

/** Edges of a cell, as lines and columns of the drawing. */
interface Box {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

function planGrid(lines: readonly TableLine[]): TablePlan | undefined {
  const boxes = findBoxes(lines)
  if (!boxes) return undefined
  const tops = edges(boxes.flatMap(({ top, bottom }) => [top, bottom]))
  const lefts = edges(boxes.flatMap(({ left, right }) => [left, right]))
  const crossings = lines.flatMap(({ text }) =>
    rule.test(text) ? [...text].flatMap((mark, column) => (mark === '+' ? [column] : [])) : [],
  )
  if (boxes.some((box) => isSplit(lines, box, edges(crossings)))) return undefined
  const rules = lines.flatMap(({ text }, index) => (headRule.test(text) ? [index] : []))
  const isCut = (line: number) => boxes.some(({ top, bottom }) => top < line && line < bottom)
  const last = lines.length - 1
  const [first = 0, second] = rules.filter((line) => !isCut(line) && line > 0 && line < last)
  // The last line of a table with a foot is double as well.
  const foot = rules.includes(last) ? (second ?? (rules.includes(0) ? first : last)) : last
  const head = first < foot || foot === last ? first : 0
  const aligns = lefts.slice(1).map((right, column) => alignOf(lines[head]!, lefts[column]!, right))
  const rows: PlannedCell[][] = tops.slice(1).map(() => [])
  for (const box of boxes) {
    const column = lefts.indexOf(box.left)
    rows[tops.indexOf(box.top)]!.push({
      lines: cellLines(lines, box),
      rowSpan: tops.indexOf(box.bottom) - tops.indexOf(box.top),
      colSpan: lefts.indexOf(box.right) - column,
      align: aligns[column] ?? null,
    })
  }
  return {
    rows,
    headRows: tops.indexOf(head),
    footRows: tops.length - 1 - tops.indexOf(foot),
  }
}

/** Whether a line between columns goes through a cell: its ends are out of line. */
function isSplit(lines: readonly TableLine[], box: Box, crossings: readonly number[]): boolean {
  const inside = lines.slice(box.top + 1, box.bottom)
  return crossings.some(
    (column) =>
      box.left < column && column < box.right && inside.every((line) => line.at(column) === '|'),
  )
}

const edges = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b)

function alignOf(line: TableLine, left: number, right: number): AlignType {
  const [starts, ends] = [line.at(left + 1) === ':', line.at(right - 1) === ':']
  if (starts && ends) return 'center'
  return starts ? 'left' : ends ? 'right' : null
}

/** The text of a cell, without the white space that all its lines begin with. */
function cellLines(lines: readonly TableLine[], { top, left, bottom, right }: Box): CellLine[] {
  const cut = lines.slice(top + 1, bottom).map((line) => {
    const first = line.indexAt(left + 1)
    const { text, column } = cutLine(line, left + 1, right)
    return { text, line: line.number, column, indent: column - 1 - line.start - first }
  })
  const indent = Math.min(...cut.filter(({ text }) => text !== '').map((line) => line.indent))
  return cut.map(({ text, line, column, indent: own }) => {
    const kept = text === '' ? 0 : own - indent
    return { text: ' '.repeat(kept) + text, line, column: column - kept }
  })
}

/** Find all cells; `undefined` where the lines do not meet. */
function findBoxes(lines: readonly TableLine[]): Box[] | undefined {
  const bottom = lines.length - 1
  const right = lines[0]!.width - 1
  const done = new Array<number>(right).fill(-1)
  const boxes: Box[] = []
  const corners: [top: number, left: number][] = [[0, 0]]
  for (let corner = corners.shift(); corner; corner = corners.shift()) {
    const [top, left] = corner
    if (top === bottom || left === right || top <= done[left]!) continue
    const box = findBox(lines, top, left)
    if (!box) continue
    for (let column = left; column < box.right; column++) {
      if (done[column] !== top - 1) return undefined
      done[column] = box.bottom - 1
    }
    boxes.push(box)
    corners.push([top, box.right], [box.bottom, left])
    corners.sort(([topA, leftA], [topB, leftB]) => topA - topB || leftA - leftB)
  }
  return done.every((line) => line === bottom - 1) ? boxes : undefined
}

/** Follow the sides of the cell whose upper left corner is given. */
function findBox(lines: readonly TableLine[], top: number, left: number): Box | undefined {
  const at = (line: number, column: number): string => lines[line]!.at(column)
  if (at(top, left) !== '+') return undefined
  for (let right = left + 1; /[-=:+]/.test(at(top, right)); right++) {
    if (at(top, right) !== '+') continue
    for (let bottom = top + 1; bottom < lines.length; bottom++) {
      if (at(bottom, right) === '|') continue
      if (at(bottom, right) !== '+') break
      if (isClosed(at, { top, left, bottom, right })) return { top, left, bottom, right }
    }
  }
  return undefined
}

/** Whether the lower and the left side of a cell are drawn. */
function isClosed(at: (line: number, column: number) => string, box: Box): boolean {
  if (at(box.bottom, box.left) !== '+') return false
  for (let column = box.left + 1; column < box.right; column++) {
    if (!/[-=:+]/.test(at(box.bottom, column))) return false
  }
  for (let line = box.top + 1; line < box.bottom; line++) {
    if (!/[|+]/.test(at(line, box.left))) return false
  }
  return true
}
