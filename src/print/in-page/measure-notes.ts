/** Runs in the page (kit.ts). The notes of a column, measured at their own width and type. */
import type { Note } from '../column.js'
import type { Kit } from './kit.js'
import type { Reading } from './read-block.js'

declare const octavo: Kit

/** Measure the notes of a column, and write into its items which of them they call. */
export function measureNotes(id: string, column: Reading): Note[] {
  const { root, items } = column
  const notes: Note[] = []
  const noteOf = new Map<string, number>()
  for (const note of octavo.partOf(id, 'notes')?.children ?? []) {
    const read = octavo.startReading(note, column.depth)
    octavo.readBlock(note, read)
    octavo.measured.set(note.id, read)
    noteOf.set(note.id, notes.length)
    notes.push({ id: note.id, lines: octavo.noteHeights(note, read) })
  }
  const called = new Set<number>()
  for (const callout of root.querySelectorAll('a.callout[href^="#"]')) {
    const index = noteOf.get(decodeURIComponent(callout.getAttribute('href')!.slice(1)))
    const item = octavo.itemOf(callout, column)
    if (index === undefined || item === undefined || called.has(index)) continue
    called.add(index)
    ;(items[item]?.notes as number[] | undefined)?.push(index)
  }
  // A note that nothing shown calls (its callout is hidden) stands with the last item: nothing is lost.
  for (const index of notes.keys()) {
    if (!called.has(index)) (items.at(-1)?.notes as number[] | undefined)?.push(index)
  }
  return notes
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

/** What stands in a note is on the page of its call. */
export function markNotes(
  id: string,
  notes: readonly Note[],
  { items }: Reading,
  marks: Record<string, number>,
): void {
  const callOf = new Map(items.flatMap((item, index) => item.notes.map((note) => [note, index])))
  for (const note of octavo.partOf(id, 'notes')?.children ?? []) {
    const call = callOf.get(notes.findIndex((one) => one.id === note.id))
    if (call === undefined) continue
    for (const inner of note.querySelectorAll('[id*="-ix."]')) marks[inner.id] = call
  }
}
