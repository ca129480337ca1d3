/** What the handlers of one chapter share. */
import type { ElementContent } from 'hast'
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

export interface MarkupContext {
  readonly chapter: Chapter
  readonly configuration: Configuration
  readonly snippets: PreparedSnippets
  /** Notes by identifier, in the order of their first callout. */
  readonly notes: Map<string, NoteInOrder>
  /** How many notes the earlier files of the same chapter hold. */
  readonly notesBefore: number
  /** Finished pieces that the HTML parser must not see again; placeholders name their index. */
  readonly finished: ElementContent[]
}
