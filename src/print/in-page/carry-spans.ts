/** Runs in the page (kit.ts). Cells that span rows on both sides of a cut. */

/** A cell of the first piece that reaches into the next. */
interface Carried {
  readonly cell: HTMLTableCellElement
  /** Columns before it. */
  readonly column: number
  /** Rows that it spans in the next piece. */
  readonly rows: number
}

/**
 * End cells at the cut of a table that reach beyond it, and let them go on, empty, in the next piece: without them its
 * cells would stand in the wrong columns. `data-rowspan` keeps what they span in all, for the tags.
 *
 * @param piece the first number that no piece has yet
 * @returns the next free number
 */
export function carrySpans(first: Element, next: Element, piece: number): number {
  const rows = [...(first as HTMLTableElement).rows]
  const row = next.querySelector<HTMLTableRowElement>(':scope > tbody > tr, :scope > tfoot > tr')
  const section = rows.at(-1)?.parentElement
  if (!row || !section || section.tagName !== row.parentElement!.tagName) return piece
  const here = rows.filter(({ parentElement }) => parentElement === section)
  const carried: Carried[] = []
  /** Rows that are still covered, by column. */
  let covered: number[] = []
  for (const [index, { cells }] of here.entries()) {
    let column = 0
    const started: number[] = []
    for (const cell of cells) {
      while ((covered[column] ?? 0) > 0) column++
      const beyond = cell.rowSpan - (here.length - index)
      if (beyond > 0) carried.push({ cell, column, rows: beyond })
      for (let at = column; at < column + cell.colSpan; at++) started[at] = cell.rowSpan
      column += cell.colSpan
    }
    const width = Math.max(covered.length, started.length)
    covered = Array.from({ length: width }, (_, at) =>
      Math.max(0, (started[at] ?? covered[at] ?? 0) - 1),
    )
  }
  let free = piece
  const own = [...row.cells]
  let [taken, at] = [0, 0]
  for (const { cell, column, rows } of carried.sort((one, other) => one.column - other.column)) {
    for (; at < own.length && taken < column; at++) taken += own[at]!.colSpan
    taken += cell.colSpan
    const rest = cell.cloneNode(false) as HTMLTableCellElement
    rest.removeAttribute('id')
    if (!cell.hasAttribute('data-rowspan')) cell.setAttribute('data-rowspan', String(cell.rowSpan))
    if (!cell.hasAttribute('data-piece')) cell.setAttribute('data-piece', String(free++))
    rest.setAttribute('data-rowspan', cell.getAttribute('data-rowspan')!)
    rest.setAttribute('data-piece', cell.getAttribute('data-piece')!)
    rest.setAttribute('data-continued', '')
    rest.rowSpan = rows
    cell.rowSpan -= rows
    row.insertBefore(rest, own[at] ?? null)
  }
  return free
}
