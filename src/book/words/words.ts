import type { StatementKind } from '../statements.js'

/** Kinds of things that have a name and a number. */
export type Numbered =
  | StatementKind
  | 'part'
  | 'chapter'
  | 'appendix'
  | 'section'
  | 'figure'
  | 'table'
  | 'listing'
  | 'equation'

/** What Octavo itself puts into a book, in one language. A name with `%` has its number there, others before it. */
export interface Words extends Readonly<Record<Numbered, string>> {
  readonly plurals: Readonly<Record<Numbered, string>>
  /** True where names are written small inside a sentence: "voir figure 2.1". */
  readonly isLowerInText: boolean
  readonly contents: string
  readonly notes: string
  readonly bibliography: string
  readonly titlePage: string
  readonly halfTitle: string
  readonly copyright: string
  readonly cover: string
  /** Between the last two of a list, and between the others, with the spaces that they have. */
  readonly and: string
  readonly comma: string
  /** A title in quotation marks, with `%` for it. */
  readonly quoted: string
  /** "et al." of an author-date citation. */
  readonly andOthers: string
  readonly noDate: string
  /** Before a name on the title page, by MARC relator. */
  readonly contributors: Readonly<Record<'edt' | 'ill' | 'trl' | 'aui' | 'ctb', string>>
  readonly backToReference: string
  readonly noteTip: Readonly<Record<'note' | 'tip' | 'important' | 'warning' | 'caution', string>>
  readonly done: string
  readonly open: string
  readonly missingPicture: string
  /** Over what a picture shows, at length. */
  readonly longDescription: string
  /** Before a page number: "see page 12". */
  readonly page: string
  readonly pages: string
  /** With `%` for the number. */
  readonly onPage: string
  /** Where something is that is not on the same page: on the facing page, overleaf, on the page before. */
  readonly where: Readonly<Record<'opposite' | 'next' | 'previous', string>>
  /** Of code: before the number of a callout, before that of a way back to it; lines that are pointed out, with `%` for how many. */
  readonly code: Readonly<
    Record<'callout' | 'back' | 'markedLine' | 'markedLines' | 'inserted' | 'deleted', string>
  >
  /** Titles of the lists that follow the contents. */
  readonly lists: Readonly<Record<'figures' | 'tables' | 'listings', string>>
  /** Title of the index, what sends to another entry of it, and what follows the name of one that goes on in a new column. */
  readonly index: Readonly<Record<'title' | 'see' | 'seeAlso' | 'continued', string>>
}
