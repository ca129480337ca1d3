/**
 * Takes plain blocks out of a text, so that the parser for all of Markdown reads the rest only. A plain block begins
 * at the margin after a blank line, where whatever stood before has ended. What may hold blank lines is followed to
 * its end; where that could be read in two ways, nothing is taken out of the whole text.
 */
import { endOfFence, endOfParagraph, type PlainBlock } from './plain-blocks.js'

/** The lines of the rest, and the blocks that stood between them. */
export interface SplitText {
  /** Indexes of the lines of the rest; blocks stand where an array is. */
  readonly parts: readonly (number | readonly PlainBlock['node'][])[]
}

interface Reader {
  readParagraph(first: number, end: number): PlainBlock['node'] | undefined
  readHeading(at: number): PlainBlock['node'] | undefined
  readFence(at: number, end: number): PlainBlock['node'] | undefined
}

/** What begins blocks that end by rules of their own, or keep numbers of lines: then all of the text is left to the parser. */
const hasOwnRules =
  /^[ \t>]*(?::{2,}|!{3}|\?{3}|\\begin\{|:[ \t]|\(@)|\+[-=:]+\+|-{2,}[ \t]+-{2,}[ \t]*$/

/** Raw HTML that goes on after a blank line, and what ends it (CommonMark 0.31.2, §4.6, kinds 1 to 5). */
const longHtml: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
  [/^ {0,3}<![A-Za-z]/, />/],
]

/** A block that ends where it seems to end. */
interface Found {
  /** Missing where its text is not plain. */
  readonly node: PlainBlock['node'] | undefined
  readonly end: number
  readonly isText: boolean
}

const isOwn = (line: string): boolean => hasOwnRules.test(line)

function findFrom(
  lines: readonly string[],
  from: number,
  isWanted: (line: string) => boolean,
): number {
  for (let at = from; at < lines.length; at++) if (isWanted(lines[at]!)) return at
  return -1
}

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === ''

/**
 * Split a text.
 *
 * @param lines of the text, without their ends
 * @returns `undefined` where that cannot be done
 */
export function splitLines(lines: readonly string[], read: Reader): SplitText | undefined {
  const parts: (number | PlainBlock['node'][])[] = []
  const take = (node: PlainBlock['node']) => {
    const last = parts.at(-1)
    if (Array.isArray(last)) last.push(node)
    else parts.push([node])
  }
  const leave = (from: number, to: number) => {
    for (let line = from; line < to; line++) parts.push(line)
  }
  let at = frontMatterEnd(lines)
  if (at === undefined) return undefined
  leave(0, at)
  while (at < lines.length) {
    if (isBlank(lines[at])) {
      // Between two plain blocks a blank line says nothing.
      if (!Array.isArray(parts.at(-1))) parts.push(at)
      at++
      continue
    }
    const found = readBlock(at)
    if (found) {
      if (found.node) take(found.node)
      else if (found.isText && lines.slice(at, found.end).some(isOwn)) return undefined
      else leave(at, found.end)
      at = found.end
      continue
    }
    const end = endOfOther(lines, at)
    if (end === undefined) return undefined
    leave(at, end)
    at = end
  }
  return { parts }

  /** Read a block that stands alone. */
  function readBlock(first: number): Found | undefined {
    const fenceEnd = endOfFence(lines, first)
    if (fenceEnd !== undefined) {
      const isClosed = fenceEnd <= lines.length
      const node = isClosed ? read.readFence(first, fenceEnd) : undefined
      return { node, end: isClosed ? fenceEnd : lines.length, isText: false }
    }
    const end = /^#{1,6}[ \t]/.test(lines[first]!) ? first + 1 : endOfParagraph(lines, first)
    if (end === undefined) return undefined
    const isHeading = lines[first]!.startsWith('#')
    const node = isHeading ? read.readHeading(first) : read.readParagraph(first, end)
    return { node, end, isText: true }
  }
}

function frontMatterEnd(lines: readonly string[]): number | undefined {
  if (!lines[0]?.startsWith('---')) return 0
  const end = findFrom(lines, 1, (line) => /^---[ \t]*$/.test(line))
  return end < 0 ? undefined : end + 1
}

/** Follow blocks of other kinds to a blank line at which nothing goes on: the index of that line. */
function endOfOther(lines: readonly string[], first: number): number | undefined {
  let isHtml = false
  for (let at = first; ; ) {
    const line = lines[at]
    if (line === undefined || isBlank(line)) return at
    if (isOwn(line)) return undefined
    const next = endOfLong(lines, at, isHtml)
    if (next === undefined) return undefined
    if (/^ {0,3}</.test(line)) isHtml = true
    at = next
  }
}

/** The index after a line, or after all that begins with it and may hold blank lines. */
function endOfLong(lines: readonly string[], at: number, isInHtml: boolean): number | undefined {
  const line = lines[at]!
  const html = longHtml.find(([opening]) => opening.test(line))
  if (html) {
    const end = findFrom(lines, at, (one) => html[1].test(one))
    return mayBeLong(lines, at, end < 0 ? lines.length : end + 1, isInHtml)
  }
  const atMargin = endOfFence(lines, at)
  if (atMargin !== undefined) return isInHtml ? undefined : Math.min(atMargin, lines.length)
  const [, indent, marks] = /^( {1,3})(`{3,}(?=[^`]*$)|~{3,})/.exec(line) ?? []
  if (marks !== undefined) {
    const isEnd = (one: string) => {
      const trimmed = one.trim()
      return trimmed.startsWith(marks) && trimmed === marks[0]!.repeat(trimmed.length)
    }
    const end = findFrom(lines, at + 1, isEnd)
    if (end < 0 || !lines[end]!.startsWith(indent!) || lines[end]![indent!.length] === ' ')
      return undefined
    return mayBeLong(lines, at, end + 1, isInHtml)
  }
  return /^ {0,3}\$\$/.test(line) ? endOfFormula(lines, at, isInHtml) : at + 1
}

/** Formulas go on after a blank line only between `$$` on lines of their own (`syntax/math.ts`). */
function endOfFormula(lines: readonly string[], at: number, isInHtml: boolean): number | undefined {
  const closes = (line: string) => line.replace(/\\./g, '').includes('$$')
  if (closes(lines[at]!.trim().slice(2))) return at + 1
  const end = findFrom(lines, at + 1, closes)
  if (end < 0) return undefined
  const isAlone = lines[at]!.trim() === '$$' && /^\s*\$\$/.test(lines[end]!)
  const isOneBlock = !lines.slice(at, end).some(isBlank)
  return isAlone || isOneBlock ? mayBeLong(lines, at, end + 1, isInHtml) : undefined
}

/** Inside something that ends with a blank line, or with a line at the margin, it is not sure that it goes on. */
function mayBeLong(
  lines: readonly string[],
  at: number,
  end: number,
  isInHtml: boolean,
): number | undefined {
  const inner = lines.slice(at + 1, end)
  if (isInHtml && inner.some(isBlank)) return undefined
  const isIndented = lines[at]!.startsWith(' ')
  return isIndented && inner.some((line) => /^\S/.test(line)) ? undefined : end
}
