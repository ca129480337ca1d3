/** Set formulas apart that `$$…$$` put inside a paragraph: the paragraph is split around them. */
import type { Paragraph, PhrasingContent, Root, RootContent } from 'mdast'
import type { Math as MathNode } from 'mdast-util-math'
import { SKIP, visit } from '../../book/visit.js'
import { applyAttributes } from '../tokenize/nodes.js'

/** Take formulas that are set apart out of their paragraphs; deeper ones stay, with `data.isDisplay`. */
export function setMathApart(tree: Root): void {
  visit(tree, 'paragraph', (paragraph, index, parent) => {
    if (!parent || index === undefined) return
    if (!paragraph.children.some(isDisplay)) return
    const blocks = split(paragraph)
    parent.children.splice(index, 1, ...(blocks as never[]))
    return [SKIP, index + blocks.length]
  })
}

const isDisplay = (node: PhrasingContent): boolean =>
  node.type === 'inlineMath' && node.data?.isDisplay === true

function split(paragraph: Paragraph): RootContent[] {
  const blocks: RootContent[] = []
  let pending: PhrasingContent[] = []
  paragraph.children.forEach((child) => {
    if (child.type === 'inlineMath' && isDisplay(child)) {
      flush()
      blocks.push({ type: 'math', value: child.value, position: child.position })
      return
    }
    const math = pending.length === 0 ? blocks.at(-1) : undefined
    if (math?.type === 'math') pending.push(...takeTail(math, child))
    else pending.push(child)
  })
  flush()
  return blocks

  function flush(): void {
    const children = trimEnds(pending)
    pending = []
    if (children.length === 0) return
    const position = { start: children[0]!.position!.start, end: children.at(-1)!.position!.end }
    const data = blocks.length > 0 ? { data: { isContinued: true } } : {}
    blocks.push({ type: 'paragraph', children, position, ...data })
  }
}

/** Give a formula what belongs to it: its attributes, its `(label)`, a lone full stop. */
function takeTail(math: MathNode, child: PhrasingContent): PhrasingContent[] {
  if (child.type === 'attributes' && math.data?.label === undefined) {
    applyAttributes(math, child.attributes)
    return []
  }
  if (child.type !== 'text') return [child]
  // Between a formula and its attributes; no paragraph begins with it.
  if (child.value.trim() === '') return []
  const [, stop, label, rest] =
    /^([.,;:]?)(?:\s*\((\p{L}[\p{L}\p{N}:._-]*)\)(?=\s*$))?([\s\S]*)$/u.exec(child.value)!
  if (label !== undefined) applyAttributes(math, { label, classes: [], pairs: {} })
  if (stop !== '' && (rest === '' || /^\s/.test(rest!))) {
    math.value += stop
    return rest === '' ? [] : [{ ...child, value: rest! }]
  }
  return [{ ...child, value: stop! + rest! }]
}

function trimEnds(children: PhrasingContent[]): PhrasingContent[] {
  const kept = [...children]
  const first = kept[0]
  if (first?.type === 'text') kept[0] = { ...first, value: first.value.trimStart() }
  const last = kept.at(-1)
  if (last?.type === 'text') kept[kept.length - 1] = { ...last, value: last.value.trimEnd() }
  if (kept.at(-1)?.type === 'break') kept.pop()
  if (kept[0]?.type === 'break') kept.shift()
  return kept.filter((child) => !(child.type === 'text' && child.value === ''))
}
