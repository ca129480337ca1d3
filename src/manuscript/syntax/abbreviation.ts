/** Abbreviations (PHP Markdown Extra): `*[HTML]: Hypertext Markup Language`, for all the file. */
import type { Literal, PhrasingContent, Root, Text } from 'mdast'
import type { VFile } from 'vfile'
import type { Span } from '../../book/mdast.js'
import { SKIP, visit } from '../../book/visit.js'
import { report } from '../../diagnostics/report.js'
import { lineEnd, plannedBlock, type Step } from '../tokenize/planned-block.js'
import { linesFrom, type Source } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'

/** A line that says what an abbreviation means, until it is used. */
interface Abbreviation extends Literal {
  type: 'abbreviation'
}

declare module 'mdast' {
  interface RootContentMap {
    abbreviation: Abbreviation
  }
}

const definition = /^\*\[([^\][\n]+)\]:[ \t]+(\S.*)$/

/** Make the parser's part that knows what abbreviations mean. */
export function abbreviation(source: Source): Syntax {
  return {
    sign: /\*\[/,
    micromark: {
      flow: { 42: plannedBlock('abbreviation', (point) => planDefinition(source, point), false) },
    },
    fromMarkdown: {
      enter: {
        abbreviation(token) {
          const node: Abbreviation = { type: 'abbreviation', value: this.sliceSerialize(token) }
          this.enter(node as never, token)
        },
      },
      exit: {
        abbreviation(token) {
          this.exit(token)
        },
      },
    },
  }
}

function planDefinition(
  source: Source,
  point: Parameters<typeof linesFrom>[1],
): Step[] | undefined {
  if (!definition.test(linesFrom(source, point)(point.line)!.text)) return undefined
  return [
    { do: 'enter', type: 'abbreviation' },
    { do: 'take', type: 'verseMarker', to: lineEnd },
    { do: 'exit', type: 'abbreviation' },
  ]
}

/** Give every abbreviation of a file its meaning, as HTML's `abbr` with a title; a line for none stays text. */
export function explainAbbreviations(tree: Root, file: VFile): void {
  const known = new Map<string, Abbreviation>()
  visit(tree, 'abbreviation', (node) => {
    const name = nameOf(node)
    if (!known.has(name)) known.set(name, node)
  })
  if (known.size === 0) return
  const used = replaceNames(tree, known)
  visit(tree, 'abbreviation', (node, index, parent) => {
    const name = nameOf(node)
    if (used.has(name) && known.get(name) === node) {
      parent!.children.splice(index!, 1)
      return [SKIP, index!]
    }
    reportUnused(name, node, file)
    const text: Text = { type: 'text', value: node.value, position: node.position! }
    parent!.children[index!] = { type: 'paragraph', children: [text], position: node.position! }
    return SKIP
  })
}

const nameOf = ({ value }: Abbreviation): string => definition.exec(value)![1]!.trim()

/** @returns the names that were found */
function replaceNames(tree: Root, known: ReadonlyMap<string, Abbreviation>): ReadonlySet<string> {
  // The longest first: "HTML5" is not "HTML" with a five.
  const names = [...known.keys()].sort((a, b) => b.length - a.length)
  const quoted = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${quoted.join('|')})(?![\\p{L}\\p{N}_])`, 'gu')
  const used = new Set<string>()
  visit(tree, 'text', (node, index, parent) => {
    const parts = split(node, pattern, known)
    if (parts.length < 2 && parts[0]?.type === 'text') return
    for (const part of parts) if (part.type === 'span') used.add((part.children[0] as Text).value)
    parent!.children.splice(index!, 1, ...(parts as never[]))
    return [SKIP, index! + parts.length]
  })
  return used
}

function split(
  node: Text,
  pattern: RegExp,
  known: ReadonlyMap<string, Abbreviation>,
): PhrasingContent[] {
  const parts: PhrasingContent[] = []
  let end = 0
  for (const { index, 0: name } of node.value.matchAll(pattern)) {
    if (index > end) parts.push({ ...node, value: node.value.slice(end, index) })
    const title = definition.exec(known.get(name)!.value)![2]!.trim()
    const data = { hName: 'abbr', hProperties: { title } } as Span['data']
    parts.push({
      type: 'span',
      data: data!,
      children: [{ ...node, value: name }],
      position: node.position!,
    })
    end = index + name.length
  }
  if (end < node.value.length || parts.length === 0)
    parts.push({ ...node, value: node.value.slice(end) })
  return parts
}

function reportUnused(name: string, node: Abbreviation, file: VFile): void {
  const reason = `Unexpected meaning of \`${name}\`, expected the abbreviation in the text of the file`
  report(file, 'unused-abbreviation', node, reason, {
    subject: name,
    hint: 'An abbreviation is explained in the file that uses it, with the same capitals; take the line out if none does; until then it is printed',
  })
}
