/**
 * Blocks between colons: `:::name[title]{…}` of the directives proposal, `::: {.class}` of pandoc,
 * `::: note "Title"` of others; and `::name[…]{…}` on a line alone.
 *
 * A line of colons alone closes the block opened last, or an outer one opened by as many colons. A block
 * that is never closed is no block: its line stays as it is, and is reported.
 */
import type { BlockContent } from 'mdast'
import type { Point } from 'micromark-util-types'
import type { VFile } from 'vfile'
import { report } from '../../diagnostics/report.js'
import type { FencedBlock, FencedBlockLabel, LeafBlock, Opening } from '../tokenize/nodes.js'
import { matchAttributes } from '../tokenize/parse-attributes.js'
import { lineEnd, plannedBlock, type Step } from '../tokenize/planned-block.js'
import { readLabel } from '../tokenize/read-label.js'
import { type Line, linesFrom, type Source, trackCode } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'
import { planVerse, verseNames } from './verse.js'

/** Names of blocks that hold no text and need no closing line. */
export const pageBreakNames: ReadonlySet<string> = new Set(['pagebreak', 'page-break', 'newpage'])

/** Make the parser's part that knows fenced blocks. */
export function fencedBlock(source: Source, file: VFile): Syntax {
  const reported = new Set<number>()
  return {
    // Indented boxes make the same nodes.
    sign: /::|!!!|\?\?\?/,
    micromark: {
      flow: {
        58: [
          plannedBlock('fencedBlock', (point) => planBlock(source, point, reportUnclosed), true),
          plannedBlock('leafBlock', (point) => planLeaf(source, point), true),
        ],
      },
    },
    fromMarkdown: {
      enter: {
        fencedBlock(token) {
          const opening = token.planned as Opening
          const node: FencedBlock = { type: 'fencedBlock', opening, children: [] }
          this.enter(node, token)
        },
        fencedBlockLabel(token) {
          const node: FencedBlockLabel = { type: 'fencedBlockLabel', children: [] }
          this.enter(node, token)
        },
        leafBlock(token) {
          const node: LeafBlock = {
            type: 'leafBlock',
            opening: token.planned as Opening,
            children: [],
          }
          this.enter(node, token)
        },
      },
      exit: {
        fencedBlock(token) {
          this.exit(token)
        },
        fencedBlockLabel(token) {
          this.exit(token)
        },
        leafBlock(token) {
          this.exit(token)
        },
      },
    },
  }

  function reportUnclosed(point: Point, fence: string): void {
    if (reported.has(point.line)) return
    reported.add(point.line)
    const place = { line: point.line, column: point.column, offset: point.offset }
    report(
      file,
      'unclosed-fence',
      place,
      `Unexpected end of the text, expected \`${fence}\` to close this block`,
      {
        subject: fence,
        hint: `Put a line \`${fence}\` after the block; until then its first line is printed as it is`,
      },
    )
  }
}

/** The fence of a line that opens a block, and what it says. */
function readOpening(line: Line): { colons: number; opening: Opening } | undefined {
  const fence = /^:{3,}(?=[ \t]*[^\s:])/.exec(line.text)?.[0]
  if (fence === undefined) return undefined
  const opening = readHead(line.raw, line.start + fence.length)
  return opening && { colons: fence.length, opening }
}

/** Read name, `[label]`, `{attributes}` and title of an opening line. */
function readHead(raw: string, from: number): Opening | undefined {
  let index = from + /^[ \t]*/.exec(raw.slice(from))![0].length
  const name = /^\p{L}[\p{L}\p{N}_-]*/u.exec(raw.slice(index))?.[0]
  index += name?.length ?? 0
  let label = name === undefined ? undefined : readLabel(raw, index)
  if (label) index = label.to + 1
  index += /^[ \t]*/.exec(raw.slice(index))![0].length
  const quoted = name && !label ? /^"([^"]+)"[ \t]*(?=\{)/.exec(raw.slice(index)) : null
  const braces = matchAttributes(raw, index + (quoted?.[0].length ?? 0))
  if (quoted && braces) {
    label = { from: index + 1, to: index + 1 + quoted[1]!.length }
    index += quoted[0].length
  }
  if (name === undefined && !braces) return undefined
  index += braces?.length ?? 0
  // Pandoc lets colons follow; other tools a title, with or without quotation marks.
  const rest = raw.slice(index).replace(/[ \t]*:*[ \t]*$/, '')
  const title = /[ \t]/.test(raw[index - 1]!) ? /^("?)([^"]+?)"?$/.exec(rest) : null
  if (rest !== '' && (label || !title || name === undefined)) return undefined
  if (title)
    label = { from: index + title[1]!.length, to: index + title[1]!.length + title[2]!.length }
  return {
    ...(name === undefined ? {} : { name }),
    ...(braces ? { attributes: braces.attributes } : {}),
    ...(label ? { label } : {}),
  }
}

