/** Say in an author's words what YAML's parser found. */
import type { Position } from 'unist'
import type { VFile } from 'vfile'
import { type Document, visit, type YAMLParseError } from 'yaml'
import { report } from '../../diagnostics/report.js'
import { explainLayout } from './explain-layout.js'

interface Wording {
  readonly reason: string
  readonly hint?: string
}

/** What the parser says where lines stand at wrong columns, among other things. */
const layoutErrors: ReadonlySet<string> = new Set([
  'BAD_INDENT',
  'BLOCK_AS_IMPLICIT_KEY',
  'MISSING_CHAR',
  'MULTILINE_IMPLICIT_KEY',
  'UNEXPECTED_TOKEN',
])

/**
 * Report the errors of a YAML file: every key that stands twice, and of the rest only the first, for
 * what follows it is mostly its echo.
 *
 * @returns false where nothing can be read from the file
 */
export function reportYamlErrors(
  file: VFile,
  errors: readonly YAMLParseError[],
  toPosition: (start: number, end: number) => Position,
): boolean {
  const text = String(file.value)
  const isTwice = (error: YAMLParseError) => error.code === 'DUPLICATE_KEY'
  const broken = errors.find((error) => !isTwice(error))
  const shown = errors.filter((error) => isTwice(error) || error === broken)
  for (const error of shown) {
    const layout = layoutErrors.has(error.code) ? explainLayout(text, error.pos[0]) : undefined
    const [start, end] = layout
      ? [layout.start, layout.end]
      : isTwice(error)
        ? keyAt(text, error.pos[0])
        : error.pos
    const { reason, hint } = layout ?? wordingOf(error, text)
    report(file, 'invalid-yaml', toPosition(start, end), reason, { hint })
  }
  return broken === undefined
}

/**
 * Report text that YAML takes for a comment, such as `#1` in `title: The #1 Guide`. A real comment has a
 * space or a word after its mark.
 */
export function reportLostText(
  file: VFile,
  document: Document.Parsed,
  toPosition: (start: number, end: number) => Position,
): void {
  const text = String(file.value)
  visit(document, {
    Scalar(_key, { type, comment, range }) {
      if (type !== 'PLAIN' || !range || !/^\d/.test(comment ?? '')) return
      const start = text.indexOf('#', range[1])
      const line = lineAt(text, start)
      report(
        file,
        'invalid-yaml',
        toPosition(start, start + 1 + comment!.length),
        `Unexpected comment \`#${comment}\`, expected quotation marks around a text with \` #\``,
        { hint: `Write \`${quoteValue(line)}\`` },
      )
    },
  })
}

/** The parser points at the first letter of a key only. */
function keyAt(text: string, start: number): [number, number] {
  return [start, start + (/^[^:\n]*/.exec(text.slice(start))?.[0].length ?? 1)]
}

function wordingOf(error: YAMLParseError, text: string): Wording {
  const start = error.pos[0]
  const line = lineAt(text, start)
  const quoted = quoteValue(line)
  const found = text.slice(start, start + 1)
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return {
        reason: `Unexpected second \`${text.slice(...keyAt(text, start)).trim()}\`, expected every key once`,
        hint: 'Delete one of them',
      }
    case 'TAB_AS_INDENT':
      return {
        reason: 'Unexpected tab at the start of a line, expected spaces',
        hint: 'Replace the tab by two spaces',
      }
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        reason:
          'Unexpected second `: ` in a line, expected quotation marks around a text with a colon',
        hint: `Write \`${quoted}\``,
      }
    case 'BAD_SCALAR_START':
      return {
        reason: `Unexpected \`${found}\` at the start of a value, expected quotation marks around it`,
        hint: `Write \`${quoted}\``,
      }
    case 'MULTIPLE_DOCS':
      return {
        reason: 'Unexpected `---`, expected one document',
        hint: 'Delete the line and put all keys together',
      }
    default:
      return wordingOfStructure(error, found, line)
  }
}

function wordingOfStructure(error: YAMLParseError, found: string, line: string): Wording {
  if (/closing ["']/.test(error.message)) {
    return {
      reason: `Unexpected end of a text, expected a closing \`${error.message.at(-6)}\``,
      hint: 'Close the quotation marks on the line where they open',
    }
  }
  if (/end with a [\]}]/.test(error.message)) {
    return { reason: `Unexpected end of a list, expected \`${error.message.at(-1)}\`` }
  }
  if (/^\s*[^:]+:[^ \n]/.test(line)) {
    return { reason: 'Unexpected text, expected `key: value`', hint: 'Put a space after the colon' }
  }
  if (/^\s*[^:]+:\s*["']/.test(line)) {
    return {
      reason: 'Unexpected text after a quotation mark, expected the end of the line',
      hint: "Inside single quotation marks write `''` for an apostrophe, or use double ones around the text",
    }
  }
  if (/^\s*(?:- )?[^:]+:\s*[[{]/.test(line)) {
    return {
      reason:
        'Unexpected text after a bracket, expected quotation marks around a text with brackets',
      hint: `Write \`${quoteValue(line)}\``,
    }
  }
  return {
    reason: `Unexpected \`${found.trim() || 'end of the line'}\`, expected \`key: value\``,
    hint: 'Entries of one list or mapping start at the same column',
  }
}

const lineAt = (text: string, offset: number): string =>
  text
    .slice(text.lastIndexOf('\n', offset - 1) + 1)
    .split('\n', 1)[0]!
    .replace(/\r$/, '')

/** Put the value of `key: value` into quotation marks that it does not hold itself. */
function quoteValue(line: string): string {
  const [, head, value] = /^(\s*(?:- )?[^:]+:\s+|\s*- )(.*?)\s*$/.exec(line) ?? [
    undefined,
    '',
    line,
  ]
  const mark = value?.includes('"') ? "'" : '"'
  return `${head?.trimStart()}${mark}${value}${mark}`
}
