/** Runs in the page (kit.ts). One column read in bulk: nothing is written, so that layout is forced once. */
import type { Column, Note } from '../column.js'
import type { Kit } from './kit.js'
import type { Reading } from './read-block.js'

declare const octavo: Kit

export interface MeasuredColumn extends Column {
  /** The item in which each id of the column lies. */
  readonly marks: Readonly<Record<string, number>>
}

/**
 * Measure a column: `.column[data-column]`, and its notes in the `.column-notes` after it.
 *
 * @param depth of the text block in pixels
 */
export function measureColumn(id: string, depth: number): MeasuredColumn {
  const start = (root: Element): Reading => ({
    root,
    origin: root.getBoundingClientRect().top,
    depth,
    items: [],
    places: [],
    boxes: [],
    block: 0,
    after: 'auto',
  })
  const root = document.querySelector(`.column[data-column="${CSS.escape(id)}"]`)!
  const reading = start(root)
  for (const child of root.children) octavo.readBlock(child, reading)
  const { items } = reading
  octavo.measured.set(id, reading)
  const itemAt = (y: number): number => {
    let low = 0
    let high = items.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (items[middle]!.top - 0.5 <= y) low = middle
      else high = middle - 1
    }
    return low
  }
  const notes: Note[] = []
  const noteOf = new Map<string, number>()
  for (const note of root.nextElementSibling?.matches('.column-notes')
    ? root.nextElementSibling.children
    : []) {
    const read = start(note)
    octavo.readBlock(note, read)
    octavo.measured.set(note.id, read)
    noteOf.set(note.id, notes.length)
    notes.push({ id: note.id, lines: octavo.noteHeights(note, read) })
  }
  const called = new Set<number>()
  for (const callout of root.querySelectorAll('a.callout[href^="#"]')) {
    const index = noteOf.get(decodeURIComponent(callout.getAttribute('href')!.slice(1)))
    const box = callout.getClientRects()[0]
    if (index === undefined || !box || called.has(index)) continue
    called.add(index)
    const item = items[itemAt((box.top + box.bottom) / 2 - reading.origin)]
    if (item) (item.notes as number[]).push(index)
  }
  // A note that nothing shown calls (its callout is hidden) stands with the last item: nothing is lost.
  for (const index of notes.keys()) {
    if (!called.has(index)) (items.at(-1)?.notes as number[] | undefined)?.push(index)
  }
  const marks: Record<string, number> = {}
  for (const element of root.querySelectorAll('[id]')) {
    const box = element.getClientRects()[0]
    if (box) marks[element.id] = itemAt(box.top - reading.origin + Math.min(box.height / 2, 4))
  }
  const own = root.getAttribute('data-column')!
  marks[own] ??= 0
  reading.boxes.sort((one, other) => one.first - other.first || other.last - one.last)
  return { id, items, boxes: reading.boxes, notes, floats: [], marks }
}

/** Heights of the lines of a note, the white above it with the first. */
export function noteHeights(note: Element, { items }: Reading): number[] {
  const style = getComputedStyle(note)
  const white = Number.parseFloat(style.marginTop) + Number.parseFloat(style.marginBottom)
  return items.map(({ top, bottom }, index) => {
    const next = items[index + 1]
    return (next ? next.top : bottom) - top + (index === 0 ? white : 0)
  })
}
