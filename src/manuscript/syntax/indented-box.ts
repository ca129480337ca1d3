/** MkDocs' boxes: `!!! note "Title"`, then lines indented by four spaces. `???` makes them fold; ours do not. */
import type { Point } from 'micromark-util-types'
import type { Opening } from '../tokenize/nodes.js'
import { lineEnd, plannedBlock, type Step } from '../tokenize/planned-block.js'
import { type Line, linesFrom, type Source } from '../tokenize/source.js'
import type { BoxNames } from './box-kinds.js'
import type { Syntax } from './syntax.js'

/** Make the parser's part that knows indented boxes; it makes the nodes of `fenced-block.ts`. */
export function indentedBox(source: Source, names: BoxNames): Syntax {
  const construct = plannedBlock('indentedBox', (point) => planBox(source, names, point), false)
  return {
    sign: /!!!|\?\?\?/,
    micromark: { flow: { 33: construct, 63: construct } },
    fromMarkdown: {},
  }
}

const opening =
  /^(?:!!!|\?\?\?\+?)[ \t]+(?<name>\p{L}[\p{L}\p{N}_-]*)(?:[ \t]+"(?<title>[^"]*)")?[ \t]*$/u

function planBox(source: Source, names: BoxNames, point: Point): Step[] | undefined {
  const lineAt = linesFrom(source, point)
  const first = lineAt(point.line)!
  const { name, title } = opening.exec(first.text)?.groups ?? {}
  if (name === undefined || !names.admonitions.has(name.toLowerCase())) return undefined
  const end = findEnd(lineAt, point.line + 1)
  if (end === point.line + 1) return undefined
  const from = first.raw.indexOf('"', first.start) + 1
  const label = title ? { from, to: from + title.length } : undefined
  const steps: Step[] = [
    {
      do: 'enter',
      type: 'fencedBlock',
      planned: { name, ...(label ? { label } : {}) } satisfies Opening,
    },
  ]
  if (label) {
    steps.push(
      { do: 'take', type: 'fencedBlockFence', to: label.from },
      { do: 'enter', type: 'fencedBlockLabel' },
      { do: 'takeText', to: label.to },
      { do: 'exit', type: 'fencedBlockLabel' },
    )
  }
  steps.push({ do: 'take', type: 'fencedBlockFence', to: lineEnd }, { do: 'endLine' })
  for (let number = point.line + 1; number < end; number++) {
    const line = lineAt(number)!
    const indent = /^(?:\t| {0,4})/.exec(line.text)![0].length
    steps.push(
      { do: 'take', type: 'fencedBlockFence', to: line.start + indent },
      {
        do: number < end - 1 ? 'takeDocument' : 'takeLastDocument',
        isFirst: number === point.line + 1,
      },
    )
  }
  steps.push({ do: 'exit', type: 'fencedBlock' })
  return steps
}

/** The line after the last that is indented. */
function findEnd(lineAt: (number: number) => Line | undefined, start: number): number {
  let end = start
  for (let number = start; ; number++) {
    const text = lineAt(number)?.text
    if (text === undefined) return end
    if (text.trim() === '') continue
    if (!/^(?: {4}|\t)/.test(text)) return end
    end = number + 1
  }
}
