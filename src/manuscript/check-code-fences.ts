/** Report code blocks that are never closed: what follows them is code as well. */
import type { Root } from 'mdast'
import type { VFile } from 'vfile'
import { visit } from '../book/visit.js'
import { report } from '../diagnostics/report.js'
import type { Source } from './tokenize/source.js'

const openingFence = /^(`{3,}|~{3,})/

/** Look at the first and last line of each code block. */
export function checkCodeFences(tree: Root, source: Source, file: VFile): void {
  visit(tree, 'code', (code) => {
    if (!code.position) return
    const { start, end } = code.position
    const first = source.lines[start.line - 1]?.slice(start.column - 1) ?? ''
    const fence = openingFence.exec(first)?.[1]
    if (fence === undefined) return
    const last = source.lines[end.line - 1]?.slice(0, end.column - 1).trimEnd() ?? ''
    if (end.line > start.line && last.endsWith(fence)) return
    // Backticks cannot stand in backticks.
    const shown = fence.startsWith('`') ? fence : `\`${fence}\``
    report(
      file,
      'unclosed-fence',
      { start, end: { line: start.line, column: start.column + first.trimEnd().length } },
      `Unexpected end of the text, expected ${shown} to close this code`,
      {
        subject: fence,
        hint: `Put a line ${shown} after the code`,
      },
    )
  })
}
