/** Captions of tables: `: Caption {#tbl-x}` or `Table: Caption`, before or after the table. */
import type { Paragraph, PhrasingContent, Root, RootContent, Table, Text } from 'mdast'
import { visit } from '../../book/visit.js'
import { applyAttributes, joinTexts } from '../tokenize/nodes.js'

const mark = /^(?::[ \t]+|Table:[ \t]*)/

/** Give each table its caption, which is a paragraph beside it or its own last row. */
export function captionTables(tree: Root): void {
  visit(tree, (parent) => {
    if (!('children' in parent) || !parent.children.some((child) => child.type === 'table')) return
    const children = parent.children as RootContent[]
    for (let index = 0; index < children.length; index++) {
      const table = children[index]!
      if (table.type !== 'table') continue
      if (table.data?.caption || captionFromLastRow(table)) continue
      // Before the table first: what stands after an upper table that needed it is taken by now.
      const beside = [index - 1, index + 1].find((at) => isCaption(children[at]))
      if (beside === undefined) continue
      setCaption(table, (children[beside] as Paragraph).children)
      children.splice(beside, 1)
      if (beside < index) index--
    }
  })
}

function isCaption(node: RootContent | undefined): boolean {
  const first = node?.type === 'paragraph' ? node.children[0] : undefined
  return first?.type === 'text' && mark.test(first.value)
}

/** A caption right below a table is taken for a row: one cell, though the table has more. */
function captionFromLastRow(table: Table): boolean {
  const row = table.children.at(-1)
  const cell = row?.children.length === 1 ? row.children[0]! : undefined
  const first = cell?.children[0]
  const isRow =
    table.children.length > 1 && row!.position?.start.offset === first?.position?.start.offset
  if (!cell || !isRow || first?.type !== 'text' || !mark.test(first.value)) return false
  table.children.pop()
  setCaption(table, cell.children)
  return true
}

function setCaption(table: Table, words: PhrasingContent[]): void {
  const caption = [...words]
  const last = caption.at(-1)
  if (last?.type === 'attributes') {
    applyAttributes(table, last.attributes)
    caption.pop()
  }
  const first = caption[0] as Text
  caption[0] = { ...first, value: first.value.replace(mark, '') }
  const end = caption.at(-1)
  if (end?.type === 'text') caption[caption.length - 1] = { ...end, value: end.value.trimEnd() }
  table.data = { ...table.data, caption: joinTexts(caption) }
}
