/** The lines of a block of code: one element a line, with what is asked of it and what it is. */
import type { Element, ElementContent } from 'hast'
import type { Code } from 'mdast'
import type { CodeLines } from '../../book/mdast.js'
import { wordsFor } from '../../book/words.js'
import type { MarkupContext } from '../context.js'
import { plainLanguages } from '../prepare/highlight.js'
import type { Prepared, Token } from '../prepare/snippet.js'
import { calloutId, calloutItemId } from './code-notes.js'
import { element, text } from './element.js'
import { isSession, readSession, type SessionLine } from './session.js'

/** The number of the first line, where lines are numbered. */
export function firstNumber(context: MarkupContext, node: Code): number | undefined {
  const own = node.data?.codeLines?.numbers
  if (own !== undefined) return own === false ? undefined : own
  const language = (node.lang ?? '').toLowerCase()
  const isCode = !plainLanguages.has(language) && !isSession(language) && !/^diff\b/.test(language)
  const isWorth = isCode && node.value.includes('\n')
  return context.configuration.code.lineNumbers && isWorth ? 1 : undefined
}

/** One element a line, newlines between them, so that lines can be numbered and copied. */
export function linesOf(
  context: MarkupContext,
  node: Code,
  prepared: Prepared | undefined,
): ElementContent[] {
  const lines: readonly (readonly Token[])[] =
    prepared?.kind === 'code'
      ? prepared.lines
      : node.value.split('\n').map((line) => [['', line] as const])
  const asked = node.data?.codeLines ?? {}
  const number = firstNumber(context, node)
  const session = isSession(node.lang ?? '') ? readSession(node.value) : undefined
  const changes = changesOf(node, asked)
  const marks = marksOf(context, asked)
  const signs = signsOf(context, asked)
  const callouts = calloutsOf(context, asked)
  return lines.flatMap((tokens, index) => {
    const typed = session?.[index]
    const line = element(
      changes.get(index) ?? 'span',
      {
        className: [
          'line',
          ...(marks.has(index) ? ['marked'] : []),
          ...(changes.has(index) ? [changes.get(index) === 'ins' ? 'inserted' : 'deleted'] : []),
          ...(typed ? [typed.kind] : []),
        ],
        ...(number === undefined ? {} : { dataNumber: String(number + index) }),
      },
      [
        marks.get(index) ?? signs.get(index),
        ...(typed?.prompt ? promptOf(tokens, typed) : tokens.map(tokenOf)),
        callouts.get(index),
      ],
    )
    return index < lines.length - 1 ? [line, text('\n')] : [line]
  })
}

const tokenOf = ([role, content]: Token): ElementContent =>
  role ? element('span', { className: [`token-${role}`] }, [text(content)]) : text(content)

/** What a reader types stands behind a prompt that is not copied with it. */
function promptOf(tokens: readonly Token[], { prompt }: SessionLine): ElementContent[] {
  let left = prompt.length
  const rest = tokens.flatMap(([role, content]): Token[] => {
    const taken = Math.min(left, content.length)
    left -= taken
    return taken < content.length ? [[role, content.slice(taken)]] : []
  })
  return [element('span', { className: ['prompt'] }, [text(prompt)]), ...rest.map(tokenOf)]
}

/** Lines that a change put in or took out: by their signs, or by what the author says. */
function changesOf(node: Code, asked: CodeLines): Map<number, 'ins' | 'del'> {
  const changes = new Map<number, 'ins' | 'del'>()
  if (/^diff(?:-|$)/i.test(node.lang ?? ''))
    node.value.split('\n').forEach((line, index) => {
      // Not the names of the two files.
      if (/^\+(?!\+\+ )/.test(line)) changes.set(index, 'ins')
      else if (/^-(?!-- )/.test(line)) changes.set(index, 'del')
    })
  for (const line of asked.inserted ?? []) changes.set(line, 'ins')
  for (const line of asked.deleted ?? []) changes.set(line, 'del')
  return changes
}

/** Lines that are pointed out; the first of each run says so in words. */
function marksOf(
  context: MarkupContext,
  { marked = [] }: CodeLines,
): Map<number, Element | undefined> {
  const words = wordsFor(context.chapter.language).code
  const marks = new Map<number, Element | undefined>()
  for (const [at, line] of marked.entries()) {
    if (marked[at - 1] === line - 1) {
      marks.set(line, undefined)
      continue
    }
    let count = 1
    while (marked[at + count] === line + count) count++
    const label = count === 1 ? words.markedLine : words.markedLines.replace('%', String(count))
    marks.set(line, element('span', { className: ['line-mark'], role: 'img', ariaLabel: label }))
  }
  return marks
}

/** Lines whose change their text does not show. */
function signsOf(context: MarkupContext, { inserted, deleted }: CodeLines): Map<number, Element> {
  const words = wordsFor(context.chapter.language).code
  const sign = (kind: 'inserted' | 'deleted') => (line: number) =>
    [
      line,
      element('span', { className: ['line-mark', kind], role: 'img', ariaLabel: words[kind] }),
    ] as const
  return new Map([
    ...(inserted ?? []).map(sign('inserted')),
    ...(deleted ?? []).map(sign('deleted')),
  ])
}

function calloutsOf(context: MarkupContext, { callouts }: CodeLines): Map<number, Element> {
  const byLine = new Map<number, Element>()
  if (!callouts) return byLine
  const counts = new Map<number, number>()
  context.callouts.push(counts)
  const listing = context.callouts.length
  const words = wordsFor(context.chapter.language).code
  for (const { line, number, hasItem } of callouts) {
    const before = counts.get(number) ?? 0
    counts.set(number, before + 1)
    const id = `${calloutId(context, listing, number)}${before > 0 ? `-${before + 1}` : ''}`
    const label = `${words.callout}\u00a0${number}`
    const mark = element(
      hasItem ? 'a' : 'span',
      hasItem
        ? {
            id,
            href: `#${calloutItemId(context, listing, number)}`,
            className: ['code-callout'],
            ariaLabel: label,
            dataResolved: '',
          }
        : { className: ['code-callout'], role: 'img', ariaLabel: label },
      [text(String(number))],
    )
    const marks = byLine.get(line) ?? element('span', { className: ['code-callouts'] })
    marks.children.push(mark)
    byLine.set(line, marks)
  }
  return byLine
}
