/**
 * The galley: a column made ready for the search, so that the height and the cost of any candidate page come out
 * of a few differences. Notes are one string of lines and floats one queue, both in the order in which they
 * appear; how far a page has come in them is a number each.
 */
import type { Column, PageFrame } from '../column.js'
import { listWhites } from '../keep-to-grid.js'
import { listGaps } from '../stretch-white.js'
import { isForced } from './faults-of-breaks.js'
import { weighBreaks } from './weigh-breaks.js'
import type { Weights } from './weights.js'

export interface Galley {
  readonly column: Column
  readonly frame: PageFrame
  readonly weights: Weights
  /** Number of items. */
  readonly count: number
  /** Edges of the items, never falling: whatever overlaps, a longer page is never lower. */
  readonly tops: Float64Array
  readonly bottoms: Float64Array
  /** The item of a page that starts with the item before which white is changed, and by how much (keep-to-grid.ts). */
  readonly seams: Int32Array
  readonly white: Float64Array
  /** Items before which white may grow, and how many of them come before each item. */
  readonly gaps: readonly number[]
  readonly gapSums: Int32Array
  /** Demerits of a page that ends before an item; one more than items. */
  readonly breaks: Float64Array
  /** 1 where a page that ends before the item ends with a hyphen. */
  readonly hyphens: Uint8Array
  /** Farthest end of a page that starts with the item: by the next forced break, or by the depth; at least one. */
  readonly reach: Int32Array
  /** Lines of notes in the order of their calls: which note, and its line. */
  readonly lines: readonly { readonly note: number; readonly line: number }[]
  /** Sums of the heights of `lines`, from 0. */
  readonly lineSums: Float64Array
  /** Lines called before each item; all at the end of the column. */
  readonly linesDue: Int32Array
  /** Sums of the heights of the floats, from 0. */
  readonly floatSums: Float64Array
  /** Floats that may have appeared by the end of a page that ends before the item; all at the column's end. */
  readonly floatsDue: Int32Array
}

/** Make a column ready for breaking. Total: indexes that point nowhere and second calls are passed over. */
export function makeGalley(
  column: Column,
  frame: PageFrame,
  weights: Weights,
  hyphens: ReadonlySet<number>,
): Galley {
  const { items } = column
  const count = items.length
  const tops = Float64Array.from(items, ({ top }) => top)
  const bottoms = Float64Array.from(items, ({ bottom }) => bottom)
  for (let i = 1; i < count; i += 1) bottoms[i] = Math.max(bottoms[i]!, bottoms[i - 1]!)
  for (let i = count - 2; i >= 0; i -= 1) tops[i] = Math.min(tops[i]!, tops[i + 1]!)
  const floatSums = sumsOf(column.floats.map(({ height }) => height))
  return {
    column,
    frame,
    weights,
    count,
    tops,
    bottoms,
    ...listWhites(column, frame.leading),
    ...countGaps(column, frame),
    breaks: weighBreaks(column, frame, weights),
    hyphens: Uint8Array.from({ length: count + 1 }, (_, end) => (hyphens.has(end - 1) ? 1 : 0)),
    reach: findReach(column, frame, tops, bottoms),
    ...stringNotes(column),
    floatSums,
    floatsDue: queueFloats(column),
  }
}

/** Tell whether a page that ends before an item is done as it is: before a forced break, or the column's end. */
export function isEnding({ column, count }: Galley, end: number): boolean {
  return end === count || isForced(column.items[end]!.before)
}

/** Height of the items of a page, with the head of a table that is repeated above them. */
export function textHeight(galley: Galley, first: number, end: number): number {
  if (first === end) return 0
  const { tops, bottoms, column, seams, white } = galley
  const height = bottoms[end - 1]! - tops[first]! + column.items[first]!.repeated
  return end > seams[first]! ? height + white[first]! : height
}

/** Height of a run of lines of notes, with the rule and white above the first. */
export function notesHeight({ lineSums, frame }: Galley, from: number, to: number): number {
  return from === to ? 0 : frame.noteSeparation + lineSums[to]! - lineSums[from]!
}

/** Height of a run of floats. */
export function floatsHeight({ floatSums }: Galley, from: number, to: number): number {
  return floatSums[to]! - floatSums[from]!
}

function sumsOf(heights: readonly number[]): Float64Array {
  const sums = new Float64Array(heights.length + 1)
  for (const [index, height] of heights.entries()) sums[index + 1] = sums[index]! + height
  return sums
}

function countGaps(column: Column, { leading, stretch }: PageFrame) {
  const gaps = stretch > 0 ? listGaps(column, leading) : []
  const gapSums = new Int32Array(column.items.length + 2)
  for (const gap of gaps) gapSums[gap + 1] = 1
  for (let at = 1; at < gapSums.length; at += 1) gapSums[at]! += gapSums[at - 1]!
  return { gaps, gapSums }
}

function findReach(
  { items, seams }: Column,
  { depth, leading, give }: PageFrame,
  tops: Float64Array,
  bottoms: Float64Array,
): Int32Array {
  const reach = new Int32Array(items.length)
  let end = 0
  for (const [first, item] of items.entries()) {
    // White that is taken away lets less than a line more stand on the page.
    const foot = tops[first]! + depth + give - item.repeated + (seams ? leading : 0)
    end = Math.max(end, first + 1)
    // A repeated head may be higher than the one before, and the page shorter.
    while (end > first + 1 && bottoms[end - 1]! > foot + 1) end -= 1
    while (end < items.length && bottoms[end]! <= foot + 1 && !isForced(items[end]!.before))
      end += 1
    reach[first] = end
  }
  return reach
}

function stringNotes({ items, notes }: Column) {
  const called = new Set<number>()
  const lines: { note: number; line: number }[] = []
  const linesDue = new Int32Array(items.length + 1)
  const call = (note: number) => {
    if (called.has(note) || !notes[note]) return
    called.add(note)
    for (const line of notes[note].lines.keys()) lines.push({ note, line })
  }
  for (const [index, item] of items.entries()) {
    linesDue[index] = lines.length
    item.notes.forEach(call)
  }
  // Notes that nothing calls still may not be lost.
  for (const note of notes.keys()) call(note)
  linesDue[items.length] = lines.length
  return {
    lines,
    linesDue,
    lineSums: sumsOf(lines.map(({ note, line }) => notes[note]!.lines[line]!)),
  }
}

/** Floats keep their order: one may appear when it and all before it have been referred to. */
function queueFloats({ items, floats }: Column): Int32Array {
  const due = new Int32Array(items.length + 1)
  const seen = new Set<number>()
  let ready = 0
  for (const [index, item] of items.entries()) {
    due[index] = ready
    for (const float of item.floats) seen.add(float)
    while (ready < floats.length && seen.has(ready)) ready += 1
  }
  due[items.length] = floats.length
  return due
}
