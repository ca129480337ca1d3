/** The list of a listing's callouts: each item opens with its mark, which leads back to the code. */
import type { Element, ElementContent } from 'hast'
import type { List } from 'mdast'
import { defaultHandlers, type State } from 'mdast-util-to-hast'
import { wordsFor } from '../../book/words.js'
import type { MarkupContext } from '../context.js'
import { element, text } from './element.js'

/** Id of a mark in the code. @param listing number of the listing in its chapter, from 1 */
export const calloutId = (context: MarkupContext, listing: number, number: number): string =>
  `${context.chapter.id}-code-${listing}-call-${number}`

/** Id of its item in the list. */
export const calloutItemId = (context: MarkupContext, listing: number, number: number): string =>
  `${context.chapter.id}-code-${listing}-item-${number}`

/** Lists are mdast-util-to-hast's own, but for those of callouts. */
export const listHandler =
  (context: MarkupContext) =>
  (state: State, node: List): Element => {
    // Items may hold listings of their own.
    const listing = context.callouts.length
    const list = defaultHandlers.list(state, node)
    if (!node.data?.isCodeNotes) return list
    const called = context.callouts[listing - 1]
    const words = wordsFor(context.chapter.language).code
    let number = node.start ?? 1
    for (const item of list.children) {
      if (item.type !== 'element' || item.tagName !== 'li') continue
      const mark = called?.has(number)
        ? element(
            'a',
            {
              className: ['code-callout'],
              href: `#${calloutId(context, listing, number)}`,
              role: 'doc-backlink',
              ariaLabel: `${words.back}\u00a0${number}`,
              dataResolved: '',
            },
            [text(String(number))],
          )
        : element('span', { className: ['code-callout'] }, [text(String(number))])
      item.properties.id = calloutItemId(context, listing, number)
      openWith(item, mark)
      number++
    }
    list.properties.className = ['code-notes']
    // Without it VoiceOver takes a list without markers for none.
    list.properties.role = 'list'
    return list
  }

/** Put a mark before the first words of an item. */
function openWith(item: Element, mark: Element): void {
  const first = item.children.find((child) => child.type !== 'text' || child.value.trim() !== '')
  const holder = first?.type === 'element' && first.tagName === 'p' ? first : item
  holder.children.unshift(mark, text(' ') as ElementContent)
}
