/** Runs in the page (kit.ts). Items of tables and of listings. */
import type { ItemKind } from '../column.js'
import type { Kit } from './kit.js'
import type { Reading } from './read-block.js'

declare const octavo: Kit

/** Share of the page that a table's head may take and still be repeated. */
export function readTable(table: HTMLTableElement, reading: Reading): void {
  const mostRepeated = 0.3
  if (table.caption) octavo.readBlock(table.caption, reading)
  const head = table.tHead
  const headHeight = head?.getBoundingClientRect().height ?? 0
  const repeated = headHeight < reading.depth * mostRepeated ? headHeight : 0
  const block = reading.block++
  const rows = [...table.rows]
  let spanned = 0
  let wordsTo = Number.NEGATIVE_INFINITY
  const range = document.createRange()
  const wordsEnd = (cell: Element) => {
    range.selectNodeContents(cell)
    return range.getBoundingClientRect().bottom
  }
  let line = 0
  for (const row of rows) {
    const { top, bottom } = row.getBoundingClientRect()
    if (bottom - top < 0.5) continue
    const isHead = row.parentElement === head
    // After a head, and beside the words of a cell that spans rows, no page ends; below these it may.
    const isTied =
      (spanned > 0 && top < wordsTo - 1) ||
      row.querySelector(':scope .table-notes') !== null ||
      (line > 0 && rows[row.rowIndex - 1]?.parentElement === head)
    const kind: ItemKind = 'row'
    reading.items.push({
      kind,
      top: top - reading.origin,
      bottom: bottom - reading.origin,
      block,
      line,
      repeated: isHead ? 0 : repeated,
      before:
        line === 0
          ? table.caption
            ? 'forbid'
            : reading.after
          : isTied
            ? 'forbid'
            : spanned > 0
              ? 'avoid'
              : 'auto',
      orphans: 2,
      widows: 2,
      notes: [],
      floats: [],
      at: (row.closest('[data-at]') ?? table.closest('[data-at]'))?.getAttribute('data-at') ?? '',
    })
    reading.places.push({ element: row, line: 0 })
    reading.after = 'auto'
    for (const cell of row.cells) if (cell.rowSpan > 1) wordsTo = Math.max(wordsTo, wordsEnd(cell))
    spanned = Math.max(spanned - 1, 0, ...[...row.cells].map((cell) => cell.rowSpan - 1))
    line++
  }
}

/** Read a listing: each line of code is an item, whole even where it wraps. */
export function readListing(pre: Element, reading: Reading): void {
  const block = reading.block++
  const at = pre.closest('[data-at]')?.getAttribute('data-at') ?? ''
  let line = 0
  for (const element of pre.querySelectorAll(':scope > code > .line')) {
    const { top, bottom } = element.getBoundingClientRect()
    if (bottom - top < 0.5) continue
    // A line that takes a third of the page is cut as a paragraph is.
    if (bottom - top > reading.depth / 3) {
      octavo.readLeaf(element, getComputedStyle(element), reading)
      continue
    }
    reading.items.push({
      kind: 'code',
      top: top - reading.origin,
      bottom: bottom - reading.origin,
      block,
      line,
      repeated: 0,
      before: line === 0 ? reading.after : 'auto',
      orphans: 2,
      widows: 2,
      notes: [],
      floats: [],
      at,
    })
    reading.places.push({ element, line: 0 })
    reading.after = 'auto'
    line++
  }
}
