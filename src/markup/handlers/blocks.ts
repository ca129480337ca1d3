/** Boxes, divisions, verse, definition lists, page breaks. */
import type { Element, ElementContent, Properties } from 'hast'
import type { Data, Nodes } from 'mdast'
import type { State } from 'mdast-util-to-hast'
import type { Admonition, DefinitionList, Div, LineBlock, Span } from '../../book/mdast.js'
import { wordsFor } from '../../book/words.js'
import type { MarkupContext } from '../context.js'
import { element, text } from './element.js'
import { isSlanted, nameStatement } from './statement.js'

/** The id that `structure/` gave, with the attributes of the author. */
export function propertiesOf(node: Nodes, classes: readonly string[] = []): Properties {
  const data: Data = node.data ?? {}
  const own = data.hProperties ?? {}
  const names = Array.isArray(own.className) ? own.className.map(String) : []
  const id = data.id ?? data.label
  const all = [...new Set([...classes, ...names])]
  return {
    ...(own as Properties),
    ...(all.length > 0 ? { className: all } : {}),
    ...(id ? { id } : {}),
  }
}

const patched = (state: State, node: Nodes, made: Element): Element => {
  state.patch(node, made)
  return made
}

const all = (state: State, node: Nodes) => state.all(node) as ElementContent[]

export const admonitionHandler =
  (context: MarkupContext) =>
  (state: State, node: Admonition): Element => {
    const words = wordsFor(context.chapter.language).noteTip
    const known =
      (words as Readonly<Record<string, string>>)[node.kind] ??
      context.configuration.admonitions[node.kind]
    const title: ElementContent[] = node.title
      ? (state.all({ type: 'paragraph', children: node.title }) as ElementContent[])
      : [text(known ?? node.kind.charAt(0).toUpperCase() + node.kind.slice(1))]
    return patched(
      state,
      node,
      element(
        'aside',
        {
          ...propertiesOf(node, ['admonition', node.kind]),
          // A type needs the role that means the same (Ace, epub-type-has-matching-role): `note` has none.
          ...(node.kind === 'tip' ? { role: 'doc-tip', epubType: 'tip' } : { role: 'note' }),
        },
        [
          element('p', { className: ['admonition-title'] }, title),
          ...state.wrap(all(state, node), true),
        ] as ElementContent[],
      ),
    )
  }

/** `for=` says what a description describes; `place-descriptions.ts` reads it. */
export const divHandler =
  (context: MarkupContext) =>
  (state: State, node: Div): Element => {
    const { for: target, ...properties } = propertiesOf(node, isSlanted(node) ? ['slanted'] : [])
    const isDescription = classesIn(properties).includes('description')
    const described = isDescription && target !== undefined ? { dataFor: String(target) } : {}
    const content = state.wrap(all(state, node), true) as ElementContent[]
    const named = nameStatement(node, content, context.chapter.language)
    const name = (node.data as { hName?: string } | undefined)?.hName ?? 'div'
    return patched(state, node, element(name, { ...properties, ...described }, named))
  }

const classesIn = ({ className }: Properties): string[] =>
  Array.isArray(className) ? className.map(String) : []

/** Elements that `:name[text]`, `H~2~O` and `x^2^` may become (HTML, §4.5); all else is a `span`. */
const spanElements = new Set('abbr cite del dfn ins kbd mark q samp small sub sup var'.split(' '))

export const spanHandler = (state: State, node: Span): Element => {
  const name = (node.data as { hName?: string } | undefined)?.hName
  const properties = propertiesOf(node)
  if (name === undefined || !spanElements.has(name))
    return patched(state, node, element('span', properties, all(state, node)))
  const { className, ...others } = properties
  const classes = Array.isArray(className) ? className.filter((one) => one !== name) : []
  const kept = classes.length > 0 ? { ...others, className: classes } : others
  return patched(state, node, element(name, kept, all(state, node)))
}

export const lineBlockHandler = (state: State, node: LineBlock): Element => {
  const stanzas: Element[][] = [[]]
  for (const line of node.children) {
    if (line.children.length === 0) stanzas.push([])
    else {
      const indent = line.indent > 0 ? [`indent-${Math.min(12, line.indent)}`] : []
      stanzas
        .at(-1)!
        .push(
          patched(
            state,
            line,
            element('span', { className: ['verse-line', ...indent] }, all(state, line)),
          ),
        )
    }
  }
  const paragraphs = stanzas
    .filter((lines) => lines.length > 0)
    .map((lines) =>
      element(
        'p',
        { className: ['stanza'] },
        lines.flatMap((line, index) => (index > 0 ? [element('br', {}), line] : [line])),
      ),
    )
  return patched(state, node, element('div', propertiesOf(node, ['verse']), paragraphs))
}

export const definitionListHandler = (state: State, node: DefinitionList): Element => {
  const items = node.children.map((child) => {
    if (child.type === 'definitionTerm')
      return patched(state, child, element('dt', propertiesOf(child), all(state, child)))
    return patched(state, child, element('dd', propertiesOf(child), all(state, child)))
  })
  return patched(state, node, element('dl', propertiesOf(node), items))
}

export const pageBreakHandler = (state: State, node: Nodes): Element =>
  patched(state, node, element('div', { className: ['page-break'] }))
