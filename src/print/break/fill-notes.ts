/** Notes at the foot of a page: how many of the lines that are due fit, and what it costs when not all do. */
import { type Galley, notesHeight } from './make-galley.js'
import { roundingError } from './weights.js'

/** Lines of a note that should stand together on either side of a page's end. */
const fewestLines = 2

/**
 * Choose the lines of notes for a page: all that are due, or else the cheapest of the longest runs that fit.
 *
 * @param from first line that is not on an earlier page
 * @param due lines called by the end of the page; at least `from`
 * @param space height that text and floats leave
 * @returns the line after the last; `from` where none fits
 */
export function fillNotes(galley: Galley, from: number, due: number, space: number): number {
  if (from === due) return due
  const room = space + roundingError
  if (notesHeight(galley, from, due) <= room) return due
  const most = lastThatFits(galley, from, due, room)
  let [best, least] = [most, weighNotes(galley, most, due)]
  for (let to = most - 1; to > from && to > most - fewestLines - 1; to -= 1) {
    const demerits = weighNotes(galley, to, due)
    if (demerits < least) [best, least] = [to, demerits]
  }
  return best
}

function lastThatFits(galley: Galley, from: number, due: number, room: number): number {
  let [low, high] = [from, due - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (notesHeight(galley, from, middle) <= room) low = middle
    else high = middle - 1
  }
  return low
}

/** Weigh the notes that a page leaves to the next: `to` lines are placed, `due` should be. */
export function weighNotes(galley: Galley, to: number, due: number): number {
  if (to >= due) return 0
  const { lines, weights, column } = galley
  const { note, line } = lines[to]!
  const length = column.notes[note]!.lines.length
  let demerits = line === 0 ? weights.lateNote : weights.splitNote
  if (line > 0 && line < fewestLines) demerits += weights.loneNoteLine
  if (line > 0 && length - line < fewestLines) demerits += weights.loneNoteLine
  for (let next = to - line + length; next < due; ) {
    demerits += weights.lateNote
    next += column.notes[lines[next]!.note]!.lines.length
  }
  return demerits
}
