/** Runs in the page (kit.ts). The columns cut into pages: first everything is read, then everything written. */
import type { NotePiece } from '../column.js'
import type { Boundary } from './cut-at.js'
import type { MarginChange, WhiteChange } from './keep-grid.js'
import type { Kit } from './kit.js'

declare const octavo: Kit

/** What one page holds across its whole measure, or one of its columns. */
export interface PartPlan {
  readonly first: number
  readonly end: number
  readonly notes: readonly NotePiece[]
  /** White to be changed: text keeps to the grid on a page that begins off it, and a short page gets a line more. */
  readonly white: readonly WhiteChange[]
  /** Height of the text block without the notes and floats, in pixels. */
  readonly textDepth: number
  readonly floats: readonly PlacedFloat[]
}

/** What one page holds and says. */
export interface PagePlan extends PartPlan {
  /** From 1. */
  readonly page: number
  /** Columns below what stands across the page, in reading order, and their height in pixels. */
  readonly columns?: { readonly parts: readonly PartPlan[]; readonly depth: number }
  /** Notes in the margin, by their distance from the upper edge of the text block. */
  readonly sideNotes: readonly { readonly id: string; readonly top: number }[]
  readonly runningHead: string
  /** Beside the running head; `''` for none. */
  readonly folio: string
  /** At the foot, on openers; `''` for none. */
  readonly footFolio: string
}

/** A float on its page. */
interface PlacedFloat {
  readonly id: string
  readonly place: 'top' | 'foot' | 'page'
  /** With the white that parts it from the text, in pixels. */
  readonly height: number
}

export interface ColumnPlan {
  readonly id: string
  /** True where a blank page stands before it. */
  readonly hasBlank: boolean
  /** Ids of its notes, as `PagePlan.notes` counts them. */
  readonly notes: readonly string[]
  readonly pages: readonly PagePlan[]
}

/** Where one column and its notes will be cut. */
interface Cuts {
  readonly column: ColumnPlan
  readonly root: Element
  readonly margins: readonly MarginChange[]
  /** One for each part of a page but the first; `undefined` where the part before it, or it, is blank. */
  readonly boundaries: readonly (Boundary | undefined)[]
  readonly notes: readonly { readonly root: Element; readonly boundaries: readonly Boundary[] }[]
  /** True where the first column of a page is the right one. */
  readonly isFromRight: boolean
}

/**
 * Replace every column of the document by its pages.
 *
 * @param css of the page that holds one of them
 */
export function buildPages(columns: readonly ColumnPlan[], css: string): void {
  const all = columns.map((column) => octavo.readCuts(column))
  const tables = new Set<HTMLTableElement>()
  for (const { boundaries } of all)
    for (const boundary of boundaries) {
      const near = boundary?.node instanceof Element ? boundary.node : boundary?.node.parentElement
      const table = near?.closest('table')
      if (table) tables.add(table)
    }
  for (const fix of [...tables].map((table) => octavo.freezeTable(table))) fix()
  let piece = 1
  for (const { column, root, boundaries, notes, isFromRight } of all) {
    // Out of the document nothing follows what is moved: no style, no box.
    const place = document.createComment('')
    root.replaceWith(place)
    const text = octavo.cutAll(root, boundaries, piece)
    piece = text.piece
    for (const part of text.parts.slice(1)) octavo.repeatEntry(part)
    const noteParts = notes.map((note) => {
      const cut = octavo.cutNote(note.root, note.boundaries, piece)
      piece = cut.piece
      return cut.parts
    })
    // What stands before the first cut belongs to the first part with text; before it may be a blank.
    const opening = Math.max(
      0,
      octavo.listParts(column).findIndex(({ first, end }) => end > first),
    )
    text.parts.splice(opening, 1, ...text.parts.splice(0, 1, text.parts[opening]!))
    const pages = column.pages.map((plan) => octavo.fillPage(plan, text.parts, noteParts))
    for (const page of pages)
      page.querySelector('.page-columns')?.classList.toggle('from-right', isFromRight)
    if (column.hasBlank) pages.unshift(octavo.emptyPage(column.pages[0]!.page - 1))
    octavo.partOf(column.id, 'notes')?.remove()
    octavo.partOf(column.id, 'floats')?.remove()
    place.replaceWith(...pages)
  }
  const looks = all.flatMap(({ boundaries }) => boundaries.flatMap((one) => one?.looks ?? []))
  octavo.setMargins(all.flatMap(({ margins }) => margins))
  // Before anything is read: what the style sheets say of each element is found once.
  document.head.append(Object.assign(document.createElement('style'), { textContent: css }))
  octavo.restoreInherited(looks)
}

/** List the parts of the pages in the order in which their text is read: across a page, then its columns. */
export function listParts({ pages }: ColumnPlan): PartPlan[] {
  return pages.flatMap((page) => [page, ...(page.columns?.parts ?? [])])
}

/** Find all places at which a column and its notes are cut. */
export function readCuts(column: ColumnPlan): Cuts {
  const reading = octavo.measured.get(column.id)!
  const { root, places } = reading
  const parts = octavo.listParts(column)
  const margins = octavo.findMargins(
    reading,
    parts.flatMap(({ white }) => white),
  )
  const boundaries = parts
    .slice(1)
    .map(({ first, end }) =>
      end > first && first > 0 ? octavo.findBoundary(root, places[first]!) : undefined,
    )
  const notes = column.notes.map((id, note) => {
    const { root, places } = octavo.measured.get(id)!
    const later = parts.flatMap((part) =>
      part.notes.filter((piece) => piece.note === note && piece.from > 0),
    )
    return {
      root,
      boundaries: later.map(({ from }) => octavo.findBoundary(root, places[from]!)),
    }
  })
  const inColumns = root.querySelector('.set-in-columns')
  const isFromRight = inColumns !== null && getComputedStyle(inColumns).direction === 'rtl'
  return { column, root, margins, boundaries, notes, isFromRight }
}

/** Cut from the end on, so that what was read of the earlier places stays true. */
export function cutAll(
  root: Element,
  boundaries: readonly (Boundary | undefined)[],
  piece: number,
): { parts: DocumentFragment[]; piece: number } {
  const parts: DocumentFragment[] = []
  let free = piece
  for (const boundary of boundaries.toReversed()) {
    const cut = boundary && octavo.cutAt(root, boundary, free)
    free = cut?.piece ?? free
    parts.unshift(cut?.rest ?? document.createDocumentFragment())
  }
  const head = document.createDocumentFragment()
  head.append(...root.childNodes)
  return { parts: [head, ...parts], piece: free }
}

/** Cut a note; every part is a note again, and the first keeps the id. */
export function cutNote(
  root: Element,
  boundaries: readonly Boundary[],
  piece: number,
): { parts: Element[]; piece: number } {
  if (boundaries.length > 0) root.setAttribute('data-piece', String(piece))
  const cut = octavo.cutAll(root, boundaries, piece + 1)
  const parts = cut.parts.map((part, index) => {
    const element = root.cloneNode(false) as Element
    if (index > 0) {
      element.removeAttribute('id')
      element.setAttribute('data-continued', '')
    }
    if (index < boundaries.length) element.setAttribute('data-goes-on', '')
    element.append(part)
    return element
  })
  return { parts, piece: cut.piece }
}

/** Make a page with nothing on it. */
export function emptyPage(number: number): Element {
  const page = document.createElement('div')
  page.className = `page ${number % 2 === 1 ? 'recto' : 'verso'}`
  page.setAttribute('data-page', String(number))
  return page
}
