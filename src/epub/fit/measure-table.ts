/** How narrow a table can be, without a browser: its columns hold at least their longest words. */
import type { Element, ElementContent, RootContent } from 'hast'

/** Letters of the text, bold ones, and of code in a cell; in em of the table. */
const [letter, boldLetter, codeLetter] = [0.49, 0.53, 0.52]
/** White at both sides of a cell (`styles/epub/3-things.css`). */
const white = 1
/** Code and addresses may break anywhere; so many letters stay together all the same. */
const mostCode = 12

interface Style {
  readonly isBold: boolean
  readonly isCode: boolean
}

/** Estimate the least width of a table in em of its own type. */
export function measureTable(table: Element): number {
  const columns: number[] = []
  for (const row of rowsOf(table)) {
    let at = 0
    for (const cell of row.children) {
      if (cell.type !== 'element') continue
      const span = Number(cell.properties.colSpan ?? 1) || 1
      const isBold = cell.tagName === 'th'
      const wanted = span === 1 ? longest(cell.children, { isBold, isCode: false }) + white : 0
      columns[at] = Math.max(columns[at] ?? 0, wanted)
      at += span
    }
  }
  return columns.reduce((sum, one = white) => sum + one, 0)
}

function* rowsOf(node: Element): Generator<Element> {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    if (child.tagName === 'tr') yield child
    else if (/^t(?:head|body|foot)$/.test(child.tagName)) yield* rowsOf(child)
  }
}

const longest = (nodes: readonly (ElementContent | RootContent)[], style: Style): number =>
  nodes.reduce((most, node) => {
    if (node.type === 'text') return Math.max(most, longestWord(node.value, style))
    return node.type === 'element'
      ? Math.max(most, longest(node.children, styleIn(node, style)))
      : most
  }, 0)

const styleIn = ({ tagName }: Element, { isBold, isCode }: Style): Style => ({
  isBold: isBold || tagName === 'strong' || tagName === 'b' || tagName === 'th',
  isCode: isCode || tagName === 'code' || tagName === 'a',
})

/** A line may end at a space, and after a hyphen or dash. */
function longestWord(text: string, { isBold, isCode }: Style): number {
  const most = Math.max(...text.split(/[\s\u200b]+|(?<=[-–—])/u).map((word) => [...word].length))
  if (isCode) return Math.min(most, mostCode) * codeLetter
  return most * (isBold ? boldLetter : letter)
}
