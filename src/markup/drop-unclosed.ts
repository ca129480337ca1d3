/** An `<i>` that is never closed would slant the rest of the chapter; its words stay, the tag goes. */
import type { Html, Nodes } from 'mdast'
import type { VFile } from 'vfile'
import { visit } from '../book/visit.js'
import { report } from '../diagnostics/report.js'

/** Elements that an HTML parser opens again in every block until they are closed (HTML §13.2.4.3). */
const formatting = new Set([
  'a',
  'b',
  'big',
  'code',
  'em',
  'font',
  'i',
  'nobr',
  's',
  'small',
  'strike',
  'strong',
  'tt',
  'u',
])

interface Open {
  readonly name: string
  readonly node: Html
  readonly at: number
  readonly tag: string
}

/**
 * Take out the formatting tags of a chapter that are opened and never closed.
 *
 * @param tagPattern matches a tag: slash, name, attributes
 */
export function dropUnclosed(tree: Nodes, file: VFile, tagPattern: RegExp): void {
  const open: Open[] = []
  visit(tree, 'html', (node) => {
    for (const match of node.value.matchAll(tagPattern)) {
      const name = match[2]?.toLowerCase()
      if (!name || !formatting.has(name)) continue
      const opener = open.findLastIndex((one) => one.name === name)
      if (match[1] && opener >= 0) open.splice(opener, 1)
      else if (!match[1]) open.push({ name, node, at: match.index, tag: match[0] })
    }
  })
  // From the end, so that the places of earlier tags stay right.
  for (const { node, at, tag } of open.reverse()) {
    node.value = node.value.slice(0, at) + node.value.slice(at + tag.length)
    report(file, 'unclosed-html', node, `Unexpected \`${tag}\` that is never closed`, {
      subject: tag,
      hint: 'It was left out; close it where its effect should end',
    })
  }
}
