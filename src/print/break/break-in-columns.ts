/**
 * Text in two columns: a chapter's head and introduction stand across the page, then columns begin. The search is
 * that for pages, a column for a page, and the right one of a page for the recto that should be as deep as the verso.
 * Only where pages are forced to end are columns made to end level.
 */
import type { BrokenColumn, BrokenPage, BrokenPart, Column, PageFrame } from '../column.js'
import { balanceColumns } from './balance-columns.js'
import { breakColumn, findWay } from './break-column.js'
import { isForced } from './faults-of-breaks.js'
import { makeGalley } from './make-galley.js'
import { openedColumn, sliceColumn } from './slice-column.js'
import { toPages } from './to-pages.js'
import { defaultLimits, defaultWeights, type Limits, type Weights } from './weights.js'

/** Lines of text that a column has room for at least, below what stands across the page. */
const fewestLines = 5

/** A page that is open: columns may begin below what stands on it. */
interface OpenPage {
  readonly page: BrokenPage
  readonly room: number
}

interface Given {
  readonly column: Column
  readonly frame: PageFrame
  readonly weights: Weights
  readonly hyphens: ReadonlySet<number>
  readonly limits: Limits
}

/** Break a column whose items from `columnsFrom` on stand in two columns. Total, as `breakColumn` is. */
export function breakInColumns(
  column: Column,
  frame: PageFrame,
  weights: Weights = defaultWeights,
  hyphens: ReadonlySet<number> = new Set(),
  limits: Limits = defaultLimits,
): BrokenColumn {
  const given: Given = { column, frame, weights, hyphens, limits }
  const from = column.columnsFrom ?? column.items.length
  if (from >= column.items.length) return breakColumn(column, frame, weights, hyphens, limits)
  const head = breakHead(given, from)
  const pages: BrokenPage[] = [...head.pages]
  let { demerits, isGreedy } = head
  const runs = listRuns(column, from)
  for (const [index, first] of runs.entries()) {
    const isOpen = index === 0 && !isForced(column.items[first]!.before)
    const open = isOpen ? openPage(given, from, pages.at(-1)) : undefined
    if (open) pages.pop()
    else if (isOnWrongSide(given, first, pages.length)) pages.push(emptyPart(first))
    const run = breakRun(given, first, runs[index + 1] ?? column.items.length, open?.room)
    pages.push(...pairUp(run.parts, frame.depth, open))
    demerits += run.demerits
    isGreedy ||= run.isGreedy
  }
  return { pages, demerits, isGreedy }
}

/** List the items from which columns begin anew: the first, and those before which a page must end. */
function listRuns({ items }: Column, from: number): number[] {
  return Array.from({ length: items.length - from }, (_, index) => index + from).filter(
    (item) => item === from || isForced(items[item]!.before),
  )
}

/** Break what stands across the page. Heads go with the columns, if there is no room for these below them. */
function breakHead(given: Given, from: number): BrokenColumn {
  const { column, frame } = given
  const none = { pages: [], demerits: 0, isGreedy: false }
  if (from === 0) return none
  const whole = breakSlice(given, 0, from, 0)
  let heads = from
  while (heads > 0 && column.items[heads - 1]!.kind === 'heading') heads -= 1
  if (heads === 0 || heads === from || isForced(column.items[heads]!.before)) return whole
  const room = roomBelow(column, frame, whole.pages.at(-1)!, from)
  if (room >= fewestLines * frame.leading) return whole
  const before = breakSlice(given, 0, heads, 0)
  const after = breakSlice(given, heads, from, before.pages.length)
  return {
    pages: [...before.pages, ...after.pages],
    demerits: before.demerits + after.demerits,
    isGreedy: before.isGreedy || after.isGreedy,
  }
}

function breakSlice(given: Given, from: number, to: number, pagesBefore: number): BrokenColumn {
  const { column, frame, weights, hyphens, limits } = given
  const slice = sliceColumn(column, from, to)
  const startsOn = sideOf(frame, pagesBefore)
  const own = from > 0 ? openedColumn(slice.column) : slice.column
  const broken = breakColumn(own, { ...frame, startsOn }, weights, shift(hyphens, from), limits)
  return { ...broken, pages: broken.pages.map(slice.toWhole) }
}

