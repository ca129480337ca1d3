/**
 * Lists with letters, Roman numbers, `(1)` or `#.` (pandoc, Manual, `fancy_lists`), which CommonMark takes for
 * a paragraph. Two items at least, in order from the first, tell a list from a line that begins with `a.`
 */
import type { List, ListItem, Paragraph, PhrasingContent, Root, RootContent } from 'mdast'
import { toRoman } from '../../book/to-roman.js'
import { visit } from '../../book/visit.js'
import { joinTexts } from '../tokenize/nodes.js'

const marker = /^[ \t]*(\(?)([a-z]{1,5}|[A-Z]{1,5}|\d{1,3}|#)([.)])[ \t]+(?=\S|$)/

interface Mark {
  /** What stands around the number. */
  readonly style: string
  readonly number: string
}

/** A line of a paragraph. */
interface Line {
  readonly mark?: Mark
  readonly children: PhrasingContent[]
}

/** Make lists of paragraphs whose lines are numbered so. */
export function makeLetteredLists(tree: Root): void {
  visit(tree, (parent) => {
    if (!('children' in parent)) return
    const children = parent.children as RootContent[]
    for (let index = 0; index < children.length; index++) {
      const made = makeList(children.slice(index), parent.type === 'listItem')
      if (made) children.splice(index, made.taken, ...made.nodes)
    }
  })
}

/** Make a list of the paragraph that some blocks begin with, and of those that go on with it. */
function makeList(
  blocks: readonly RootContent[],
  mayFollowText: boolean,
): { taken: number; nodes: RootContent[] } | undefined {
  const [first] = blocks
  if (first?.type !== 'paragraph') return undefined
  const lines = splitLines(first)
  const start = lines.findIndex(({ mark }) => mark !== undefined)
  if (start < 0 || (start > 0 && !mayFollowText)) return undefined
  const items = toItems(lines.slice(start))
  let taken = 1
  for (let next = blocks[taken]; next?.type === 'paragraph'; next = blocks[taken]) {
    const more = splitLines(next)
    if (!more[0]?.mark) break
    const longer = [...items, ...toItems(more)]
    if (!typeOf(longer)) break
    items.splice(0, items.length, ...longer)
    taken++
  }
  const type = items.length > 1 ? typeOf(items) : undefined
  if (type === undefined) return undefined
  const { position } = first
  const end = blocks[taken - 1]!.position?.end
  const lead = lines.slice(0, start).flatMap(({ children }) => children)
  const before: Paragraph[] = lead.length > 0 ? [{ ...first, children: trimEnd(lead) }] : []
  const list: List = {
    type: 'list',
    ordered: true,
    start: 1,
    spread: taken > 1,
    children: items.map((item) => toListItem(item, first, taken > 1)),
    ...(type === '1' ? {} : { data: { hProperties: { type } } }),
    ...(position && end ? { position: { start: position.start, end } } : {}),
  }
  return { taken, nodes: [...before, list] }
}

/** Take a paragraph apart at the ends of its lines. */
function splitLines({ children }: Paragraph): Line[] {
  const lines: { mark?: Mark; children: PhrasingContent[] }[] = [{ children: [] }]
  for (const child of children) {
    const parts = child.type === 'text' ? child.value.split(/(?<=\n)/) : []
    parts.forEach((value, index) => {
      if (index > 0) lines.push({ children: [] })
      lines.at(-1)!.children.push({ type: 'text', value, position: child.position })
    })
    if (child.type !== 'text') lines.at(-1)!.children.push(child)
    else if (child.value.endsWith('\n')) lines.push({ children: [] })
  }
  return lines.map(readMark)
}

function readMark(line: Line): Line {
  const [first, ...others] = line.children
  const match = first?.type === 'text' ? marker.exec(first.value) : null
  if (!match || first?.type !== 'text') return line
  const [whole, before, number, after] = match
  // `1.` and `1)` are CommonMark's, and begin a list where it says so.
  if (/\d/.test(number!) && before === '') return line
  const rest = { ...first, value: first.value.slice(whole.length) }
  return { mark: { style: `${before}${after}`, number: number! }, children: [rest, ...others] }
}

/** Lines without a mark go on with the item before. */
function toItems(lines: readonly Line[]): Line[] {
  const items: Line[] = []
  for (const line of lines) {
    const last = items.at(-1)
    if (line.mark || !last) items.push({ ...line, children: [...line.children] })
    else last.children.push(...line.children)
  }
  return items
}

/** The `type` of HTML's `ol` (§4.4.5) by which the marks count up from the first; `undefined` if they do not. */
function typeOf(items: readonly Line[]): string | undefined {
  const style = items[0]?.mark?.style
  const counters: Readonly<Record<string, (value: number) => string>> = {
    i: (value) => toRoman(value).toLowerCase(),
    I: (value) => toRoman(value).toUpperCase(),
    a: (value) => String.fromCharCode(96 + value),
    A: (value) => String.fromCharCode(64 + value),
    '1': (value) => (items[0]?.mark?.number === '#' ? '#' : String(value)),
  }
  return Object.keys(counters).find((type) =>
    items.every(
      ({ mark }, index) => mark?.style === style && mark?.number === counters[type]!(index + 1),
    ),
  )
}

function toListItem({ children }: Line, { position }: Paragraph, spread: boolean): ListItem {
  const paragraph: Paragraph = { type: 'paragraph', children: trimEnd(children), position }
  return { type: 'listItem', spread, children: [paragraph], position }
}

function trimEnd(children: PhrasingContent[]): PhrasingContent[] {
  const last = children.at(-1)
  if (last?.type === 'text')
    children[children.length - 1] = { ...last, value: last.value.trimEnd() }
  return joinTexts(children)
}
