/**
 * Definition lists as PHP Markdown Extra and pandoc write them:
 *
 *     Term
 *     :   What it means, in blocks indented as far.
 */
import type { Point } from 'micromark-util-types'
import type { DefinitionDescription, DefinitionList, DefinitionTerm } from '../../book/mdast.js'
import { lineEnd, plannedBlock, type Step } from '../tokenize/planned-block.js'
import { type Line, linesFrom, type Source, trackCode } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'

/** Make the parser's part that knows definition lists. */
export function definitionList(source: Source): Syntax {
  return {
    sign: /^[ \t>]*:[ \t]/m,
    micromark: {
      flow: { null: plannedBlock('definitionList', (point) => planList(source, point), false) },
    },
    fromMarkdown: {
      enter: {
        definitionList(token) {
          const node: DefinitionList = { type: 'definitionList', children: [] }
          this.enter(node, token)
        },
        definitionTerm(token) {
          const node: DefinitionTerm = { type: 'definitionTerm', children: [] }
          this.enter(node, token)
        },
        definitionDescription(token) {
          const node: DefinitionDescription = { type: 'definitionDescription', children: [] }
          this.enter(node, token)
        },
      },
      exit: {
        definitionList(token) {
          this.exit(token)
        },
        definitionTerm(token) {
          this.exit(token)
        },
        definitionDescription(token) {
          this.exit(token)
        },
      },
    },
  }
}

const marker = /^ {0,2}:[ \t]+(?=\S)/
/** Lines that begin some other block. */
const otherBlock =
  /^(?:#{1,6}[ \t]|`{3}|~{3}|>|\||:|<|\$\$|[-*+][ \t]|\d+[.)][ \t]|\[[^\]]*\]:|(?:[-*_][ \t]*){3,}$)/
const tableCaption = /^ {0,2}:[ \t].*\{#tbl-[^{}]*\}\s*$/
const delimiterRow = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$/
/** How a grid, multiline or headless table begins, and how the head of a simple one goes on. */
const drawnTable = /^ {0,3}(?:\+[-=:]+\+|-{3,}\s*$|-{2,}(?: +-{2,})+\s*$)/
const drawnColumns = /^ *-{2,}(?: +-{2,})+\s*$/

type LineAt = (number: number) => Line | undefined
const isBlank = (line: Line | undefined): boolean => line !== undefined && line.text.trim() === ''

function planList(source: Source, point: Point): Step[] | undefined {
  const lineAt = linesFrom(source, point)
  if (!hasDescription(lineAt, point.line)) return undefined
  const steps: Step[] = [{ do: 'enter', type: 'definitionList' }]
  let number = point.line
  while (hasDescription(lineAt, number)) {
    if (number > point.line) steps.push({ do: 'endLine' })
    steps.push(...termSteps(lineAt(number)!))
    number++
    for (;;) {
      const blanks = countBlanks(lineAt, number)
      if (!marker.test(lineAt(number + blanks)?.text ?? '')) break
      for (let blank = 0; blank <= blanks; blank++) steps.push({ do: 'endLine' })
      const description = planDescription(lineAt, number + blanks)
      steps.push(...description.steps)
      number = description.end
    }
    const blanks = countBlanks(lineAt, number)
    if (!hasDescription(lineAt, number + blanks)) break
    for (let blank = 0; blank < blanks; blank++) steps.push({ do: 'endLine' })
    number += blanks
  }
  steps.push({ do: 'exit', type: 'definitionList' })
  return steps
}

function countBlanks(lineAt: LineAt, from: number): number {
  let count = 0
  while (isBlank(lineAt(from + count))) count++
  return count
}

/** Whether a line is a term: a line of text, then (perhaps after a blank line) a description. */
function hasDescription(lineAt: LineAt, number: number): boolean {
  const term = lineAt(number)
  if (!term || isBlank(term) || otherBlock.test(term.text)) return false
  const after = isBlank(lineAt(number + 1)) ? number + 2 : number + 1
  const description = lineAt(after)?.text ?? ''
  if (!marker.test(description) || tableCaption.test(description)) return false
  // A caption may stand above its table.
  const below = after + 1 + countBlanks(lineAt, after + 1)
  const [head, rule] = [lineAt(below)?.text ?? '', lineAt(below + 1)?.text ?? '']
  const isCaption =
    drawnTable.test(head) ||
    drawnColumns.test(rule) ||
    (head.includes('|') && delimiterRow.test(rule))
  return !isCaption
}

function termSteps(line: Line): Step[] {
  const indent = /^[ \t]*/.exec(line.text)![0].length
  return [
    { do: 'take', type: 'verseMarker', to: line.start + indent },
    { do: 'enter', type: 'definitionTerm' },
    { do: 'takeText', to: lineEnd },
    { do: 'exit', type: 'definitionTerm' },
  ]
}

/** Plan one description; `end` is the number of the line after it. */
function planDescription(lineAt: LineAt, start: number): { steps: Step[]; end: number } {
  const first = lineAt(start)!
  const width = marker.exec(first.text)![0].length
  const isCode = trackCode()
  isCode(first.text.slice(width))
  let end = start + 1
  for (let number = end, isInCode = false; ; number++) {
    const line = lineAt(number)
    if (!line) break
    if (isBlank(line)) continue
    const indent = /^[ \t]*/.exec(line.text)![0].replaceAll('\t', '    ').length
    const isLazy =
      number === end && !isInCode && !marker.test(line.text) && !hasDescription(lineAt, number)
    if (indent < 2 && !(isLazy && !otherBlock.test(line.text))) break
    if (marker.test(line.text) && indent < Math.min(width, 4)) break
    isInCode = isCode(line.text)
    end = number + 1
  }
  const steps: Step[] = [{ do: 'enter', type: 'definitionDescription' }]
  for (let number = start; number < end; number++) {
    const line = lineAt(number)!
    const blanks = /^[ \t]*/.exec(line.text)![0]
    const strip =
      number === start ? width : blanks.startsWith('\t') ? 1 : Math.min(blanks.length, width)
    steps.push({ do: 'take', type: 'verseMarker', to: line.start + strip })
    steps.push(
      number < end - 1
        ? { do: 'takeDocument', isFirst: number === start }
        : { do: 'takeLastDocument', isFirst: number === start },
    )
  }
  steps.push({ do: 'exit', type: 'definitionDescription' })
  return { steps, end }
}
