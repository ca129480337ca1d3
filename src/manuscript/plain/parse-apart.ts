/** Parse plain blocks at once, and the rest of a text by the parser for all of Markdown. */
import type { Nodes, Root, RootContent } from 'mdast'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import type { Point } from 'unist'
import { visit } from '../../book/visit.js'
import type { Source } from '../tokenize/source.js'
import { plainReader } from './plain-blocks.js'
import { type SplitText, splitLines } from './split-lines.js'

/** Stands in the rest for blocks that were taken out: a paragraph, whatever stands around it. */
const placeholder = 'Q'

/** What may define a label: it is looked at again when the text is parsed. */
const definition = /^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)*\[((?:[^[\]\\]|\\.)+)\]:/gm

/** Characters below which there is little to gain. */
const worthIt = 1000

/**
 * Parse a text in two parts. The tree is the same as if the parser had read all of it.
 *
 * @param parseRest parses a text by all constructs
 * @returns `undefined` where the text cannot be split
 */
export function parseApart(source: Source, parseRest: (rest: Source) => Root): Root | undefined {
  const { text, lines } = source
  if (text.length < worthIt || /[\0\r\ufeff]/.test(text)) return undefined
  const guessed = new Set(
    [...text.matchAll(definition)].map(([, label]) => normalizeIdentifier(label!).toLowerCase()),
  )
  const asked = new Map<string, boolean>()
  const isDefined = (identifier: string) => {
    asked.set(identifier, guessed.has(identifier))
    return guessed.has(identifier)
  }
  const reader = plainReader(source, isDefined)
  const split = splitLines(lines, reader)
  if (!split?.parts.some(Array.isArray)) return undefined
  const { rest, blocks, origins } = joinRest(split, lines)
  const tree = parseRest({ text: rest.join('\n'), lines: rest })
  const children = putIn(tree, blocks, origins, reader.starts)
  if (!children || !holds(tree, asked)) return undefined
  const last = lines.length - 1
  const end: Point = {
    line: lines.length,
    column: lines[last]!.length + 1,
    offset: text.length,
  }
  return { ...tree, children, position: { start: { line: 1, column: 1, offset: 0 }, end } }
}

interface Rest {
  readonly rest: string[]
  /** For each line of the rest, the index of the line that it was. */
  readonly origins: number[]
  /** What stood at a line of the rest, counted from 1. */
  readonly blocks: Map<number, readonly RootContent[]>
}

function joinRest({ parts }: SplitText, lines: readonly string[]): Rest {
  const [rest, origins]: [string[], number[]] = [[], []]
  const blocks: Rest['blocks'] = new Map()
  const add = (line: string, origin: number) => {
    rest.push(line)
    origins.push(origin)
  }
  for (const part of parts) {
    const before = rest.at(-1) ?? ''
    if (typeof part === 'number') {
      if (before === placeholder && blocks.has(rest.length)) add('', part)
      add(lines[part]!, part)
      continue
    }
    const origin = part[0]!.position!.start.line - 1
    if (before.trim() !== '') add('', origin)
    add(placeholder, origin)
    blocks.set(rest.length, part)
  }
  return { rest, origins, blocks }
}

/** Put the blocks where they stood, and let the other nodes point at the text as it was. */
function putIn(
  tree: Root,
  blocks: Rest['blocks'],
  origins: readonly number[],
  starts: readonly number[],
): RootContent[] | undefined {
  const moved = (point: Point): Point => {
    const line = origins[point.line - 1]!
    return { line: line + 1, column: point.column, offset: starts[line]! + point.column - 1 }
  }
  let count = 0
  const children = tree.children.flatMap((child) => {
    const found = blocks.get(child.position!.start.line)
    if (found) {
      count++
      return found
    }
    visit(child as Nodes, (node) => {
      if (node.position) {
        const { start, end } = node.position
        node.position = { start: moved(start), end: moved(end) }
      }
    })
    return [child]
  })
  return count === blocks.size ? children : undefined
}

/** Whether all labels are defined, or not, as they were taken to be. */
function holds(tree: Root, asked: ReadonlyMap<string, boolean>): boolean {
  const defined = new Set<string>()
  visit(tree as Nodes, 'definition', (node) => {
    defined.add((node as { identifier: string }).identifier)
  })
  return [...asked].every(([identifier, answer]) => defined.has(identifier) === answer)
}
