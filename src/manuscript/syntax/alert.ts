/** GitHub's alerts: a quotation that begins with `[!NOTE]`, perhaps with a title on the same line. */
import type { Blockquote, PhrasingContent, Root } from 'mdast'
import type { VFile } from 'vfile'
import type { Admonition } from '../../book/mdast.js'
import { visit } from '../../book/visit.js'
import { nearestName } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'
import type { BoxNames } from './box-kinds.js'

const mark = /^\[!(\p{L}[\p{L}\p{N}_-]*)\][+-]?[ \t]*/u

/** Make admonitions of alerts; one of an unknown kind stays a quotation and is reported. */
export function resolveAlerts(tree: Root, names: BoxNames, file: VFile): void {
  visit(tree, 'blockquote', (quote, index, parent) => {
    const kind = kindOf(quote)
    if (kind === undefined || !parent || index === undefined) return
    if (names.admonitions.has(kind)) {
      parent.children[index] = toAdmonition(quote, kind)
      return index
    }
    const nearest = nearestName(kind, names.admonitions)
    report(
      file,
      'unknown-directive',
      quote,
      `Unexpected kind \`${kind}\`, expected one of an alert`,
      {
        subject: kind,
        hint: nearest
          ? `Did you mean \`[!${nearest.toUpperCase()}]\`?`
          : 'Name it under `admonitions:` in `book.yaml`',
      },
    )
    return
  })
}

function kindOf(quote: Blockquote): string | undefined {
  const paragraph = quote.children[0]
  const first = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined
  return first?.type === 'text' ? mark.exec(first.value)?.[1]?.toLowerCase() : undefined
}

function toAdmonition(quote: Blockquote, kind: string): Admonition {
  const [paragraph, ...others] = quote.children
  if (paragraph?.type !== 'paragraph')
    throw new TypeError('Expected an alert to begin with a paragraph')
  const { title, body } = splitFirstLine(paragraph.children)
  const first = body.length > 0 ? [{ ...paragraph, children: body }] : []
  return {
    type: 'admonition',
    kind,
    ...(title.length > 0 ? { title } : {}),
    children: [...first, ...others],
    position: quote.position,
  }
}

/** What stands on the line of the mark is the title; the lines below are the text. */
function splitFirstLine(children: readonly PhrasingContent[]): {
  title: PhrasingContent[]
  body: PhrasingContent[]
} {
  const title: PhrasingContent[] = []
  for (const [index, child] of children.entries()) {
    const value = child.type === 'text' ? child.value.replace(index === 0 ? mark : '', '') : ''
    const lineEnd = value.indexOf('\n')
    if (child.type === 'break') return { title, body: children.slice(index + 1) }
    if (lineEnd >= 0 && child.type === 'text') {
      if (lineEnd > 0) title.push({ ...child, value: value.slice(0, lineEnd) })
      const rest = { ...child, value: value.slice(lineEnd + 1) }
      return { title, body: [...(rest.value === '' ? [] : [rest]), ...children.slice(index + 1)] }
    }
    if (child.type !== 'text') title.push(child)
    else if (value !== '') title.push({ ...child, value })
  }
  return { title, body: [] }
}
