/** The edges of the search: every page that may follow from what earlier pages hold. */
import { fillNotes, weighNotes } from './fill-notes.js'
import { floatsHeight, type Galley, isEnding, notesHeight, textHeight } from './make-galley.js'
import { chooseFoot, weighFloats, weighPlace } from './place-floats.js'
import { fewestLastLines, roundingError } from './weights.js'

/** How far the pages so far have come: the next item, float and line of notes. */
export interface Progress {
  readonly item: number
  readonly float: number
  readonly line: number
  /** Pages so far; no more are counted than have a depth of their own (`PageFrame.firstDepths`). */
  readonly page: number
}

/** A page that may come next, by what is done after it. Without text when it ends where it starts. */
export interface Candidate extends Progress {
  /** Its own demerits, whatever stands opposite. */
  readonly demerits: number
  /** What is added to them on either side. */
  readonly onVerso: number
  readonly onRecto: number
  /** Height to compare with the facing page; `NaN` where a page need not be even with it. */
  readonly depth: number
  /** Height by which the page is deeper than others: only where the page opposite is as well. */
  readonly extra: number
  /** Lines of white that it gains. */
  readonly lines: number
}

/** Floats on one page with text, at most (LaTeX's `totalnumber` is 3). */
const mostFloats = 4

/** Share of the depth that text should fill where floats stand with it (LaTeX's `\textfraction`). */
const leastText = 0.2

/**
 * List the pages that may come next.
 *
 * The cheapest ends are kept for each number of floats. The white grows as a page gets shorter, so the list stops
 * where the white alone costs more than the worst that is kept: the bound loses none of them.
 *
 * @param most ends kept for each number of floats
 * @returns never empty before the column's end; each goes on from `progress`
 */
export function listPages(galley: Galley, progress: Progress, most: number): Candidate[] {
  const { item, float, line } = progress
  const found: Candidate[] = []
  const depth = depthAt(galley, progress)
  const { floats } = galley.column
  if (item < galley.count) {
    for (let to = float; to <= Math.min(floats.length, float + mostFloats); to += 1)
      found.push(...listEnds(galley, progress, to, most))
  }
  if (line < galley.linesDue[item]!) addTextless(galley, progress, float, found)
  for (let to = float + 1; to <= galley.floatsDue[item]!; to += 1) {
    const isTooHigh = floatsHeight(galley, float, to) > depth + roundingError
    if (isTooHigh && (to > float + 1 || depth < galley.frame.depth)) break
    addTextless(galley, progress, to, found)
  }
  if (depth < galley.frame.depth) found.push(passOver(galley, progress))
  return found
}

/** Depth of the page that comes next. */
export function depthAt({ frame }: Galley, { page }: Pick<Progress, 'page'>): number {
  return frame.firstDepths?.[page] ?? frame.depth
}

/** Leave a shallow column empty: what comes next may be too high for it. */
function passOver(galley: Galley, progress: Progress): Candidate {
  const demerits = galley.weights.page + weighWhite(galley, depthAt(galley, progress))
  return finish(galley, progress, demerits, textless)
}

/** List the cheapest ends of a page that starts with an item and holds the floats up to `to`. */
function listEnds(galley: Galley, progress: Progress, to: number, limit: number): Candidate[] {
  const { frame, floatsDue, linesDue } = galley
  const depth = depthAt(galley, progress)
  const floats = floatsHeight(galley, progress.float, to)
  const foot = chooseFoot(galley, progress.float, to)
  const ofFloats = weighFloats(galley, progress.float, to, foot)
  const mostOfAll = frame.stretch * frame.leading
  const kept: Candidate[] = []
  for (let end = farthestEnd(galley, progress, to, floats); end > progress.item; end -= 1) {
    if (floatsDue[end]! < to) break
    const text = textHeight(galley, progress.item, end)
    const extra = findExtra(galley, progress, end, text + floats)
    const space = depth + extra - text - floats
    // Only what nothing can part is higher than the page, and stands alone.
    const isAlone = end === progress.item + 1 && to === progress.float
    if (space < -roundingError && !isAlone) continue
    const line = fillNotes(galley, progress.line, linesDue[end]!, space)
    // Lines carried over from an earlier page come before anything new.
    if (line === progress.line && line < linesDue[progress.item]!) continue
    const filled = text + floats + notesHeight(galley, progress.line, line)
    const spare = isEnding(galley, end) ? 0 : depth + extra - filled
    const most = mostLines(galley, progress.item, end, spare)
    // No shorter page has less white, however much it is stretched.
    const least = isEnding(galley, end) ? 0 : weighWhite(galley, depth - filled - mostOfAll)
    const isFull = kept.length >= limit
    if (isFull && line === linesDue[end]! && least > kept[limit - 1]!.demerits) break
    const little = to > progress.float && text < leastText * frame.depth
    const next = { item: end, float: to, line, page: progress.page }
    const demerits =
      ofFloats +
      (little ? galley.weights.littleText : 0) +
      weighEnd(galley, next) +
      (extra > 0 ? galley.weights.longPage : 0)
    const short = weighShortness(galley, progress, next, filled)
    // Notes and floats at the foot end at the foot of the page, however short the text above them is.
    const isClosed = line > progress.line || foot < to
    for (let lines = most; lines >= 0; lines -= 1) {
      const height = isClosed ? depth + extra : filled + lines * frame.leading
      const white = weighStretched(galley, spare, lines)
      const found = { depth: height, extra, lines }
      insert(kept, finish(galley, next, demerits + white, found, short), limit)
    }
  }
  return kept
}

