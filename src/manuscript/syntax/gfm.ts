/**
 * GitHub's additions to CommonMark (GitHub Flavored Markdown, §4.10, 5.3, 6.5, 6.9, and footnotes), each from
 * its own package rather than all through remark-gfm, because they are dear: looking for addresses at every
 * word, for links again in the tree, and for tables at every line took a third of the parser's time
 * (rust-book: 0.8 of 2.6 s). Here they look where there is something to find.
 */
import type { Nodes, Root } from 'mdast'
import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown'
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import type { Construct, ConstructRecord, Extension } from 'micromark-util-types'
import { SKIP, visit } from '../../book/visit.js'
import type { Source } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'

/** Make the parser's parts that know GFM. A single `~` strikes nothing out. */
export function gfm(source: Source): Syntax[] {
  return [
    {
      // What is escaped (`&#104;ttp:`) is an address in the tree still.
      sign: /https?|www|@|&#?\w+;/i,
      micromark: addresses(source.text),
      fromMarkdown: addressesInTree(),
    },
    { sign: /\[\^/, micromark: gfmFootnote(), fromMarkdown: gfmFootnoteFromMarkdown() },
    {
      sign: /~/,
      micromark: gfmStrikethrough({ singleTilde: false }),
      fromMarkdown: gfmStrikethroughFromMarkdown(),
    },
    { sign: delimiterRow, micromark: tables(source), fromMarkdown: gfmTableFromMarkdown() },
    {
      sign: /\[[\sxX]\]/,
      micromark: gfmTaskListItem(),
      fromMarkdown: gfmTaskListItemFromMarkdown(),
    },
  ]
}

/** Addresses in running text. Any letter may begin an e-mail address: look only where there is one. */
function addresses(text: string): Extension {
  const all = gfmAutolinkLiteral()
  if (/[\w.+-]@/.test(text)) return all
  const constructs = (all.text ?? {}) as Record<string, Construct | Construct[]>
  const withoutEmail: ConstructRecord = {}
  for (const [code, given] of Object.entries(constructs)) {
    const others = [given].flat().filter(({ name }) => name !== 'emailAutolink')
    if (others.length > 0) withoutEmail[Number(code)] = others
  }
  return { text: withoutEmail }
}

/** What the transform of the package makes a link of, at the least. */
const address = /https?:\/\/|www\.|@/i

/** The package's transform walks all texts with four expressions; this one, those that hold an address. */
function addressesInTree(): FromMarkdownExtension {
  const { transforms, ...handlers } = gfmAutolinkLiteralFromMarkdown()
  const makeLinks = (tree: Root): void => {
    visit(tree as Nodes, (node) => {
      if (node.type === 'link' || node.type === 'linkReference') return SKIP
      if (!('children' in node)) return
      const children: readonly Nodes[] = node.children
      if (!children.some((child) => child.type === 'text' && address.test(child.value))) return
      for (const transform of transforms ?? []) transform(node as Root)
      return SKIP
    })
  }
  return { ...handlers, transforms: [makeLinks] }
}

/** The row under the head of a table, whatever containers it stands in (GFM, §4.10). */
const delimiterRow = /^[ \t>]*(?=[ \t|:-]*-)(?=[ \t|:-]*[|:])[ \t|:-]+$/m

/** Tables, tried only at lines that can belong to one: each try takes a whole line apart into cells. */
function tables(source: Source): Extension {
  const table = gfmTable().flow!.null as Construct
  const lines = tableLines(source)
  const construct: Construct = {
    ...table,
    tokenize(effects, ok, nok) {
      return lines.has(this.now().line) ? table.tokenize.call(this, effects, ok, nok) : nok
    },
  }
  return { flow: { null: construct } }
}

/** Numbers of the lines above a delimiter row, and of those that follow without a blank one. */
function tableLines({ lines }: Source): ReadonlySet<number> {
  const found = new Set<number>()
  let isInside = false
  lines.forEach((line, index) => {
    isInside = delimiterRow.test(lines[index + 1] ?? '') || (isInside && !/^[ \t>]*$/.test(line))
    if (isInside) found.add(index + 1)
  })
  return found
}
