/** What one construct adds to the parser. */
import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown'
import type { Extension as MicromarkExtension } from 'micromark-util-types'

export interface Syntax {
  /** How the characters are taken apart. */
  readonly micromark: MicromarkExtension
  /** How the tokens become nodes. */
  readonly fromMarkdown: FromMarkdownExtension
}
