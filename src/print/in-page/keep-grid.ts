/**
 * Runs in the page (kit.ts). The baseline grid: text stands on lines that are a leading apart, on every page at the
 * same heights. What is not whole lines high (a figure, code, a table, a head of two lines) gets more white around
 * it, or less, so that the text after it is back on the grid.
 */
import type { Kit } from './kit.js'
import type { Place, Reading } from './read-block.js'

declare const octavo: Kit

/** White to be changed before an item, in pixels; negative where there is to be less. */
export interface WhiteChange {
  readonly item: number
  readonly by: number
}

/** A margin to be set, found before anything is changed. */
export interface MarginChange {
  readonly element: HTMLElement
  readonly pixels: number
}

/** What `planGrid` found. */
interface GridPlan {
  readonly changes: readonly WhiteChange[]
  /** Items before which white may be changed, so that the text after them stands on the grid. */
  readonly seams: readonly number[]
}

/**
 * Choose the white that brings the text of a column to its grid. Text that has left it (a tall formula in the line)
 * returns at the next white; between two paragraphs there is none to change.
 *
 * @param isFixed true to change nothing
 */
export function planGrid(
  { items, places, origin }: Reading,
  leading: number,
  isFixed: boolean,
): GridPlan {
  // Half a line parts things as well as a whole; less than 0.4 is none of the white that parts.
  const [least, some, tolerance] = [0.5 * leading, 0.4 * leading, 0.4]
  const changes: WhiteChange[] = []
  const seams: number[] = []
  const whiteBefore = (at: number) => (at === 0 ? 0 : items[at]!.top - items[at - 1]!.bottom)
  const isText = ({ tops }: Place) => tops && Math.abs(tops[1]! - tops[0]! - leading) < 0.1
  let moved = 0
  /** First item after the last text. */
  let apart = 0
  for (const [at, { kind, line }] of items.entries()) {
    const place = places[at]!
    if (kind !== 'text' || !isText(place)) continue
    const from = apart
    apart = at + 1
    if (line > 0) continue
    // Heads, and what stands close above, go with the text.
    let seam = at
    while (
      seam > Math.max(from, 1) &&
      (items[seam - 1]!.kind === 'heading' || whiteBefore(seam) < some)
    )
      seam--
    const below = whiteBefore(seam)
    if (seam === 0 || below < some) continue
    const top = place.element.getBoundingClientRect().top + place.tops![0]! - origin + moved
    const over = ((top % leading) + leading) % leading
    if (over > tolerance && leading - over > tolerance) {
      if (isFixed) continue
      const above = from < seam ? whiteBefore(from) : 0
      const [spareAbove, spareBelow] = [above, below].map((white) => Math.max(0, white - least))
      const by = over <= spareAbove! + spareBelow! ? -over : leading - over
      const isSplit = from < seam && from > 0 && above >= some
      const half = Math.round(by / 2)
      // Half of it above what stands apart; less where that white is short.
      const byAbove = isSplit ? Math.max(half, -spareAbove!, by) : 0
      const first = by < 0 ? Math.min(byAbove, by + spareBelow!) : byAbove
      if (isSplit && first !== 0) changes.push({ item: from, by: first })
      changes.push({ item: seam, by: by - (isSplit ? first : 0) })
      moved += by
    }
    seams.push(seam)
    if (seam < at && whiteBefore(at) >= some) seams.push(at)
  }
  return { changes, seams }
}

/** Find the margins that change the white before items. Reads only. */
export function findMargins(reading: Reading, changes: readonly WhiteChange[]): MarginChange[] {
  const { items, places, root } = reading
  return changes.flatMap(({ item, by }) => {
    const { node, offset } = octavo.findBoundary(root, places[item]!)
    const element = node.childNodes[offset]
    if (!(element instanceof HTMLElement) || by === 0) return []
    let before = element.previousElementSibling
    // Margins meet through what takes no room: an anchor, an empty paragraph.
    while (before && octavo.isHollow(before)) before = before.previousElementSibling
    if (!before) return []
    const wanted = items[item]!.top - items[item - 1]!.bottom + by
    // Margins that meet: the greatest counts, and what is below 0 is taken from it (CSS 2.2, 8.3.1).
    const others = [
      ...octavo.meetingMargins(before, 'Bottom'),
      ...octavo.meetingMargins(element, 'Top').slice(1),
    ]
    const [most, below] = [Math.max(0, ...others), Math.min(0, ...others)]
    const pixels = wanted - below
    return [{ element, pixels: pixels >= most ? pixels : wanted - most }]
  })
}

/** Tell whether an element takes no room. */
export function isHollow(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  return width === 0 || height === 0
}

/** List the margins of an element and of those in it that meet at its edge; its own first. */
export function meetingMargins(element: Element, edge: 'Top' | 'Bottom'): number[] {
  const margins: number[] = []
  for (let at: Element | null = element; at; ) {
    const style = getComputedStyle(at) as unknown as Record<string, string>
    if (
      style.display !== 'none' &&
      !/^(block|list-item|flow-root|table|flex|grid)$/.test(style.display!)
    )
      break
    if (style.display !== 'none') {
      margins.push(Number.parseFloat(style[`margin${edge}`]!))
      const isClosed =
        Number.parseFloat(style[`padding${edge}`]!) +
          Number.parseFloat(style[`border${edge}Width`]!) >
        0
      if (isClosed || !/^(block|list-item)$/.test(style.display!)) break
    }
    let next: Element | null = edge === 'Top' ? at.firstElementChild : at.lastElementChild
    while (next && octavo.isHollow(next))
      next = edge === 'Top' ? next.nextElementSibling : next.previousElementSibling
    at = next
  }
  return margins
}

/** Set margins. */
export function setMargins(margins: readonly MarginChange[]): void {
  for (const { element, pixels } of margins) element.style.marginTop = `${pixels}px`
}

/**
 * Bring the text of columns to the grid: their items are moved with it, so that nothing is read twice.
 *
 * @param isFixed true to change nothing, and only find where a page might
 * @returns ids of the columns in which something did not follow (what clears a float does not): to be read again
 */
export function keepGrid(ids: readonly string[], leading: number, isFixed = false): string[] {
  const readings = ids.map((id) => ({ id, reading: octavo.measured.get(id)! }))
  // A list of contents has half lines of white by design, and no text beside it.
  const prose = readings.filter(({ reading }) => !reading.root.querySelector(':scope > .contents'))
  const all = prose.map(({ id, reading }) => {
    const { changes, seams } = octavo.planGrid(reading, leading, isFixed)
    return { id, reading, changes, seams, margins: octavo.findMargins(reading, changes) }
  })
  for (const { reading, changes, seams } of all) {
    reading.seams = seams
    let moved = 0
    let next = 0
    for (const [at, item] of reading.items.entries()) {
      while (changes[next]?.item === at) moved += changes[next++]!.by
      item.top += moved
      item.bottom += moved
    }
  }
  for (const { margins } of all) octavo.setMargins(margins)
  return all.flatMap(({ id, reading: { root, items, places }, changes }) => {
    const origin = root.getBoundingClientRect().top
    const followed = changes.every(({ item }) => {
      const { node, offset } = octavo.findBoundary(root, places[item]!)
      const top = (node.childNodes[offset] as Element).getBoundingClientRect().top - origin
      return Math.abs(top - items[item]!.top) < 0.6
    })
    return followed ? [] : [id]
  })
}
