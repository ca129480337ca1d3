/**
 * Tables that are drawn with lines: the whole drawing is one token with a plan, which says where the text of
 * each cell stands. `fillTables` reads the cells when the rest of the file is known.
 */
import type { AlignType } from 'mdast'
import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown'
import type { Construct, Point } from 'micromark-util-types'
import type { Literal } from 'unist'
import { lineEnd, plannedBlock, type Step } from './planned-block.js'
import type { Columns } from './text-columns.js'

/** A line of a cell, and where in the manuscript it begins. */
export interface CellLine {
  readonly text: string
  readonly line: number
  readonly column: number
}

export interface PlannedCell {
  readonly lines: readonly CellLine[]
  readonly rowSpan: number
  readonly colSpan: number
  readonly align: AlignType
}

/** A table before its cells are read. */
export interface TablePlan {
  readonly rows: readonly (readonly PlannedCell[])[]
  readonly headRows: number
  readonly footRows: number
}

/** The drawing of a table; without a plan where it cannot be read. */
export interface PlannedTable extends Literal {
  type: 'plannedTable'
  value: string
  plan?: TablePlan | undefined
}

declare module 'mdast' {
  interface RootContentMap {
    plannedTable: PlannedTable
  }
  interface BlockContentMap {
    plannedTable: PlannedTable
  }
}

/** What a construct found: how many lines, and what is in them. */
export interface FoundTable {
  readonly lines: number
  readonly plan: TablePlan | undefined
}

/** A line of the manuscript as part of a table. */
export interface TableLine extends Columns {
  readonly number: number
  /** Index in the whole line where the containers end. */
  readonly start: number
}

/** Make a construct from a function that finds a table. */
export function plannedTable(
  name: string,
  find: (point: Point) => FoundTable | undefined,
): Construct {
  return plannedBlock(name, (point) => toSteps(find(point)), false)
}

function toSteps(found: FoundTable | undefined): Step[] | undefined {
  if (!found) return undefined
  const steps: Step[] = [{ do: 'enter', type: 'plannedTable', planned: found.plan }]
  for (let line = 0; line < found.lines; line++) {
    if (line > 0) steps.push({ do: 'endLine' })
    steps.push({ do: 'take', type: 'plannedTableLine', to: lineEnd })
  }
  return [...steps, { do: 'exit', type: 'plannedTable' }]
}

/** How the token becomes a node. */
export const fromPlannedTable: FromMarkdownExtension = {
  enter: {
    plannedTable(token) {
      const plan = token.planned as TablePlan | undefined
      const node: PlannedTable = {
        type: 'plannedTable',
        value: this.sliceSerialize(token),
        ...(plan ? { plan } : {}),
      }
      this.enter(node, token)
      this.buffer()
    },
  },
  exit: {
    plannedTable(token) {
      this.resume()
      this.exit(token)
    },
  },
}

/** Cut the text between two columns out of a line, without the white space around it. */
export function cutLine(line: TableLine, from: number, to: number): CellLine {
  const first = line.indexAt(from)
  const raw = line.text.slice(first, line.indexAt(to)).trimEnd()
  const text = raw.trimStart()
  return {
    text,
    line: line.number,
    column: line.start + first + raw.length - text.length + 1,
  }
}
