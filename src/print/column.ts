/**
 * The long column: a chapter as the browser laid it out before there are pages. `in-page/` reads it, facts
 * without judgement; `break/` chooses its pages. Lengths are CSS pixels, positions are from the column's head.
 */

/** What an item shows; decides what it costs to part it from its neighbours. */
export type ItemKind = 'text' | 'heading' | 'code' | 'row' | 'figure' | 'formula' | 'other'

/** Whether a page may end before an item. `recto` and `verso` ask for a page of that side. */
export type BreakBefore = 'auto' | 'avoid' | 'forbid' | 'page' | 'recto' | 'verso'

/** The least that stands on one page: a line of text or of code, a row, a figure. In reading order. */
export interface Item {
  readonly kind: ItemKind
  /** Upper edge, with the padding and rules of every box that starts with it; margins are left out. */
  readonly top: number
  /** Lower edge, with those of every box that ends with it. `bottom > top`. */
  readonly bottom: number
  /** The block it belongs to (a paragraph, a listing, a table body), numbered from 0 in reading order. */
  readonly block: number
  /** Its place in the block, from 0. */
  readonly line: number
  /** Pixels that stand above it too if a page starts with it: the repeated head of a table. */
  readonly repeated: number
  readonly before: BreakBefore
  /** Fewest lines of its block before and after a break (CSS `orphans`, `widows`). */
  readonly orphans: number
  readonly widows: number
  /** Notes called in it, as indexes into `notes`. */
  readonly notes: readonly number[]
  /** Floats that it refers to first, or that stand here in the manuscript, as indexes into `floats`. */
  readonly floats: readonly number[]
  /** `chapter:line:column` of the nearest block that has a place in the manuscript; `''` without. */
  readonly at: string
}

/** A run of items that wants to stay together: breaking in it costs something. */
export interface Box {
  readonly kind:
    | 'list'
    | 'list-item'
    | 'quotation'
    | 'admonition'
    | 'table'
    | 'code'
    | 'verse'
    | 'group'
  /** Indexes of its first and last items. */
  readonly first: number
  readonly last: number
  /** True where the style asks for it to stay whole (`break-inside: avoid`); short code and tables. */
  readonly keep: boolean
}

/** A note for the foot of the page, measured at its own width. */
export interface Note {
  readonly id: string
  /** Height of each of its lines, in order; the first with the white above the note. */
  readonly lines: readonly number[]
}

/** A figure, table or listing that may leave its place. */
export interface Float {
  readonly id: string
  /** With the white that parts it from the text. */
  readonly height: number
  /** Where it may go, best first. */
  readonly places: readonly ('top' | 'foot' | 'page')[]
  readonly at: string
}

/** One chapter of the print edition with the files nested under it. */
export interface Column {
  /** Id of the section that opens it. */
  readonly id: string
  readonly items: readonly Item[]
  /** Nested or apart, in the order of `first`. */
  readonly boxes: readonly Box[]
  readonly notes: readonly Note[]
  readonly floats: readonly Float[]
  /**
   * Items before which a page may have more white or less, so that the text after them stands on the grid, where
   * the page begins with something off it; rising. None where there is no grid.
   */
  readonly seams?: readonly number[]
  /** First item that is set in two columns, as all after it are; absent where none is. */
  readonly columnsFrom?: number
}

/** What every page of a column offers. */
export interface PageFrame {
  /** Height of the text block. */
  readonly depth: number
  /** Distance of two lines of text. */
  readonly leading: number
  /** Height by which both pages of a spread may be deeper, together: a line, or 0. */
  readonly give: number
  /** Lines of white that a page may gain, one at a place (stretch-white.ts). */
  readonly stretch: number
  /** White and rule between the text and the first note. */
  readonly noteSeparation: number
  /** Side on which the column's first page falls. */
  readonly startsOn: 'recto' | 'verso'
  /**
   * Given where the pages are halves of pages, versos on the left of rectos: two columns of text. Depths of the
   * first of them, where something stands above these across the page; at most `depth`.
   */
  readonly firstDepths?: readonly number[]
}

/** A piece of a note: its lines from `from` up to, not with, `to`. */
export interface NotePiece {
  readonly note: number
  readonly from: number
  readonly to: number
}

/** What one page holds, or one column of a page. `first === end` and nothing else: a true blank. */
export interface BrokenPart {
  /** Its items: from `first` up to, not with, `end`. */
  readonly first: number
  readonly end: number
  readonly notes: readonly NotePiece[]
  readonly floats: readonly { readonly float: number; readonly place: 'top' | 'foot' | 'page' }[]
  /** Height that is filled, notes and floats with it; may exceed the depth only where one item does. */
  readonly filled: number
  /** Height by which it is deeper than others, as the page opposite is; mostly 0. */
  readonly extra: number
  /** Items before which it has a line of white more. */
  readonly stretched: readonly number[]
}

/** One page: all that it holds, that of its columns with it. */
export interface BrokenPage extends BrokenPart {
  readonly columns?: PageColumns
}

/** Two columns that stand beside each other; what comes before the first stands above them, across the page. */
export interface PageColumns {
  readonly parts: readonly [BrokenPart, BrokenPart]
  /** Height that they have, notes and floats with it. */
  readonly depth: number
}

export interface BrokenColumn {
  readonly pages: readonly BrokenPage[]
  readonly demerits: number
  /** True where the chapter was too long for the best of all ways, and was broken page by page. */
  readonly isGreedy: boolean
}
