/** Runs in the page (kit.ts). One column read in bulk: nothing is written, so that layout is forced once. */
import type { Column, Item } from '../column.js'
import type { Kit } from './kit.js'
import type { Reading } from './read-block.js'

declare const octavo: Kit

/** What is asked of every measuring. Lengths are pixels. */
export interface Measure {
  /** Height of the text block. */
  readonly depth: number
  /** Distance of two lines of text. */
  readonly leading: number
  /** Whether text keeps to the baseline grid. */
  readonly grid: boolean
}

export interface MeasuredColumn extends Column {
  /** The item in which each id of the column lies. */
  readonly marks: Readonly<Record<string, number>>
  /** The float in which each id of the floats lies. */
  readonly floatMarks: Readonly<Record<string, number>>
  /** References in the text: what they name, and the item in which they stand. */
  readonly references: readonly { readonly to: string; readonly item: number }[]
  /** Slots that say where something is, seen from there: as `whereSlots` lists them. */
  readonly slots: readonly WhereSlot[]
}

export interface WhereSlot {
  readonly to: string
  readonly item: number
  /** Index of the float that holds it, instead of the item. */
  readonly float?: number
  readonly language: string
}

/** Measure the columns of the document, or some of them. @param ids of columns; those of other documents are passed over */
export function measureColumns(
  ids: readonly string[] | undefined,
  measure: Measure,
): MeasuredColumn[] {
  const here = [...document.querySelectorAll('[data-column]')]
    .map((column) => column.getAttribute('data-column')!)
    .filter((id) => ids === undefined || ids.includes(id))
  const columns = here.map((id) => octavo.measureColumn(id, measure))
  if (!measure.grid) return columns
  const anew = new Set(octavo.keepGrid(here, measure.leading))
  return columns.map((column) => {
    const { id } = column
    const read = anew.has(id) ? octavo.measureColumn(id, measure) : column
    if (anew.has(id)) octavo.keepGrid([id], measure.leading, true)
    return { ...read, seams: octavo.measured.get(id)!.seams }
  })
}

/** Measure a column: `[data-column]`, with its notes and floats, which lie apart. */
export function measureColumn(id: string, measure: Measure): MeasuredColumn {
  const root = document.querySelector(`[data-column="${CSS.escape(id)}"]`)!
  const reading = octavo.startReading(root, measure.depth)
  for (const child of root.children) octavo.readBlock(child, reading)
  octavo.measured.set(id, reading)
  const columnsFrom = octavo.readColumns(reading)
  reading.columnsFrom = columnsFrom
  reading.boxes.sort((one, other) => one.first - other.first || other.last - one.last)
  const itemOf = (element: Element) => octavo.itemOf(element, reading)
  const references = [...root.querySelectorAll('a.cross-reference[href^="#"]')].flatMap((link) => {
    const item = itemOf(link)
    const to = decodeURIComponent(link.getAttribute('href')!.slice(1))
    return item === undefined ? [] : [{ to, item }]
  })
  const marks: Record<string, number> = {}
  for (const element of root.querySelectorAll('[id]')) {
    const box = element.getClientRects()[0]
    if (box) marks[element.id] = octavo.itemAt(reading, box.top + Math.min(box.height / 2, 4))
  }
  marks[id] ??= 0
  const notes = octavo.measureNotes(id, reading)
  octavo.markNotes(id, notes, reading, marks)
  const { floats, floatMarks } = octavo.measureFloats(id, reading, references, measure)
  const slots = octavo.readSlots(id, reading, notes, floatMarks)
  const { items, boxes } = reading
  const columns = columnsFrom === undefined ? {} : { columnsFrom }
  return { id, items, boxes, notes, floats, marks, floatMarks, references, slots, ...columns }
}

/** Begin to read what lies under an element. */
export function startReading(root: Element, depth: number): Reading {
  return {
    root,
    origin: root.getBoundingClientRect().top,
    depth,
    items: [],
    places: [],
    boxes: [],
    block: 0,
    after: 'auto',
    besideTo: Number.NEGATIVE_INFINITY,
    seams: [],
    columnsFrom: undefined,
  }
}

/** Find the item at a height of the viewport: the last that begins there or above. */
export function itemAt({ items, origin }: Reading, y: number): number {
  let low = 0
  let high = items.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (items[middle]!.top - 0.5 <= y - origin) low = middle
    else high = middle - 1
  }
  return low
}

/** Find the item in which something of a line stands; `undefined` for what is not shown. */
export function itemOf(element: Element, reading: Reading): number | undefined {
  const box = element.getClientRects()[0]
  return box && octavo.itemAt(reading, (box.top + box.bottom) / 2)
}

/** Find the notes or the floats of a column, which lie in a container of their own. */
export function partOf(id: string, part: 'notes' | 'floats'): Element | null {
  return document.querySelector(`.column-${part}[data-of="${CSS.escape(id)}"]`)
}

/** Read where the slots of a column stand. */
export function readSlots(
  id: string,
  reading: Reading,
  notes: Column['notes'],
  floatMarks: Readonly<Record<string, number>>,
): WhereSlot[] {
  return octavo.whereSlots(id).map((slot) => {
    const to = slot.getAttribute('data-where')!
    const language = slot.closest('[lang]')?.getAttribute('lang') ?? ''
    const float = floatMarks[slot.closest('.page-float')?.getAttribute('data-float') ?? '']
    // A note stands where it is called.
    const note = slot.closest('.column-notes > *')?.id
    const index = note === undefined ? -1 : notes.findIndex((one) => one.id === note)
    const calls = ({ notes }: Item) => notes.includes(index)
    const item =
      index >= 0
        ? reading.items.findIndex(calls)
        : (octavo.itemOf(slot, reading) ?? octavo.itemOf(slot.parentElement!, reading) ?? 0)
    return { to, language, item: Math.max(0, item), ...(float === undefined ? {} : { float }) }
  })
}
