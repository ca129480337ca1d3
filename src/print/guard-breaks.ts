/**
 * Where lines may end, beyond what Unicode says (UAX 14): never in a number such as `9-5`, which Chromium divides
 * after its hyphen, nor between a formula and the full stop after it, where CSS lets lines end (CSS Text 3, § 5.1);
 * but in long names of code, which would else make the spaces of their lines as wide as words.
 */
import type { Element, ElementContent, Root } from 'hast'

/** A number of parts, alone in its word or in brackets: of figures, versions, years, pages. */
const numbers = /(?<![^\s([{“‘"'\u00a0])(\p{L}{0,2}[\d:.]{1,6})([-–])(\d{1,5})(?![\p{L}\p{N}/-])/gu

/** Hyphens and dashes after which no line ends; a word joiner (U+2060) paints nothing. */
const joined: Readonly<Record<string, string>> = { '-': '\u2011', '–': '–\u2060' }

/** What stays with a formula before it, and after it. */
const opensFormula = /[([{“‘/–-]+$/u
const closesFormula = /^[\])}”’.,;:!?…%/–-]+(?:\p{L}{1,2}(?!\p{L}))?/u

/** Letters from which a name in code may be divided, and that stay together on either side. */
const [longName, fewestTogether] = [12, 4]

/** After these a name may be divided (The Chicago Manual of Style, 18th edition, 7.49, for addresses). */
const joints = /::|->|[/.,_=&|:;)\]}>](?=[\p{L}\p{N}_([{<])/gu

/** Guard the numbers of a tree, and open the long names. Changes the tree. */
export function guardBreaks(tree: Root): void {
  const visit = (node: Root | Element): void => {
    node.children = (node.children as ElementContent[]).flatMap((child) => {
      if (child.type === 'text') {
        child.value = child.value.replace(
          numbers,
          (_, first: string, mark: string, last: string) => first + joined[mark] + last,
        )
        return opensText.test(child.value) ? open(child) : [child]
      }
      if (child.type !== 'element' || whole.has(child.tagName)) return [child]
      if (child.tagName === 'code') child.children = child.children.flatMap(open)
      else visit(child)
      return [child]
    })
    node.children = holdFormulas(node.children as ElementContent[])
  }
  visit(tree)
}

/** Keep a formula together with the marks that stand against it. */
function holdFormulas(children: ElementContent[]): ElementContent[] {
  if (!children.some(isFormula)) return children
  const held: ElementContent[] = []
  for (const child of children) {
    const before = held.at(-1)
    if (isFormula(child)) {
      const mark = before?.type === 'text' ? (opensFormula.exec(before.value)?.[0] ?? '') : ''
      if (before?.type === 'text' && mark) before.value = before.value.slice(0, -mark.length)
      held.push(hold([...(mark ? [{ type: 'text' as const, value: mark }] : []), child]))
    } else if (child.type === 'text' && before?.type === 'element' && isHeld(before)) {
      const mark = closesFormula.exec(child.value)?.[0] ?? ''
      if (mark) before.children.push({ type: 'text', value: mark })
      held.push({ ...child, value: child.value.slice(mark.length) })
    } else held.push(child)
  }
  return held.flatMap((child) =>
    child.type === 'element' && isHeld(child) && child.children.length === 1
      ? child.children
      : child,
  )
}

const isFormula = (child: ElementContent): child is Element =>
  child.type === 'element' && child.tagName === 'math' && child.properties.display !== 'block'

const hold = (children: ElementContent[]): Element => ({
  type: 'element',
  tagName: 'span',
  properties: { className: ['held'] },
  children,
})

const isHeld = ({ properties }: Element): boolean =>
  Array.isArray(properties.className) && properties.className[0] === 'held'

/** A text that holds an address, a path or a name of code. */
const opensText = /[\p{L}\p{N}](?:[/_=]|::)[\p{L}\p{N}]/u

/** What has lines of its own, or no lines. */
const whole = new Set(['pre', 'math', 'svg', 'script', 'style', 'textarea'])

/** Put places at which a line may end into the long names of a text. */
function open(node: ElementContent): ElementContent[] {
  if (node.type !== 'text') return [node]
  const children: ElementContent[] = []
  let text = ''
  const close = () => {
    if (text !== '') children.push({ type: 'text', value: text })
    text = ''
  }
  for (const run of node.value.split(/(\s+)/)) {
    const pieces = divide(run)
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) {
        close()
        children.push({ type: 'element', tagName: 'wbr', properties: {}, children: [] })
      }
      text += piece
    }
  }
  close()
  return children
}

/** Divide a name into pieces, after each of which a line may end. */
function divide(name: string): string[] {
  if (name.length < longName) return [name]
  const pieces: string[] = []
  let from = 0
  for (const { 0: joint, index } of name.matchAll(joints)) {
    const at = index + joint.length
    if (at - from < fewestTogether || name.length - at < fewestTogether) continue
    pieces.push(name.slice(from, at))
    from = at
  }
  return [...pieces, name.slice(from)]
}
