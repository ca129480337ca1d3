/** From broken pages to what is built: each with its margins, its columns, and their depths. */
import type { BrokenPage, BrokenPart } from './column.js'
import type { ColumnPlan, PartPlan } from './in-page/build-pages.js'
import type { WhiteChange } from './in-page/keep-grid.js'
import { whiteToGrid } from './keep-to-grid.js'
import type { OpenedColumn } from './open-columns.js'
import type { PagePlan } from './plan-pages.js'

/** Plan the pages of a column. */
export function toPlan(opened: OpenedColumn, { margins }: PagePlan): ColumnPlan {
  const { column, broken, side, page, hasBlank, frame } = opened
  const pages = broken.pages.map((one, index) => {
    const { head, folio, foot } = margins[page + index - 1]!
    const { columns } = one
    return {
      page: page + index,
      ...toPart(opened, acrossPage(one), frame.depth - (columns?.depth ?? 0)),
      ...(columns && {
        columns: {
          depth: columns.depth,
          parts: columns.parts.map((part) => toPart(opened, part, columns.depth)),
        },
      }),
      sideNotes: side?.[index] ?? [],
      runningHead: head,
      folio,
      footFolio: foot,
    }
  })
  const notes = side ? [] : column.notes.map(({ id }) => id)
  return { id: column.id, hasBlank, notes, pages }
}

/** What of a page stands across it: all, or what is in none of its columns. */
function acrossPage(page: BrokenPage): Omit<BrokenPart, 'filled'> {
  if (!page.columns) return page
  const [left, right] = page.columns.parts
  const { notes, floats, extra, stretched } = page
  return {
    extra,
    stretched: stretched.filter((item) => item < left.first),
    first: page.first,
    end: left.first,
    notes: notes.slice(0, notes.length - left.notes.length - right.notes.length),
    floats: floats.slice(0, floats.length - left.floats.length - right.floats.length),
  }
}

/** @param depth that the text has, its notes and its floats */
function toPart(
  { column, frame }: OpenedColumn,
  { first, end, notes, floats, extra, stretched }: Omit<BrokenPart, 'filled'>,
  depth: number,
): PartPlan {
  const placed = floats.map(({ float, place }) => ({ ...column.floats[float]!, place }))
  const ofFloats = placed.reduce((sum, { height }) => sum + height, 0)
  return {
    first,
    end,
    notes,
    white: changeWhite(whiteToGrid(column, frame.leading, first, end), stretched, frame.leading),
    textDepth: Math.max(0, depth + extra - notesDepth(column, notes, frame.leading) - ofFloats),
    floats: placed.map(({ id, place, height }) => ({ id, place, height })),
  }
}

/** Add a line of white before some items to what the grid changes. */
function changeWhite(
  ofGrid: WhiteChange | undefined,
  stretched: readonly number[],
  leading: number,
): WhiteChange[] {
  const changes = new Map(stretched.map((item) => [item, leading]))
  if (ofGrid) changes.set(ofGrid.item, ofGrid.by + (changes.get(ofGrid.item) ?? 0))
  return [...changes].map(([item, by]) => ({ item, by }))
}

/** Height of the notes of a page with the white above them. */
function notesDepth(
  { notes }: OpenedColumn['column'],
  pieces: BrokenPart['notes'],
  separation: number,
): number {
  let height = pieces.length > 0 ? separation : 0
  for (const { note, from, to } of pieces)
    for (const line of notes[note]!.lines.slice(from, to)) height += line
  return height
}
