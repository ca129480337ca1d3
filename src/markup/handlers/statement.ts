/** Theorems, exercises and their kin: a name run into the first paragraph, and the mark that ends a proof. */
import type { Element, ElementContent } from 'hast'
import type { Data } from 'mdast'
import type { Div } from '../../book/mdast.js'
import { isCounted } from '../../book/statements.js'
import { nameNumber, wordsFor } from '../../book/words.js'
import { classesOf, element, text } from './element.js'

/**
 * Put the name before the text: "Theorem 2.1 (Cauchy). Every …", as amsthm does.
 *
 * @param content of the block; a first paragraph of class `div-title` is its title
 */
export function nameStatement(
  node: Div,
  content: readonly ElementContent[],
  language: string,
): ElementContent[] {
  const { statement, number, leadsTo }: Data = node.data ?? {}
  if (statement === undefined) return [...content]
  const words = wordsFor(language)
  const start = content.findIndex((child) => child.type === 'element')
  const first = content[start]
  const title =
    first?.type === 'element' && classesOf(first).includes('div-title') ? first : undefined
  const rest = title ? content.slice(start + 1) : content
  const word = words[statement]
  const name = number === undefined ? word.replace('%', '').trim() : nameNumber(word, number)
  const head = element('span', { className: ['statement-head'] }, [
    element('span', { className: ['statement-name'] }, [
      leadsTo ? linkTo(leadsTo, name) : text(name),
    ]),
    ...(title ? [text(' ('), ...title.children, text(')')] : []),
    text('.'),
  ])
  const named = runIn(head, rest)
  return statement === 'proof' ? endProof(named) : named
}

const linkTo = (id: string, words: string): Element =>
  element('a', { href: `#${id}`, dataResolved: '' }, [text(words)])

/** Run a head into the paragraph that follows it, or give it one of its own. */
function runIn(head: Element, content: readonly ElementContent[]): ElementContent[] {
  const at = content.findIndex((child) => child.type === 'element')
  const first = content[at]
  if (first?.type === 'element' && first.tagName === 'p') {
    const paragraph = { ...first, children: [head, text(' '), ...first.children] }
    return [...content.slice(0, at), paragraph, ...content.slice(at + 1)]
  }
  return [element('p', { className: ['statement-title'] }, [head]), ...content]
}

/** Halmos's tombstone, where the last paragraph ends (Knuth, The TeXbook, ch. 19, has it at the right). */
function endProof(content: readonly ElementContent[]): ElementContent[] {
  const mark = element('span', { className: ['end-of-proof'], ariaHidden: 'true' }, [text('∎')])
  const at = content.findLastIndex((child) => child.type === 'element')
  const last = content[at]
  if (last?.type === 'element' && last.tagName === 'p') {
    const paragraph = { ...last, children: [...last.children, text('\u00a0'), mark] }
    return [...content.slice(0, at), paragraph, ...content.slice(at + 1)]
  }
  return [...content, element('p', { className: ['proof-end'] }, [mark])]
}

/** True where the body is in italics, as mathematicians read a statement that holds (amsthm, style `plain`). */
export const isSlanted = ({ data }: Div): boolean => {
  const { statement }: Data = data ?? {}
  return (
    statement !== undefined &&
    isCounted(statement) &&
    !['definition', 'example', 'exercise', 'algorithm'].includes(statement)
  )
}
