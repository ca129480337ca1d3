/** The part of `readManuscript` that runs in worker threads. */
import type { Root } from 'mdast'
import { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import { visit } from '../book/visit.js'
import type { RuleName } from '../diagnostics/rules.js'
import type { Expanded } from './include.js'
import { type ParseOptions, parseMarkdown } from './parse-markdown.js'
import { encodeParse, type StoredMessage } from './tree-codec.js'

/** Files to parse in one thread. */
export interface ParseTask {
  readonly files: readonly { readonly path: string; readonly expanded: Expanded }[]
  readonly options: ParseOptions
}

/**
 * Parse some files.
 *
 * @returns for each file what `decodeParse` reads; text crosses threads faster than a tree
 */
export function parseTask({ files, options }: ParseTask): string[] {
  return files.map(({ path, expanded }) => {
    const file = new VFile({ path, value: expanded.text })
    const { tree, frontMatter } = parseMarkdown(file, options, expanded.data)
    if (expanded.origins) movePositions(tree, expanded.origins)
    const messages = file.messages.map((message) => store(message, expanded.origins))
    return encodeParse({ tree, frontMatter, messages })
  })
}

/** Let nodes point at the manuscript: what was included, at the line that includes it. */
function movePositions(tree: Root, origins: readonly number[]): void {
  visit(tree, (node) => {
    if (!node.position) return
    const { start, end } = node.position
    const line = (number: number) => origins[number - 1] ?? number
    node.position = {
      start: { line: line(start.line), column: start.column },
      end: { line: line(end.line), column: end.column },
    }
  })
}

function store(message: VFileMessage, origins: readonly number[] | undefined): StoredMessage {
  const { place } = message
  const start = place && ('start' in place ? place.start : place)
  const moved =
    origins && start ? { line: origins[start.line - 1] ?? start.line, column: start.column } : place
  return {
    rule: message.ruleId as RuleName,
    place: moved,
    reason: message.reason,
    hint: typeof message.note === 'string' ? message.note : undefined,
    subject: message.actual ?? undefined,
  }
}
