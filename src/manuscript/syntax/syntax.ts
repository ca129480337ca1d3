/** What one construct adds to the parser. */
import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown'
import type { Extension as MicromarkExtension } from 'micromark-util-types'

export interface Syntax {
  /**
   * What a text holds at the least that has this construct in it. A text without it is parsed without the
   * construct: the parser asks every construct at each character that could begin one.
   */
  readonly sign: RegExp
  /** How the characters are taken apart. */
  readonly micromark: MicromarkExtension
  /** How the tokens become nodes. */
  readonly fromMarkdown: FromMarkdownExtension
}
