/** Notes of a table stand under it, lettered, apart from those of the text (Chicago 18, §3.80). */
import type { Element } from 'hast'
import type { Nodes, Table } from 'mdast'
import { captionsIn } from '../../book/captions.js'
import { visit } from '../../book/visit.js'
import type { MarkupContext } from '../context.js'
import { putAside } from '../finished.js'
import { element } from './element.js'

/** Begin a table: notes that it alone calls are its own. */
export function openTableNotes(context: MarkupContext, node: Table): void {
  const calls = countCalls(node)
  if (calls.size === 0) return
  const inChapter = countCalls(context.chapter.tree)
  const own = [...calls].filter(([key, count]) => inChapter.get(key) === count)
  const holder = element('div', { className: ['table-notes'] }, [])
  context.tableNotes.push({ own: new Set(own.map(([key]) => key)), notes: new Map(), holder })
  context.isInTable = true
}

/** End a table: its notes, if any, are the last row of its foot. */
export function closeTableNotes(context: MarkupContext, table: Element): void {
  if (!context.isInTable) return
  context.isInTable = false
  const { notes, holder } = context.tableNotes.at(-1)!
  if (notes.size === 0) return
  const row = element('tr', {}, [
    element('td', { colSpan: countColumns(table) }, [putAside(context, holder)]),
  ])
  const foot = table.children.find((child) => child.type === 'element' && child.tagName === 'tfoot')
  if (foot?.type === 'element') foot.children.push(row)
  else table.children.push(element('tfoot', {}, [row]))
}

function countCalls(node: Nodes): Map<string, number> {
  const calls = new Map<string, number>()
  const count = (tree: Nodes) =>
    visit(tree, 'footnoteReference', ({ identifier }) => {
      const key = identifier.toUpperCase()
      calls.set(key, (calls.get(key) ?? 0) + 1)
    })
  count(node)
  captionsIn(node).forEach(count)
  return calls
}

function countColumns(table: Element): number {
  let most = 1
  visit(table, 'element', (row) => {
    if (row.tagName !== 'tr') return
    const columns = row.children.map((cell) =>
      cell.type === 'element' ? Number(cell.properties.colSpan ?? 1) : 0,
    )
    most = Math.max(
      most,
      columns.reduce((sum, count) => sum + count, 0),
    )
  })
  return most
}
