/** `[text]{.class}`, `:name[text]` for the names that a line of text can have, `^[text]` for a note. */

import { resolveAll } from 'micromark-util-resolve-all'
import type { Extension, Resolver, Token, TokenizeContext } from 'micromark-util-types'
import type { Attributes, Span } from '../../book/mdast.js'
import { applyAttributes } from '../tokenize/nodes.js'
import { matchAttributes } from '../tokenize/parse-attributes.js'
import { type Found, plannedText } from '../tokenize/planned-text.js'
import type { Source } from '../tokenize/source.js'
import { inlineNoteMark } from './inline-note.js'
import type { Syntax } from './syntax.js'

/** Names of `:name[text]`, and the HTML element that each is, if it is one (HTML, §4.5). */
const elements: Readonly<Record<string, string | undefined>> = {
  abbr: 'abbr',
  cite: 'cite',
  del: 'del',
  dfn: 'dfn',
  ins: 'ins',
  kbd: 'kbd',
  mark: 'mark',
  q: 'q',
  samp: 'samp',
  small: 'small',
  smallcaps: undefined,
  sub: 'sub',
  sup: 'sup',
  underline: undefined,
  var: 'var',
}

interface SpanHead {
  readonly name?: string
  /** True for `^[…]`, which takes no attributes. */
  readonly isNote?: boolean
  readonly attributes?: Attributes
}

/** Make the parser's part that knows spans. */
export function span(source: Source): Syntax {
  const micromark: Extension = {
    text: {
      58: plannedText(source, 'spanName', (line, index, previous) =>
        matchName(line, index, previous),
      ),
      93: {
        ...plannedText(source, 'spanMarker', (line, index, _, context) =>
          matchEnd(line, index, context),
        ),
        name: 'spanEnd',
        resolveTo: resolveToSpan,
      },
      94: inlineNoteMark(source),
    },
  }
  return {
    sign: /\]\{|:[a-z]+\[|\^\[/,
    micromark,
    fromMarkdown: {
      canContainEols: ['inlineNote', 'span'],
      enter: {
        span(token) {
          const { name, attributes, isNote } = token.planned as SpanHead
          if (isNote) {
            this.enter({ type: 'inlineNote', children: [] }, token)
            return
          }
          const node: Span = { type: 'span', children: [] }
          if (attributes) applyAttributes(node, attributes)
          if (name !== undefined) {
            applyAttributes(node, { classes: [name], pairs: {} })
            if (elements[name]) node.data = { ...node.data, hName: elements[name] }
          }
          this.enter(node, token)
        },
        // A name whose brackets never closed is text.
        spanName(token) {
          this.config.enter.data!.call(this, token)
        },
      },
      exit: {
        span(token) {
          this.exit(token)
        },
        spanName(token) {
          this.config.exit.data!.call(this, token)
        },
      },
    },
  }
}

function matchName(line: string, index: number, previous: string): Found | undefined {
  // `std::kbd[0]` and `a:sub[1]` are no names of ours.
  if (/[\p{L}\p{N}:_]/u.test(previous)) return undefined
  const name = /^:([a-z]+)(?=\[)/.exec(line.slice(index, index + 16))?.[1]
  if (name === undefined || !Object.hasOwn(elements, name)) return undefined
  return { length: name.length + 1, planned: { name } }
}

/** See whether a `]` ends a span: a name before its bracket, or braces after it. */
function matchEnd(line: string, index: number, context: TokenizeContext): Found | undefined {
  const open = findOpening(context)
  if (!open) return undefined
  const name = open.name?.planned as SpanHead | undefined
  const braces = name?.isNote ? undefined : matchAttributes(line, index + 1)
  if (!name && !braces) return undefined
  const head: SpanHead = { ...name, ...(braces ? { attributes: braces.attributes } : {}) }
  return { length: 1 + (braces?.length ?? 0), planned: head }
}

/** The nearest `[` that nothing has closed, and the name before it. */
function findOpening({ events }: TokenizeContext): { index: number; name?: Token } | undefined {
  for (let index = events.length - 1; index >= 0; index--) {
    const [kind, token] = events[index]!
    if (kind !== 'enter' || token._balanced) continue
    if (token.type === 'labelImage') return undefined
    if (token.type !== 'labelLink') continue
    const before = events[index - 1]?.[1]
    return before?.type === 'spanName' ? { index, name: before } : { index }
  }
  return undefined
}

/** Wrap what stands between the brackets. */
const resolveToSpan: Resolver = (events, context) => {
  const marker = events.at(-1)![1]
  const opening = findOpening({ ...context, events: events.slice(0, -2) } as TokenizeContext)
  if (!opening) return events
  const { index, name } = opening
  const from = name ? index - 2 : index
  events[index]![1]._balanced = true
  const group: Token = {
    type: 'span',
    start: { ...events[from]![1].start },
    end: { ...marker.end },
    planned: marker.planned,
  }
  // `[` is four events: the label and its marker, entered and left.
  const inside = events.slice(index + 4, -2)
  const insideSpan = context.parser.constructs.insideSpan.null ?? []
  // In place: micromark keeps this very array.
  events.length = from
  events.push(['enter', group, context])
  for (const event of resolveAll(insideSpan, inside, context)) events.push(event)
  events.push(['exit', group, context])
  return events
}
