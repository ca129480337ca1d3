/**
 * Examples that are numbered through the book (pandoc, Manual, `example_lists`): `(@) text`, or `(@name) text`,
 * to which `@name` refers. What belongs to an example is indented.
 */
import type { List, ListItem } from 'mdast'
import type { Point } from 'micromark-util-types'
import { plannedBlock, type Step } from '../tokenize/planned-block.js'
import { type Line, linesFrom, type Source, trackCode } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'

/** Make the parser's part that knows examples. */
export function exampleList(source: Source): Syntax {
  return {
    sign: /\(@/,
    micromark: {
      flow: { 40: plannedBlock('exampleList', (point) => planExamples(source, point), false) },
    },
    fromMarkdown: {
      enter: {
        exampleList(token) {
          const hProperties = { className: ['examples'] }
          const spread = token.planned === true
          const node: List = { type: 'list', ordered: true, start: 1, spread, children: [] }
          this.enter({ ...node, data: { hProperties, isExamples: true } }, token)
        },
        exampleItem(token) {
          const label = token.planned as string | undefined
          const node: ListItem = { type: 'listItem', spread: false, children: [] }
          this.enter(label === undefined ? node : { ...node, data: { label } }, token)
        },
      },
      exit: {
        exampleList(token) {
          this.exit(token)
        },
        exampleItem(token) {
          const item = this.stack.at(-1) as ListItem
          item.spread = item.children.filter(({ type }) => type === 'paragraph').length > 1
          this.exit(token)
        },
      },
    },
  }
}

/** `(@fig-x)` refers to a figure, also at the beginning of a line. */
const marker =
  /^\(@(?!(?:fig|tbl|tab|lst|eq|sec|subsec|ch|chap|part|app)[-:])([\p{L}\p{N}_-]*)\)[ \t]+(?=\S)/u
/** What ends an example that the next line would go on with. */
const otherBlock = /^(?:#{1,6}[ \t]|`{3}|~{3}|>|:::|[-*+][ \t]|\d+[.)][ \t])/

type LineAt = (number: number) => Line | undefined
const isBlank = (line: Line): boolean => line.text.trim() === ''

function planExamples(source: Source, point: Point): Step[] | undefined {
  const lineAt = linesFrom(source, point)
  if (!marker.test(lineAt(point.line)!.text)) return undefined
  const steps: Step[] = []
  let number = point.line
  let spread = false
  for (;;) {
    const end = findEnd(lineAt, number)
    if (number > point.line) steps.push({ do: 'endLine' })
    steps.push(...itemSteps(lineAt, number, end))
    let next = end
    while (lineAt(next) && isBlank(lineAt(next)!)) next++
    if (!marker.test(lineAt(next)?.text ?? '')) break
    for (let blank = end; blank < next; blank++) steps.push({ do: 'endLine' })
    if (next > end) spread = true
    number = next
  }
  return [
    { do: 'enter', type: 'exampleList', planned: spread },
    ...steps,
    { do: 'exit', type: 'exampleList' },
  ]
}

/** The line after an example: what is indented belongs to it, and lines that go on with its first paragraph. */
function findEnd(lineAt: LineAt, start: number): number {
  const isCode = trackCode()
  isCode(lineAt(start)!.text.replace(marker, ''))
  let end = start + 1
  for (let number = end; ; number++) {
    const line = lineAt(number)
    if (!line || (!isBlank(line) && marker.test(line.text))) return end
    if (isBlank(line)) continue
    const isIndented = /^(?: {2}|\t)/.test(line.text)
    const isLazy = number === end && !otherBlock.test(line.text)
    if (!isIndented && !isLazy) return end
    isCode(line.text)
    end = number + 1
  }
}

function itemSteps(lineAt: LineAt, start: number, end: number): Step[] {
  const [mark, label] = marker.exec(lineAt(start)!.text)!
  const steps: Step[] = [{ do: 'enter', type: 'exampleItem', planned: label || undefined }]
  for (let number = start; number < end; number++) {
    const line = lineAt(number)!
    const blanks = /^[ \t]*/.exec(line.text)![0]
    const own = blanks.startsWith('\t') ? 1 : Math.min(blanks.length, 4)
    const to = line.start + (number === start ? mark.length : own)
    const isFirst = number === start
    steps.push({ do: 'take', type: 'verseMarker', to })
    steps.push(
      number < end - 1 ? { do: 'takeDocument', isFirst } : { do: 'takeLastDocument', isFirst },
    )
  }
  return [...steps, { do: 'exit', type: 'exampleItem' }]
}
