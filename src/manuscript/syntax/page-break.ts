/** Page breaks that are asked for in a line of their own: `\newpage`, `{pagebreak}`. */
import type { Root } from 'mdast'
import { visit } from '../../book/visit.js'

/** LaTeX's, Leanpub's and Quarto's words for it. */
const asked = /^(?:\\(?:newpage|pagebreak|clearpage)|\{pagebreak\}|\{\{<\s*pagebreak\s*>\}\})$/

/** Make page breaks of paragraphs that ask for one. */
export function makePageBreaks(tree: Root, text: string): void {
  visit(tree, 'paragraph', (paragraph, index, parent) => {
    if (!parent || index === undefined || !paragraph.position) return
    // The manuscript's own characters, since `\\newpage` is words about a page break.
    const { start, end } = paragraph.position
    if (!asked.test(text.slice(start.offset, end.offset).trim())) return
    parent.children[index] = { type: 'pageBreak', value: '', position: paragraph.position }
  })
}