/**
 * Find by how much a page must be deeper than others to hold its text, floats and notes: not at all, or by what the
 * frame gives (Mittelbach, 2019, lets both pages of a spread run a line long or short). An opener has its folio where
 * the line would be; a last page has nothing to be even with; what stands alone may have nothing opposite.
 */
function findExtra(galley: Galley, { item, line }: Progress, end: number, height: number): number {
  const { frame, linesDue } = galley
  if (frame.give === 0 || item === 0 || end === item + 1 || isEnding(galley, end)) return 0
  const whole = height + notesHeight(galley, line, linesDue[end]!)
  return whole > frame.depth + roundingError && whole <= frame.depth + frame.give + roundingError
    ? frame.give
    : 0
}

/** Count the lines of white that a page can gain, by its places and by what it is short. */
function mostLines(galley: Galley, first: number, end: number, spare: number): number {
  const { frame, gapSums } = galley
  if (frame.stretch === 0 || spare + roundingError < frame.leading) return 0
  const places = Math.max(0, gapSums[end]! - gapSums[first + 1]!)
  const short = Math.floor((spare + roundingError) / frame.leading)
  return Math.max(0, Math.min(frame.stretch, places, short))
}

function farthestEnd(galley: Galley, progress: Progress, to: number, floats: number) {
  const { item, float } = progress
  const depth = depthAt(galley, progress)
  const room = depth + (item === 0 ? 0 : galley.frame.give) + roundingError - floats
  let end = galley.reach[item]!
  while (end > item && textHeight(galley, item, end) > room) end -= 1
  // An item higher than the page stands alone.
  return end === item && to === float && depth === galley.frame.depth ? item + 1 : end
}

/** Add a page of floats, of lines carried over, or of both. */
function addTextless(galley: Galley, progress: Progress, to: number, found: Candidate[]): void {
  const { item, float, page } = progress
  const { frame, weights, linesDue, count } = galley
  const depth = depthAt(galley, progress)
  const floats = floatsHeight(galley, float, to)
  let line = fillNotes(galley, progress.line, linesDue[item]!, depth - floats)
  if (line === progress.line && line < linesDue[item]!) {
    if (to > float || depth < frame.depth) return
    // A line higher than the page stands alone.
    line += 1
  }
  const next = { item, float: to, line, page }
  const filled = floats + notesHeight(galley, progress.line, line)
  let demerits = weights.page + weighNotes(galley, line, linesDue[item]!)
  for (let one = float; one < to; one += 1) demerits += weighPlace(galley, one, 'page')
  if (to === float && item < count) demerits += weights.notesPage
  if (!isDone(galley, next)) demerits += weighWhite(galley, depth - filled)
  found.push(finish(galley, next, demerits, textless))
}

/** What a page without text has to be compared by. */
const textless = { depth: Number.NaN, extra: 0, lines: 0 }

/** @param next where the page ends, counted from its own start; @param short demerits of a short last page */
function finish(
  galley: Galley,
  next: Progress,
  demerits: number,
  { depth, extra, lines }: Pick<Candidate, 'depth' | 'extra' | 'lines'>,
  short = 0,
): Candidate {
  const { weights, floatsDue, hyphens, frame } = galley
  const { firstDepths } = frame
  const waiting = Math.max(0, floatsDue[next.item]! - next.float)
  const isText = !Number.isNaN(depth)
  return {
    item: next.item,
    float: next.float,
    line: next.line,
    page: Math.min(next.page + 1, firstDepths?.length ?? 0),
    // The right column of a last page is short by nature: both are made even.
    demerits: firstDepths ? demerits : demerits + short,
    onVerso: waiting * weights.floatOpposite + (firstDepths ? short : 0),
    onRecto:
      waiting * weights.floatOverleaf + (isText ? hyphens[next.item]! * weights.rectoHyphen : 0),
    depth: isText && !isEnding(galley, next.item) ? depth : Number.NaN,
    extra,
    lines,
  }
}

/** Tell whether nothing of a column is left. */
export function isDone({ count, lines, column }: Galley, { item, float, line }: Progress): boolean {
  return item === count && float === column.floats.length && line === lines.length
}

function weighWhite({ frame, weights }: Galley, white: number): number {
  const share = Math.max(0, white) / frame.depth
  // Multiplied: a power takes a third of the whole search.
  return weights.white * share * share * share
}

/** Weigh what a page is short, and the lines of white that it gains. */
function weighStretched(galley: Galley, spare: number, lines: number): number {
  const { frame, weights } = galley
  return weighWhite(galley, spare - lines * frame.leading) + weights.stretchedLine * lines ** 2
}

function weighEnd(galley: Galley, { item, line }: Progress): number {
  return (
    galley.weights.page + galley.breaks[item]! + weighNotes(galley, line, galley.linesDue[item]!)
  )
}

/** Weigh a last page that is too short to stand alone, unless the section is no longer than that. */
function weighShortness(galley: Galley, first: Progress, next: Progress, filled: number): number {
  const { frame, weights, count } = galley
  if (!isEnding(galley, next.item) || first.item === 0 || isEnding(galley, first.item)) return 0
  if (next.item === count && !isDone(galley, next)) return 0
  // A column that is the last by itself is parted in two.
  const lines = filled / frame.leading / (frame.firstDepths ? 2 : 1)
  return weights.shortLastLine * Math.max(0, fewestLastLines - lines)
}

/** Insert a candidate in the order of demerits; of equal ones the longer page, found first, stays first. */
function insert(kept: Candidate[], candidate: Candidate, most: number): void {
  if (kept.length >= most && candidate.demerits >= kept[most - 1]!.demerits) return
  let at = kept.length
  while (at > 0 && kept[at - 1]!.demerits > candidate.demerits) at -= 1
  kept.splice(at, 0, candidate)
  if (kept.length > most) kept.pop()
}