function planBlock(
  source: Source,
  point: Point,
  reportUnclosed: (point: Point, fence: string) => void,
): Step[] | undefined {
  const lineAt = linesFrom(source, point)
  const first = lineAt(point.line)!
  const head = readOpening(first)
  if (!head) return undefined
  const end = findEnd(lineAt, point.line, head)
  if (end === undefined) {
    reportUnclosed(point, ':'.repeat(head.colons))
    return undefined
  }
  const steps = openSteps('fencedBlock', head.opening)
  if (verseNames.has(head.opening.name?.toLowerCase() ?? '')) {
    const numbers = Array.from(
      { length: end.line - point.line - 1 },
      (_, index) => point.line + 1 + index,
    )
    steps.push(...planVerse(numbers.map((number) => lineAt(number)!)), { do: 'endLine' })
    steps.push(
      { do: 'take', type: 'fencedBlockFence', to: lineEnd },
      { do: 'exit', type: 'fencedBlock' },
    )
    return steps.filter((step) => step !== undefined)
  }
  for (let number = point.line + 1; number < end.line; number++) {
    steps.push(number === point.line + 1 ? { do: 'endLine' } : undefined, {
      do: 'takeDocument',
      isFirst: number === point.line + 1,
    })
  }
  if (end.line === point.line + 1) steps.push({ do: 'endLine' })
  if (end.line > point.line) steps.push({ do: 'take', type: 'fencedBlockFence', to: lineEnd })
  steps.push({ do: 'exit', type: 'fencedBlock' })
  return steps.filter((step) => step !== undefined)
}

function openSteps(type: 'fencedBlock' | 'leafBlock', opening: Opening): (Step | undefined)[] {
  const { label } = opening
  return [
    { do: 'enter', type, planned: opening },
    ...(label ? labelSteps(label, type) : []),
    { do: 'take', type: 'fencedBlockFence', to: lineEnd },
  ]
}

function labelSteps(label: { from: number; to: number }, type: string): Step[] {
  const text: Step = { do: 'takeText', to: label.to }
  const isOwnNode = type === 'fencedBlock' && label.to > label.from
  return [
    { do: 'take', type: 'fencedBlockFence', to: label.from },
    ...(isOwnNode ? [{ do: 'enter', type: 'fencedBlockLabel' } as const] : []),
    text,
    ...(isOwnNode ? [{ do: 'exit', type: 'fencedBlockLabel' } as const] : []),
  ]
}

/** Find the line that closes a block. */
function findEnd(
  lineAt: (number: number) => Line | undefined,
  start: number,
  head: { colons: number; opening: Opening },
): { line: number } | undefined {
  const isEmpty = pageBreakNames.has(head.opening.name?.toLowerCase() ?? '')
  const open = [head.colons]
  const isCode = trackCode()
  for (let number = start + 1; ; number++) {
    const line = lineAt(number)
    if (!line) return isEmpty ? { line: start } : undefined
    const text = line.text.trim()
    if (isEmpty) {
      if (text === '') continue
      return { line: /^:{3,}$/.test(text) ? number : start }
    }
    if (isCode(line.text)) continue
    if (/^:{3,}$/.test(text)) {
      closeFence(open, text.length)
      if (open.length === 0) return { line: number }
    } else {
      const inner = readOpening({ ...line, start: line.raw.indexOf(':', line.start), text })
      if (inner && !pageBreakNames.has(inner.opening.name ?? '')) open.push(inner.colons)
    }
  }
}

/** Close the innermost block, or the nearest that was opened by exactly as many colons, if by more. */
function closeFence(open: number[], colons: number): void {
  const exact = open.lastIndexOf(colons)
  open.length = colons > open.at(-1)! && exact >= 0 ? exact : open.length - 1
}

function planLeaf(source: Source, point: Point): Step[] | undefined {
  const line = linesFrom(source, point)(point.line)!
  if (!/^::\p{L}/u.test(line.text)) return undefined
  const opening = readHead(line.raw, line.start + 2)
  if (!opening) return undefined
  const hasTitle = opening.label && line.raw[opening.label.from - 1] !== '['
  if (hasTitle) return undefined
  const steps = [...openSteps('leafBlock', opening), { do: 'exit', type: 'leafBlock' } as const]
  return steps.filter((step) => step !== undefined)
}

/** The blocks inside a fenced block, and its title. */
export function takeLabel(block: FencedBlock): {
  label: FencedBlockLabel | undefined
  content: BlockContent[]
} {
  const label = block.children.find((child) => child.type === 'fencedBlockLabel')
  const content = block.children.filter((child) => child.type !== 'fencedBlockLabel')
  return { label, content }
}
