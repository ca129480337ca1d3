/** Nodes that live only while a file is parsed, and small tools for the trees that hold them. */
import type { BlockContent, PhrasingContent } from 'mdast'
import type { CompileContext, Token } from 'mdast-util-from-markdown'
import type { Node, Parent } from 'unist'
import type { Attributes } from '../../book/mdast.js'

/** `{…}` in a text, before it is known what it belongs to. */
export interface AttributesNode extends Node {
  type: 'attributes'
  attributes: Attributes
  /** The manuscript's own characters. */
  value: string
}

/** `::: …` to `:::`, before its name is looked up. */
export interface FencedBlock extends Parent {
  type: 'fencedBlock'
  opening: Opening
  children: (BlockContent | FencedBlockLabel)[]
}

/** The title of a fenced block. */
export interface FencedBlockLabel extends Parent {
  type: 'fencedBlockLabel'
  children: PhrasingContent[]
}

/** `::name[label]{…}`. */
export interface LeafBlock extends Parent {
  type: 'leafBlock'
  opening: Opening
  children: PhrasingContent[]
}

/** `^[text]`, before it is a footnote. */
export interface InlineNote extends Parent {
  type: 'inlineNote'
  children: PhrasingContent[]
}

/** What the first line of a fenced block says. */
export interface Opening {
  readonly name?: string
  readonly attributes?: Attributes
  /** Where the title stands on the line, if there is one. */
  readonly label?: { readonly from: number; readonly to: number }
}

declare module 'mdast' {
  interface RootContentMap {
    attributes: AttributesNode
    fencedBlock: FencedBlock
    fencedBlockLabel: FencedBlockLabel
    inlineNote: InlineNote
    leafBlock: LeafBlock
  }
  interface BlockContentMap {
    fencedBlock: FencedBlock
    leafBlock: LeafBlock
  }
  interface PhrasingContentMap {
    attributes: AttributesNode
    inlineNote: InlineNote
  }
}

/** Reads the words of a caption, which stand in the manuscript at a node that is no text. */
export type ParseInline = (text: string, at: Node) => PhrasingContent[]

/** Append characters to the text before a token, or begin a text with them. */
export function appendText(context: CompileContext, token: Token, value: string): void {
  context.config.enter.data!.call(context, token)
  const text = context.stack.pop()
  if (text?.type !== 'text') throw new TypeError('Expected a text node to append to')
  text.value += value
  text.position!.end = { line: token.end.line, column: token.end.column, offset: token.end.offset }
}

/** Put attributes on a node: the label as `data.label`, all else as `data.hProperties`. */
export function applyAttributes(node: Node, attributes: Attributes): void {
  const data: { label?: string; hProperties?: Record<string, unknown> } = node.data ?? {}
  node.data = data
  if (attributes.label !== undefined) data.label = attributes.label
  const classes = attributes.classes
  // A handler of events is a script (HTML, §8.1.8), which no book runs.
  const pairs = Object.entries(attributes.pairs).filter(([key]) => !/^on/i.test(key))
  if (classes.length === 0 && pairs.length === 0) return
  const properties = data.hProperties ?? {}
  data.hProperties = properties
  for (const [key, value] of pairs) properties[key === 'float' ? 'dataFloat' : key] = value
  if (classes.length > 0) {
    const before = Array.isArray(properties.className) ? properties.className : []
    properties.className = [...before, ...classes]
  }
}

/** Join texts that stand side by side. */
export function joinTexts(children: PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = []
  for (const child of children) {
    const last = joined.at(-1)
    if (child.type === 'text' && last?.type === 'text') {
      last.value += child.value
      if (last.position && child.position) last.position.end = child.position.end
    } else if (child.type !== 'text' || child.value !== '') joined.push(child)
  }
  return joined
}
