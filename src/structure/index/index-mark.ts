/** What an author marked for an index, read off the text. */
import type { Nodes, PhrasingContent } from 'mdast'
import type { VFile } from 'vfile'

/** One level of an entry: how it is printed, and what it is known by. */
export interface Term {
  readonly content: readonly PhrasingContent[]
  /** Its plain text, white space collapsed; never empty. */
  readonly text: string
  /** The author's sort key. */
  readonly sort?: string
}

export interface IndexMark {
  /** Name of the index; `''` is the book's own. */
  readonly index: string
  /** From the main entry down: `networks!convolutional` has two levels. */
  readonly path: readonly Term[]
  /** Id of the place in the text. */
  readonly id: string
  /** Whether it marks a place, or one end of a passage. */
  readonly range: 'none' | 'open' | 'close'
  /** True where the term is defined or treated at length. */
  readonly isMain: boolean
  /** Entries to look up instead, as the author wrote them. */
  readonly see: readonly string[]
  readonly seeAlso: readonly string[]
  /** The section in which it stands, for an e-book, which has no pages: `2.3`, or a title where there is no number. */
  readonly section: string
  readonly node: Nodes
  readonly file: VFile
}
