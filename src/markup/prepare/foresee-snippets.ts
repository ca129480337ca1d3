/** Colour the code of a book while its text is still being parsed: one thread does the one, one the other. */
import type { World } from '../../book/world.js'
import { type PreparedSnippets, prepareInThread } from './prepare-snippets.js'
import type { Snippet } from './snippet.js'

/** Characters of code below which a thread for them costs more than it saves (120 ms). */
const worthThread = 60_000

/** A line that opens a fence (CommonMark 0.31, §4.5): quotation marks, indent, its marks, what it says of the code. */
const opening = /^((?: {0,3}> ?)*)( *)(`{3,}|~{3,})([^`\n]*)$/

/**
 * Prepare the code that texts in Markdown seem to hold. What was overlooked or misread costs time only:
 * `prepareSnippets` looks whether it finds what the tree asks for.
 */
export async function foreseeSnippets(
  world: World,
  texts: readonly string[],
): Promise<PreparedSnippets> {
  const snippets = texts.flatMap(guessSnippets)
  const size = snippets.reduce((sum, { text }) => sum + text.length, 0)
  return size < worthThread ? new Map() : prepareInThread(world, { snippets, macros: {} })
}

/** Find the fenced code of a text, in whatever it stands. */
export function guessSnippets(text: string): Extract<Snippet, { kind: 'code' }>[] {
  const found: Extract<Snippet, { kind: 'code' }>[] = []
  let open:
    | { depth: number; indent: number; marks: string; language: string; lines: string[] }
    | undefined
  for (const whole of text.split('\n')) {
    if (open) {
      const line = withoutQuotes(whole, open.depth)
      if (closes(line, open.marks)) {
        found.push({ kind: 'code', language: open.language, text: open.lines.join('\n') })
        open = undefined
      } else open.lines.push(withoutIndent(line, open.indent))
      continue
    }
    const [, quotes, indent, marks, words] = opening.exec(whole) ?? []
    if (!marks) continue
    const depth = quotes!.split('>').length - 1
    open = { depth, indent: indent!.length, marks, language: languageOf(words!), lines: [] }
  }
  return found
}

/** A fence closes with as many marks of its kind, or more, and nothing after them. */
function closes(line: string, marks: string): boolean {
  const bare = line.trim()
  return bare.startsWith(marks) && bare === marks[0]!.repeat(bare.length)
}

/** Take the marks of the quotations away in which the code stands. */
function withoutQuotes(line: string, depth: number): string {
  let rest = line
  for (let quote = 0; quote < depth; quote++) rest = rest.replace(/^ {0,3}> ?/, '')
  return rest
}

function withoutIndent(line: string, indent: number): string {
  const own = line.length - line.trimStart().length
  return line.slice(Math.min(indent, own))
}

/** The first word that names no attribute: `rust` of `rust,ignore`, `python` of `{.python #lst-x}`. */
const languageOf = (words: string): string => /^\s*\{?\.?([^\s,{}=]*)/.exec(words)?.[1] ?? ''
