/** YAML between `---` lines at the top of a file. */
import type { Root } from 'mdast'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { frontmatter } from 'micromark-extension-frontmatter'
import type { VFile } from 'vfile'
import { LineCounter, parseDocument } from 'yaml'
import { report } from '../diagnostics/report.js'
import type { Syntax } from './syntax/syntax.js'

/** A text that begins with `---`, blank or commented lines, and a key; all else is a rule and its text. */
const opening =
  /^---[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:#.*)?(?:\r\n|\r|\n))*["']?[\p{L}_][^\r\n:]*:(?:\s|$)/u

/** The parser's part that knows front matter. */
export const frontMatterSyntax: Syntax = {
  sign: opening,
  micromark: frontmatter('yaml'),
  fromMarkdown: frontmatterFromMarkdown('yaml'),
}

/** Take the front matter out of a tree as plain data; `{}` where there is none or it cannot be read. */
export function takeFrontMatter(tree: Root, file: VFile): Readonly<Record<string, unknown>> {
  const node = tree.children[0]
  if (node?.type !== 'yaml') return {}
  const lines = new LineCounter()
  const document = parseDocument(node.value, { lineCounter: lines, prettyErrors: false })
  tree.children.shift()
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0])
    // The fence is one line above.
    const place = { line: line + (node.position?.start.line ?? 1), column: col }
    report(file, 'invalid-yaml', place, `Unexpected YAML: ${error.message.replace(/\.$/, '')}`, {
      hint: 'Put values that hold `:` or `#` between quotation marks',
    })
  }
  if (document.errors.length > 0) return {}
  let value: unknown
  try {
    value = document.toJS()
  } catch {
    report(
      file,
      'invalid-yaml',
      node,
      'Unexpected `*` alias, expected one whose `&` anchor comes first',
      {
        hint: 'Put values that begin with `*` between quotation marks',
      },
    )
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}
