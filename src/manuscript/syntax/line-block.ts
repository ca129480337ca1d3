/**
 * Verse: lines whose breaks and indents count. `| line` as pandoc writes it, and the lines of `:::verse`
 * (see `verse.ts`). A line that begins with a space goes on with the line before.
 */
import type { Point } from 'micromark-util-types'
import type { LineBlock, VerseLine } from '../../book/mdast.js'
import { lineEnd, plannedBlock, type Step } from '../tokenize/planned-block.js'
import { type Line, linesFrom, type Source } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'

/** Make the parser's part that knows line blocks. */
export function lineBlock(source: Source): Syntax {
  return {
    // `:::verse` makes the same nodes.
    sign: /\||:::/,
    micromark: {
      flow: { 124: plannedBlock('lineBlock', (point) => planLines(source, point), false) },
    },
    fromMarkdown: {
      enter: {
        lineBlock(token) {
          const node: LineBlock = { type: 'lineBlock', children: [] }
          this.enter(node, token)
        },
        verseLine(token) {
          const node: VerseLine = { type: 'verseLine', indent: Number(token.planned), children: [] }
          this.enter(node, token)
        },
      },
      exit: {
        lineBlock(token) {
          this.exit(token)
        },
        verseLine(token) {
          this.exit(token)
        },
      },
    },
  }
}

/** A line of its own; a second bar would make it the row of a table. */
const verse = /^\|(?:[ \t]+$|$| ([ \t]*)([^|\s](?:\\\||[^|])*)$)/

function planLines(source: Source, point: Point): Step[] | undefined {
  const lineAt = linesFrom(source, point)
  const lines: { line: Line; continues: boolean }[] = []
  for (let number = point.line; ; number++) {
    const line = lineAt(number)
    const continues = lines.length > 0 && line !== undefined && /^[ \t]+[^|\s]/.test(line.text)
    if (!line || !(continues || verse.test(line.text))) break
    lines.push({ line, continues })
  }
  const next = lineAt(point.line + lines.length)
  // A bar before a letter, not a row of a table, and more than an empty line.
  if (next?.text.startsWith('|') || lines.every(({ line }) => /^\|\s*$/.test(line.text)))
    return undefined
  return [
    { do: 'enter', type: 'lineBlock' },
    ...lines.flatMap(({ line, continues }, index) => [
      ...verseSteps(line, continues, lines[index + 1]?.continues === true),
      ...(index < lines.length - 1 ? [{ do: 'endLine' } as const] : []),
    ]),
    { do: 'exit', type: 'lineBlock' },
  ]
}

function verseSteps(line: Line, continues: boolean, goesOn: boolean): Step[] {
  const indent = continues ? '' : (verse.exec(line.text)?.[1] ?? '')
  const mark = continues ? /^[ \t]*/.exec(line.text)![0].length - 1 : 2 + indent.length
  return [
    ...(continues ? [] : [{ do: 'enter', type: 'verseLine', planned: indent.length } as const]),
    { do: 'take', type: 'verseMarker', to: Math.min(line.start + mark, line.raw.length) },
    { do: 'takeText', to: lineEnd },
    ...(goesOn ? [] : [{ do: 'exit', type: 'verseLine' } as const]),
  ]
}
