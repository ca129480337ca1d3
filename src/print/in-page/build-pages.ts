/** Runs in the page (kit.ts). The columns cut into pages: first everything is read, then everything written. */
import type { NotePiece } from '../column.js'
import type { Boundary } from './cut-at.js'
import type { MarginChange, WhiteChange } from './keep-grid.js'
import type { Kit } from './kit.js'

declare const octavo: Kit

/** What one page holds and says. */
export interface PagePlan {
  /** From 1. */
  readonly page: number
  readonly first: number
  readonly end: number
  readonly notes: readonly NotePiece[]
  /** White to be changed: text keeps to the grid on a page that begins off it, and a short page gets a line more. */
  readonly white: readonly WhiteChange[]
  /** Height of the text block without the notes and floats, in pixels. */
  readonly textDepth: number
  readonly floats: readonly PlacedFloat[]
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
  /** One for each page but the first; `undefined` where the page before it, or it, is blank. */
  readonly boundaries: readonly (Boundary | undefined)[]
  readonly notes: readonly { readonly root: Element; readonly boundaries: readonly Boundary[] }[]
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
  for (const { column, root, boundaries, notes } of all) {
    const text = octavo.cutAll(root, boundaries, piece)
    piece = text.piece
    const noteParts = notes.map((note) => {
      const cut = octavo.cutNote(note.root, note.boundaries, piece)
      piece = cut.piece
      return cut.parts
    })
    // What stands before the first cut belongs to the first page with text; before it may be a blank.
    const opening = Math.max(
      0,
      column.pages.findIndex(({ first, end }) => end > first),
    )
    text.parts.splice(opening, 1, ...text.parts.splice(0, 1, text.parts[opening]!))
    const pages = column.pages.map((plan, index) =>
      octavo.fillPage(
        plan,
        text.parts[index]!,
        plan.notes.map(({ note }) => noteParts[note]!.shift()!),
      ),
    )
    if (column.hasBlank) pages.unshift(octavo.emptyPage(column.pages[0]!.page - 1))
    octavo.partOf(column.id, 'notes')?.remove()
    octavo.partOf(column.id, 'floats')?.remove()
    root.replaceWith(...pages)
  }
  const looks = all.flatMap(({ boundaries }) => boundaries.flatMap((one) => one?.looks ?? []))
  octavo.setMargins(all.flatMap(({ margins }) => margins))
  // Before anything is read: what the style sheets say of each element is found once.
  document.head.append(Object.assign(document.createElement('style'), { textContent: css }))
  octavo.restoreInherited(looks)
}

/** Find all places at which a column and its notes are cut. */
export function readCuts(column: ColumnPlan): Cuts {
  const reading = octavo.measured.get(column.id)!
  const { root, places } = reading
  const margins = octavo.findMargins(
    reading,
    column.pages.flatMap(({ white }) => white),
  )
  const boundaries = column.pages
    .slice(1)
    .map(({ first, end }) =>
      end > first && first > 0 ? octavo.findBoundary(root, places[first]!) : undefined,
    )
  const notes = column.notes.map((id, note) => {
    const { root, places } = octavo.measured.get(id)!
    const later = column.pages.flatMap((page) =>
      page.notes.filter((piece) => piece.note === note && piece.from > 0),
    )
    return {
      root,
      boundaries: later.map(({ from }) => octavo.findBoundary(root, places[from]!)),
    }
  })
  return { column, root, margins, boundaries, notes }
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

/** Take the floats of a page that go to one of its places. @returns their container, or nothing */
export function fillFloats({ floats }: PagePlan, place: PlacedFloat['place']): Element[] {
  const here = floats.filter((float) => float.place === place)
  if (here.length === 0) return []
  const container = document.createElement('div')
  container.className = `page-floats at-${place}`
  for (const { id, height } of here) {
    const float = document.querySelector<HTMLElement>(
      `.column-floats > [data-float="${CSS.escape(id)}"]`,
    )!
    float.style.height = `${height}px`
    container.append(float)
  }
  return [container]
}

/** Put the notes of a page beside its text. */
export function fillMargin({ sideNotes }: PagePlan): Element {
  const margin = document.createElement('div')
  margin.className = 'side-notes'
  for (const { id, top } of sideNotes) {
    const note = document.getElementById(id)!
    note.style.top = `${top}px`
    margin.append(note)
  }
  return margin
}

/** Make one page. */
export function fillPage(
  plan: PagePlan,
  text: DocumentFragment,
  notes: readonly Element[],
): Element {
  const part = (name: string, ...content: (Node | string)[]) => {
    const element = document.createElement('div')
    element.className = name
    element.append(...content)
    return element
  }
  const page = octavo.emptyPage(plan.page)
  const head = [part('head-words', plan.runningHead), part('folio', plan.folio)]
  if (plan.runningHead !== '' || plan.folio !== '')
    page.append(part('running-head', ...(plan.page % 2 === 1 ? head : head.reverse())))
  const block = part('text-block', text)
  block.style.height = `${plan.textDepth}px`
  page.append(...octavo.fillFloats(plan, 'top'), ...octavo.fillFloats(plan, 'page'), block)
  page.append(...octavo.fillFloats(plan, 'foot'))
  // The white above the first thing of a page is the page's own.
  for (let at = block.firstElementChild; at; at = at.firstElementChild) {
    at.setAttribute('data-at-head', '')
    if (at.previousSibling || /^(P|PRE|TABLE|FIGURE|H[1-6]|HEADER)$/.test(at.tagName)) break
  }
  if (plan.sideNotes.length > 0) page.append(octavo.fillMargin(plan))
  if (notes.length > 0) page.append(part('page-notes', part('note-rule'), ...notes))
  if (plan.footFolio !== '') page.append(part('foot-folio folio', plan.footFolio))
  return page
}
