/** What the handlers of one chapter share. */
import type { Element, ElementContent } from 'hast'
import type { Chapter } from '../book/book.js'
import type { Configuration } from '../book/configuration.js'
import type { PreparedSnippets } from './prepare/prepare-snippets.js'

export interface NoteInOrder {
  readonly id: string
  readonly number: string
  /** Ids of the callouts, in order. */
  readonly callouts: string[]
  readonly content: ElementContent[]
}

/** The notes of one table, which stand under it, lettered. */
export interface TableNotes {
  /** Identifiers that only this table calls. */
  readonly own: ReadonlySet<string>
  readonly notes: Map<string, NoteInOrder>
  /** Filled when the notes are finished. */
  readonly holder: Element
}

/** A formula in the tree, to be given words. */
export interface FormulaElement {
  readonly element: Element
  readonly language: string
  /** The inside of its `math`. */
  readonly mathml: string
}

export interface MarkupContext {
  readonly chapter: Chapter
  readonly configuration: Configuration
  readonly snippets: PreparedSnippets
  /** Notes by identifier, in the order of their first callout. */
  readonly notes: Map<string, NoteInOrder>
  /** How many notes the earlier files of the same chapter hold. */
  readonly notesBefore: number
  /** Of all tables with notes so far; the last is being made where `isInTable`. */
  readonly tableNotes: TableNotes[]
  isInTable: boolean
  /** Of the listings with callouts so far: the numbers of the marks of each, and how often each stands there. */
  readonly callouts: Map<number, number>[]
  /** Formulas without words of the author's own. */
  readonly formulas: FormulaElement[]
  /** Finished pieces that the HTML parser must not see again; placeholders name their index. */
  readonly finished: ElementContent[]
}
