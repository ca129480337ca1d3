/** Runs in the page (kit.ts). From a block and all that it holds to items, in reading order. */
import type { Box, BreakBefore, Item, ItemKind } from '../column.js'
import type { Kit } from './kit.js'

declare const octavo: Kit

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Where an item lies in the document. */
export interface Place {
  /** The block of text, row, line of code or whole thing that it is, or is a line of. */
  readonly element: Element
  /** Which of its lines; 0 for the first and for everything that is not cut. */
  readonly line: number
  /** Upper edges of all its lines, from the edge of `element`; absent for what is not cut. */
  readonly tops?: readonly number[]
}

/** A column while it is read. */
export interface Reading {
  readonly root: Element
  /** The column's upper edge in the viewport. */
  readonly origin: number
  /** Height of the text block; what keeps together and is higher may be cut all the same. */
  readonly depth: number
  readonly items: Writable<Item>[]
  readonly places: Place[]
  readonly boxes: Box[]
  /** Number of the next block. */
  block: number
  /** What the block before asks of the break after it. */
  after: BreakBefore
  /** Lower edge of the last thing that text runs round, from the column's head. */
  besideTo: number
  /** As `Column.seams`. */
  seams: readonly number[]
  /** As `Column.columnsFrom`. */
  columnsFrom: number | undefined
}

/** Read a block and all that it holds. */
export function readBlock(element: Element, reading: Reading): void {
  const style = getComputedStyle(element)
  if (style.display === 'none' || style.position === 'absolute' || style.position === 'fixed')
    return
  const first = reading.items.length
  const before = style.breakBefore
  if (style.float !== 'none') octavo.readBeside(element, reading)
  else if (octavo.isWhole(element, style, reading.depth)) octavo.readWhole(element, reading)
  else if (style.display === 'table') octavo.readTable(element as HTMLTableElement, reading)
  else if (element.querySelector(':scope > code > .line')) octavo.readListing(element, reading)
  else {
    // The print tree never mixes blocks with running text (to-print-tree.ts).
    const blocks =
      'p, div, section, header, footer, nav, main, article, ul, ol, li, dl, dt, dd, pre, blockquote, figure, figcaption, table, aside, h1, h2, h3, h4, h5, h6, hr, details, summary, address, thead, tbody, tfoot, tr, td, th, caption, fieldset, form, center, hgroup, menu, search'
    const isInner = [...element.children].some((child) => child.matches(blocks))
    if (isInner) for (const child of element.children) octavo.readBlock(child, reading)
    else octavo.readLeaf(element, style, reading)
  }
  const box = element.getBoundingClientRect()
  if (reading.items.length === first && box.height > 0.5 && style.float === 'none')
    octavo.readWhole(element, reading)
  octavo.tieBeside(first, reading)
  octavo.readEdges(element, box, style, before, first, reading)
}

/** Read a thing that text runs round: what stands beside it may not leave it. */
export function readBeside(element: Element, reading: Reading): void {
  octavo.readWhole(element, reading)
  const white = Number.parseFloat(getComputedStyle(element).marginBottom)
  const bottom = element.getBoundingClientRect().bottom + white - reading.origin
  reading.besideTo = Math.max(reading.besideTo, bottom)
}

/** Keep the items from `first` on with the thing that they stand beside. */
export function tieBeside(first: number, { items, besideTo }: Reading): void {
  for (let at = Math.max(first, 1); at < items.length; at++) {
    const item = items[at]!
    if (item.kind !== 'figure' && item.top < besideTo - 1 && items[at - 1]!.top < besideTo)
      item.before = 'forbid'
  }
}

