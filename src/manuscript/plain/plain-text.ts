/**
 * Running text whose marks can be read in one way only: code, simple emphasis, links. What a parser for all of
 * Markdown sees there is known beforehand; anything else is left to it.
 */
import type { PhrasingContent, Text } from 'mdast'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import type { Point, Position } from 'unist'
import { emphasisAt } from './plain-emphasis.js'

/** A stretch of the manuscript: whole lines, or the end of one. */
export interface Stretch {
  readonly text: string
  readonly line: number
  readonly column: number
  readonly offset: number
}

/** Whether a label has a definition. */
export type IsDefined = (identifier: string) => boolean

/** What is open: the text itself, a bracket, or emphasis. */
interface Frame {
  readonly kind: 'text' | 'bracket' | 'mark'
  readonly start: number
  readonly mark: string
  readonly children: PhrasingContent[]
}

/** Where the walk stops; all else is words. */
const special = /[`*_[\]!<&]/g

/** What other constructs may begin with: then this is no plain text. */
const suspicious = /https?:|www\.|[@\\~^${}]|==|:[a-z0-9_+-]+:/i

/** An address without anything that could be read in two ways. */
const address = /\(([^\s()<>\\&"'`[\]{}]+)\)/y
const label = /\[([^[\]\\`&]*)\]/y

/** A walk along a stretch. */
interface Walk {
  readonly text: string
  readonly frames: Frame[]
  readonly isDefined: IsDefined
  readonly pointAt: (at: number) => Point
}

/**
 * Read a stretch of running text.
 *
 * @returns what it holds, or `undefined` where it is not plain
 */
export function readPlainText(
  stretch: Stretch,
  isDefined: IsDefined,
): PhrasingContent[] | undefined {
  const { text } = stretch
  const all: PhrasingContent[] = []
  const frames: Frame[] = [{ kind: 'text', start: 0, mark: '', children: all }]
  const walk: Walk = { text, frames, isDefined, pointAt: pointsOf(stretch) }
  for (let at: number | undefined = 0; at < text.length; ) {
    special.lastIndex = at
    const next = special.exec(text)?.index ?? text.length
    if (next > at) putText(walk, at, next)
    if (next === text.length) break
    at = step(walk, next)
    if (at === undefined) return undefined
  }
  while (frames.length > 1) {
    if (frames.at(-1)!.kind === 'mark') return undefined
    putBack(walk, frames.pop()!)
  }
  return isPlain(all) ? all : undefined
}

/** Read what stands at a special character: the index after it, or `undefined` where it is not plain. */
function step(walk: Walk, at: number): number | undefined {
  const { text, frames } = walk
  const after = text[at + 1] ?? '\n'
  switch (text[at]) {
    case '`':
      return readCode(walk, at)
    case '[':
      if (/[[^@!]/.test(after) || /[!^]$|:[a-z]+$/i.test(text.slice(Math.max(0, at - 20), at)))
        return undefined
      frames.push({ kind: 'bracket', start: at, mark: '', children: [] })
      return at + 1
    case ']':
      return closeBracket(walk, at)
    case '!':
      return after === '[' ? undefined : putText(walk, at, at + 1)
    case '<':
      return /[\s\d=]/.test(after) ? putText(walk, at, at + 1) : undefined
    case '&':
      return /\s/.test(after) ? putText(walk, at, at + 1) : undefined
    default:
      return readMark(walk, at)
  }
}

const between = ({ pointAt }: Walk, start: number, end: number): Position => ({
  start: pointAt(start),
  end: pointAt(end),
})

/** Put a node into what is open. Neighbouring words are one text. */
function put({ frames }: Walk, node: PhrasingContent): void {
  const { children } = frames.at(-1)!
  const last = children.at(-1)
  if (node.type !== 'text' || last?.type !== 'text') children.push(node)
  else {
    last.value += node.value
    last.position!.end = node.position!.end
  }
}

/** @returns the index after it */
function putText(walk: Walk, start: number, end: number): number {
  const value = walk.text.slice(start, end)
  put(walk, { type: 'text', value, position: between(walk, start, end) })
  return end
}

/** A bracket that opened nothing is a bracket. */
function putBack(walk: Walk, { start, children }: Frame): void {
  putText(walk, start, start + 1)
  for (const child of children) put(walk, child)
}

function readCode(walk: Walk, at: number): number | undefined {
  const { text } = walk
  const marks = /`+/y
  marks.lastIndex = at
  const size = marks.exec(text)![0].length
  const start = at + size
  for (let close = text.indexOf('`', start); close >= 0; ) {
    marks.lastIndex = close
    const found = marks.exec(text)![0].length
    if (found !== size) close = text.indexOf('`', close + found)
    else {
      const end = close + size
      const value = trimCode(text.slice(start, close))
      put(walk, { type: 'inlineCode', value, position: between(walk, at, end) })
      return end
    }
  }
  return undefined
}

/** One space at each end is no part of code, unless all of it is spaces (CommonMark 0.31.2, §6.1). */
const trimCode = (code: string): string =>
  /^[ \n].*[ \n]$/s.test(code) && code.trim() !== '' ? code.slice(1, -1) : code

function readMark(walk: Walk, at: number): number | undefined {
  const { text, frames } = walk
  const found = emphasisAt(text, at)
  if (!found) return undefined
  const { end, mark, does } = found
  if (does === 'open') frames.push({ kind: 'mark', start: at, mark, children: [] })
  else if (does === 'nothing' || frames.every(({ kind }) => kind !== 'mark')) putText(walk, at, end)
  else {
    const { kind, start, mark: opening, children } = frames.pop()!
    if (kind !== 'mark' || opening !== mark) return undefined
    const type = mark.length === 1 ? 'emphasis' : 'strong'
    put(walk, { type, children, position: between(walk, start, end) })
  }
  return end
}

function closeBracket(walk: Walk, at: number): number | undefined {
  const { text, frames } = walk
  const isBracket = ({ kind }: Frame) => kind === 'bracket'
  if (!frames.some(isBracket)) return putText(walk, at, at + 1)
  const frame = frames.pop()!
  const { start, children } = frame
  const words = text.slice(start + 1, at)
  // Neither across emphasis, nor with a bracket around: no link stands in a link.
  if (!isBracket(frame) || frames.some(isBracket) || /[@\\&]/.test(words)) return undefined
  if (text[at + 1] !== '(') return closeReference(walk, frame, words, at)
  address.lastIndex = at + 1
  const url = address.exec(text)?.[1]
  if (url === undefined) return undefined
  const end = address.lastIndex
  put(walk, { type: 'link', title: null, url, children, position: between(walk, start, end) })
  return end
}

function closeReference(walk: Walk, frame: Frame, words: string, at: number): number | undefined {
  label.lastIndex = at + 1
  const given = walk.text[at + 1] === '[' ? label.exec(walk.text)?.[1] : ''
  if (given === undefined) return undefined
  const end = walk.text[at + 1] === '[' ? label.lastIndex : at + 1
  const name = given === '' ? words : given
  const identifier = normalizeIdentifier(name).toLowerCase()
  if (!walk.isDefined(identifier)) {
    // Two brackets without a definition may be read apart.
    if (end > at + 1) return undefined
    putBack(walk, frame)
    return putText(walk, at, at + 1)
  }
  put(walk, {
    type: 'linkReference',
    children: frame.children,
    position: between(walk, frame.start, end),
    label: name,
    identifier,
    referenceType: given !== '' ? 'full' : end > at + 1 ? 'collapsed' : 'shortcut',
  })
  return end
}

function isPlain(children: readonly PhrasingContent[]): boolean {
  return children.every((child) =>
    child.type === 'text'
      ? !suspicious.test((child as Text).value)
      : !('children' in child) || isPlain(child.children as PhrasingContent[]),
  )
}

function pointsOf({ text, line, column, offset }: Stretch): (at: number) => Point {
  const ends: number[] = []
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at)
  let row = 0
  return (at) => {
    while (row > 0 && ends[row - 1]! >= at) row--
    while (row < ends.length && ends[row]! < at) row++
    return row === 0
      ? { line, column: column + at, offset: offset + at }
      : { line: line + row, column: at - ends[row - 1]!, offset: offset + at }
  }
}
