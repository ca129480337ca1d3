/** Blocks that are what they look like, whatever stands around them: plain paragraphs, headings, fenced code. */
import type { Code, Heading, Paragraph } from 'mdast'
import type { Source } from '../tokenize/source.js'
import { type IsDefined, readPlainText } from './plain-text.js'

/** A plain block, and the index of the line after it. */
export interface PlainBlock {
  readonly node: Paragraph | Heading | Code
  readonly end: number
}

/** How a line begins that can be nothing but words. */
const words =
  /^(?:[^\0-\x7f]|[A-Za-z"'(]|(?!\d{1,9}[.)](?:\s|$))\d|`(?!``)|\*{1,2}[^\s*[]|_{1,2}[^\s_]|\[(?!\^))/

/** What begins a block of its own under a paragraph, at the margin. */
const interrupts = /^(?:#{1,6}(?:[ \t]|$)|`{3,}[^`]*$|~{3,})/

const heading = /^(#{1,6})( +)([^\s].*)$/
const fence = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/

/** Find the lines of a paragraph of words only: the index after the last, or `undefined`. */
export function endOfParagraph(lines: readonly string[], first: number): number | undefined {
  let end = first
  while (end < lines.length && words.test(lines[end]!)) end++
  const next = lines[end]
  const isOver = next === undefined || next.trim() === '' || interrupts.test(next)
  return end > first && isOver ? end : undefined
}

/** Makes nodes of the lines of a text. */
export function plainReader({ text, lines }: Source, isDefined: IsDefined) {
  const starts = lineStarts(lines)
  const pointOf = (line: number, length: number) => ({
    line: line + 1,
    column: length + 1,
    offset: starts[line]! + length,
  })
  const spanning = (first: number, last: number) => ({
    start: pointOf(first, 0),
    end: pointOf(last, lines[last]!.length),
  })

  function readParagraph(first: number, end: number): Paragraph | undefined {
    const last = end - 1
    const content = text.slice(starts[first], starts[last]! + lines[last]!.length)
    // White space at the end of a line may break it; a definition is no text.
    if (/[ \t](?:\n|$)|\t/.test(content) || (/^\[/m.test(content) && content.includes(']:')))
      return undefined
    const place = { line: first + 1, column: 1, offset: starts[first]! }
    const children = readPlainText({ text: content, ...place }, isDefined)
    return children && { type: 'paragraph', children, position: spanning(first, last) }
  }

  function readHeading(at: number): Heading | undefined {
    const [, marks, gap, content] = heading.exec(lines[at]!) ?? []
    if (!content || /[\s#]$|\t/.test(content)) return undefined
    const column = marks!.length + gap!.length
    const place = { line: at + 1, column: column + 1, offset: starts[at]! + column }
    const children = readPlainText({ text: content, ...place }, isDefined)
    const depth = marks!.length as Heading['depth']
    return children && { type: 'heading', depth, children, position: spanning(at, at) }
  }

  function readFence(at: number, end: number): Code | undefined {
    const [, ticks, info, tildes, words] = fence.exec(lines[at]!) ?? []
    const [marks, about] = [ticks ?? tildes!, (ticks ? info : words)!]
    const last = lines[end - 1]!
    // What is escaped in the words, or stands after the marks, is left to the parser.
    if (/[\\&\t]|\s$/.test(about) || /[^`~]/.test(last) || last.length < marks.length)
      return undefined
    const [lang, ...meta] = about.trimStart().split(' ')
    return {
      type: 'code',
      lang: lang || null,
      meta: meta.join(' ').trimStart() || null,
      value: lines.slice(at + 1, end - 1).join('\n'),
      position: spanning(at, end - 1),
    }
  }

  return { readParagraph, readHeading, readFence, starts }
}

/**
 * Find the line that closes a fence at the margin: the index after it.
 *
 * @returns `undefined` where none is opened; past the last line where none closes it
 */
export function endOfFence(lines: readonly string[], at: number): number | undefined {
  const [, ticks, , tildes] = fence.exec(lines[at]!) ?? []
  const marks = ticks ?? tildes
  if (marks === undefined) return undefined
  const closing = new RegExp(`^ {0,3}${marks[0]}{${marks.length},}[ \\t]*$`)
  for (let next = at + 1; next < lines.length; next++)
    if (closing.test(lines[next]!)) return next + 1
  return lines.length + 1
}

/** Offsets of the lines' beginnings; ends of lines are one character. */
export function lineStarts(lines: readonly string[]): number[] {
  const starts: number[] = []
  let offset = 0
  for (const line of lines) {
    starts.push(offset)
    offset += line.length + 1
  }
  return starts
}