/** Give the first and last items of an element its edges, its wishes for breaks, and its box. */
export function readEdges(
  element: Element,
  box: DOMRect,
  style: CSSStyleDeclaration,
  before: string,
  first: number,
  reading: Reading,
): void {
  const { items, origin } = reading
  const strength = ['auto', 'avoid', 'forbid', 'page', 'verso', 'recto']
  const wish = (value: string): BreakBefore =>
    value === 'page' || value === 'recto' || value === 'verso'
      ? value
      : value === 'left' || value === 'right'
        ? value === 'left'
          ? 'verso'
          : 'recto'
        : value.startsWith('avoid')
          ? 'avoid'
          : 'auto'
  const stronger = (one: BreakBefore, other: BreakBefore) =>
    strength.indexOf(one) > strength.indexOf(other) ? one : other
  const start = items[first]
  const last = items.length - 1
  const end = items[last]
  if (!start || !end) {
    // Nothing to see, such as `:::pagebreak`; its wish is for what comes next.
    reading.after = stronger(reading.after, stronger(wish(before), wish(style.breakAfter)))
    return
  }
  start.top = Math.min(start.top, box.top - origin)
  end.bottom = Math.max(end.bottom, box.bottom - origin)
  start.before = stronger(start.before, wish(before))
  if (wish(style.breakAfter) !== 'auto')
    reading.after = stronger(reading.after, wish(style.breakAfter))
  const kinds: Record<string, Box['kind']> = {
    UL: 'list',
    OL: 'list',
    DL: 'list',
    LI: 'list-item',
    DD: 'list-item',
    BLOCKQUOTE: 'quotation',
    TABLE: style.display === 'table' ? 'table' : 'list',
    PRE: 'code',
  }
  const keep = style.breakInside.startsWith('avoid')
  const kind =
    kinds[element.tagName] ??
    (element.classList.contains('admonition')
      ? 'admonition'
      : element.classList.contains('verse')
        ? 'verse'
        : keep
          ? 'group'
          : undefined)
  if (kind && last > first) reading.boxes.push({ kind, first, last, keep })
}

/** True if an element stands on one page or is moved: a picture, a figure, a formula, a heading. */
export function isWhole(element: Element, style: CSSStyleDeclaration, depth: number): boolean {
  if (element.matches('img, svg, math, hr, video, object, .equation')) return true
  if (/flex|grid|inline/.test(style.display) && style.display !== 'inline-table') {
    if (element.tagName !== 'TABLE') return true
  }
  if (!style.breakInside.startsWith('avoid') || element.matches('pre, table, .keep')) return false
  return element.getBoundingClientRect().height <= depth
}

/** Add a thing that is not cut. */
export function readWhole(element: Element, reading: Reading): void {
  const { top, bottom } = element.getBoundingClientRect()
  if (bottom - top < 0.5) return
  const kind: ItemKind = element.matches(
    'h1, h2, h3, h4, h5, h6, .opener, .admonition-title, .heading, .words-above',
  )
    ? 'heading'
    : element.matches('figure, img, svg, .picture')
      ? 'figure'
      : element.matches('math, .equation')
        ? 'formula'
        : element.matches('p, div, li, dt, a')
          ? 'text'
          : 'other'
  reading.items.push({
    kind,
    top: top - reading.origin,
    bottom: bottom - reading.origin,
    block: reading.block++,
    line: 0,
    repeated: 0,
    before: reading.after,
    orphans: 1,
    widows: 1,
    notes: [],
    floats: [],
    at: element.closest('[data-at]')?.getAttribute('data-at') ?? '',
  })
  reading.places.push({ element, line: 0 })
  reading.after = 'auto'
}

/** Add the lines of a block of text. */
export function readLeaf(element: Element, style: CSSStyleDeclaration, reading: Reading): void {
  const box = element.getBoundingClientRect()
  if (box.height < 0.5) return
  const leading = Number.parseFloat(style.lineHeight) || Number.parseFloat(style.fontSize) * 1.2
  const edges = octavo.lineTops(element, style, leading)
  const tops = edges.map((edge) => edge - box.top)
  const block = reading.block++
  const initial = element.querySelector('.initial')?.getBoundingClientRect()
  if (initial) reading.besideTo = Math.max(reading.besideTo, initial.bottom - reading.origin)
  const at = element.closest('[data-at]')?.getAttribute('data-at') ?? ''
  const kind: ItemKind = /^H[1-6]$/.test(element.tagName)
    ? 'heading'
    : element.tagName === 'PRE'
      ? 'code'
      : 'text'
  for (let line = 0; line < edges.length - 1; line++) {
    reading.items.push({
      kind,
      top: edges[line]! - reading.origin,
      bottom: edges[line + 1]! - reading.origin,
      block,
      line,
      repeated: 0,
      before: line === 0 ? reading.after : 'auto',
      orphans: Number(style.orphans) || 2,
      widows: Number(style.widows) || 2,
      notes: [],
      floats: [],
      at,
    })
    reading.places.push({ element, line, tops })
    reading.after = 'auto'
  }
}
