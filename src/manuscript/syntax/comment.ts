/** HTML comments are dropped; what stands beside them stays. */
import type { Html, PhrasingContent, Root } from 'mdast'
import type { VFile } from 'vfile'
import { SKIP, visit } from '../../book/visit.js'
import { report } from '../../diagnostics/report.js'
import { joinTexts } from '../tokenize/nodes.js'

/** HTML, §13.1.6. */
const comment = /<!--(?:-?>|[\s\S]*?-->)/g

/** Drop comments. One that is never closed is text, or it would take the rest of the chapter along. */
export function dropComments(tree: Root, file: VFile): void {
  visit(tree, 'html', (html, index, parent) => {
    if (!parent || index === undefined || !html.value.includes('<!--')) return
    html.value = html.value.replace(comment, '')
    const isInline = parent.type === 'paragraph' || 'title' in parent
    if (html.value.trimStart().startsWith('<!--')) {
      parent.children[index] = keepAsText(html, file, isInline) as never
      return
    }
    if (html.value.trim() !== '') return
    parent.children.splice(index, 1)
    return [SKIP, index]
  })
  visit(tree, 'paragraph', (paragraph, index, parent) => {
    if (!parent || index === undefined) return
    paragraph.children = joinTexts(paragraph.children)
    const isEmpty = paragraph.children.every(
      (child) => child.type === 'text' && child.value.trim() === '',
    )
    if (!isEmpty) return
    parent.children.splice(index, 1)
    return [SKIP, index]
  })
}

function keepAsText(html: Html, file: VFile, isInline: boolean): unknown {
  report(
    file,
    'unclosed-fence',
    html,
    'Unexpected end of the text, expected `-->` to close this comment',
    {
      subject: '<!--',
      hint: 'Put `-->` where the comment ends; until then it is printed as text',
    },
  )
  const text: PhrasingContent = { type: 'text', value: html.value, position: html.position }
  return isInline ? text : { type: 'paragraph', children: [text], position: html.position }
}
