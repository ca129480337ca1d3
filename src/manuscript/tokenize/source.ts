/**
 * The manuscript's lines, for constructs that must know their end before they begin. micromark feeds a
 * construct one line at a time and cannot take a line back; a box that turns out never to be closed would
 * swallow the chapter. So a construct looks ahead here, and begins only when it will end.
 */
import type { Point } from 'unist'

/** A text and its lines. */
export interface Source {
  readonly text: string
  readonly lines: readonly string[]
}

/** A line as a construct inside quotations and lists sees it. */
export interface Line {
  /** The whole line, quotation marks and indent of its containers included. */
  readonly raw: string
  /** Index in `raw` where the containers end. */
  readonly start: number
  /** What is left of `raw` from `start`. */
  readonly text: string
}

/** Take a text apart into its lines (CommonMark 0.31.2, §2.1). */
export function toSource(text: string): Source {
  return { text, lines: text.split(/\r\n|\r|\n/) }
}

/**
 * See the lines of the container that holds a point.
 *
 * @param point where a block begins; what stands before it on its line are the marks of its containers
 * @returns a function from a line number (from 1) to the line, or `undefined` after the container's end
 */
export function linesFrom(source: Source, point: Point): (number: number) => Line | undefined {
  const first = source.lines[point.line - 1] ?? ''
  const prefix = first.slice(0, point.column - 1)
  const quoteDepth = [...prefix].filter((character) => character === '>').length
  const tail = prefix.slice(prefix.lastIndexOf('>') + 1)
  const indent = quoteDepth > 0 ? Math.max(0, tail.length - 1) : tail.length
  // An own indent of up to three spaces is no container (CommonMark 0.31.2, §4).
  const required = tail.trim() === '' ? Math.max(0, indent - 3) : indent
  return (number) => {
    const raw = source.lines[number - 1]
    if (raw === undefined) return undefined
    if (number === point.line) return lineAt(raw, point.column - 1)
    let start = 0
    for (let depth = 0; depth < quoteDepth; depth++) {
      const mark = /^[ \t]*>[ ]?/.exec(raw.slice(start))
      if (!mark) return undefined
      start += mark[0].length
    }
    const blanks = /^[ \t]*/.exec(raw.slice(start))![0].length
    const isBlank = start + blanks === raw.length
    // A tab stands for up to four spaces.
    const width = raw.slice(start, start + blanks).replaceAll('\t', '    ').length
    if (!isBlank && width < required) return undefined
    return lineAt(raw, start + Math.min(blanks, indent))
  }
}

const lineAt = (raw: string, start: number): Line => ({ raw, start, text: raw.slice(start) })

/** Mark the fences of a code block: ```` ``` ```` or `~~~` (CommonMark 0.31.2, §4.5). */
const codeFence = /^\s*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}(?=[^`]*$)|~{3,})(.*)$/

/**
 * Follow code blocks line by line.
 *
 * @returns a function that takes the lines in order and says whether each is code, fences included
 */
export function trackCode(): (line: string) => boolean {
  let open: string | undefined
  return (line) => {
    const [, fence, rest] = codeFence.exec(line) ?? []
    if (open === undefined) {
      open = fence
      return fence !== undefined
    }
    if (fence?.startsWith(open) && rest?.trim() === '') open = undefined
    return true
  }
}
