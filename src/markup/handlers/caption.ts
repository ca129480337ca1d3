/** Captions: "Figure 2.1" in a span of its own, then the author's words. */
import type { ElementContent } from 'hast'
import type { Nodes, PhrasingContent } from 'mdast'
import type { State } from 'mdast-util-to-hast'
import { nameNumber } from '../../book/words.js'
import { element, text } from './element.js'

/**
 * Set a caption.
 *
 * @param word "Figure", "Table" …, in the chapter's language
 * @returns `undefined` where there is neither a caption nor a number
 */
export function captionOf(
  state: State,
  node: Nodes,
  caption: readonly PhrasingContent[] | undefined,
  word: string,
): ElementContent[] | undefined {
  const number = (node.data as { number?: string } | undefined)?.number
  const words =
    caption && caption.length > 0
      ? (state.all({ type: 'paragraph', children: [...caption] }) as ElementContent[])
      : []
  if (number === undefined) return words.length > 0 ? words : undefined
  const label = element('span', { className: ['caption-label'] }, [text(nameNumber(word, number))])
  return words.length > 0 ? [label, text(' '), ...words] : [label]
}