const shift = (items: ReadonlySet<number>, from: number): Set<number> =>
  new Set([...items].map((item) => item - from))

function sideOf({ startsOn }: PageFrame, page: number): 'recto' | 'verso' {
  return (page % 2 === 0) === (startsOn === 'recto') ? 'recto' : 'verso'
}

function isOnWrongSide({ column, frame }: Given, item: number, page: number): boolean {
  const { before } = column.items[item]!
  return (before === 'recto' || before === 'verso') && before !== sideOf(frame, page)
}

/** Find the room for columns on the last page so far; nothing where they should begin on another. */
function openPage(
  { column, frame }: Given,
  from: number,
  page: BrokenPage | undefined,
): OpenPage | undefined {
  if (!page || page.first === page.end) return undefined
  const room = roomBelow(column, frame, page, from)
  return room < fewestLines * frame.leading ? undefined : { page, room }
}

/** Depth that is left for columns below the text of a page, from a whole line on. */
function roomBelow(
  { items, notes, floats }: Column,
  { depth, leading, noteSeparation }: PageFrame,
  page: BrokenPage,
  from: number,
): number {
  const ofFloats = (...places: string[]) =>
    page.floats.reduce(
      (sum, { float, place }) => sum + (places.includes(place) ? floats[float]!.height : 0),
      0,
    )
  const ofNotes = page.notes.reduce(
    (sum, { note, from, to }) =>
      notes[note]!.lines.slice(from, to).reduce((height, line) => height + line, sum),
    page.notes.length > 0 ? noteSeparation : 0,
  )
  const white = Math.max(0, items[from]!.top - items[from - 1]!.bottom)
  const below = ofFloats('foot') + ofNotes
  const text = page.filled - below + white
  return depth - below - Math.ceil(text / leading - 0.02) * leading
}

/** Break a run of columns. @param room of the first two, where something stands above them */
function breakRun(given: Given, from: number, to: number, room: number | undefined) {
  const { column, frame, weights, hyphens, limits } = given
  const slice = sliceColumn(column, from, to)
  const firstDepths = room === undefined ? [] : [room, room]
  // The page opposite knows nothing of these.
  const halves: PageFrame = { ...frame, give: 0, startsOn: 'verso', firstDepths }
  const galley = makeGalley(openedColumn(slice.column), halves, weights, shift(hyphens, from))
  const { way, isGreedy } = findWay(galley, limits)
  const parts = toPages(galley, balanceColumns(galley, way)).map(slice.toWhole)
  return { parts, demerits: way.demerits, isGreedy }
}

/** Nothing, before an item. */
const emptyPart = (item: number): BrokenPart => ({
  first: item,
  end: item,
  notes: [],
  floats: [],
  filled: 0,
  extra: 0,
  stretched: [],
})

/** Put columns beside each other. @param open the page on which the first two stand */
function pairUp(
  parts: readonly BrokenPart[],
  depth: number,
  open: OpenPage | undefined,
): BrokenPage[] {
  const pages: BrokenPage[] = []
  for (let index = 0; index < parts.length; index += 2) {
    const left = parts[index]!
    const { end } = left
    const right = parts[index + 1] ?? emptyPart(end)
    const above = index === 0 ? open : undefined
    const isEmpty = [left, right].every(
      ({ first, end, notes, floats }) => first === end && notes.length + floats.length === 0,
    )
    if (above && isEmpty) {
      pages.push(above.page)
      continue
    }
    const room = above?.room ?? depth
    pages.push({
      first: above?.page.first ?? left.first,
      end: right.end,
      notes: [...(above?.page.notes ?? []), ...left.notes, ...right.notes],
      floats: [...(above?.page.floats ?? []), ...left.floats, ...right.floats],
      filled: depth - room + Math.max(left.filled, right.filled),
      extra: 0,
      stretched: [...(above?.page.stretched ?? []), ...left.stretched, ...right.stretched],
      columns: { parts: [left, right], depth: room },
    })
  }
  return pages
}
