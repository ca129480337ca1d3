/**
 * Components of mdBook's preprocessors and of MDX: `<Listing caption="…">` … `</Listing>`, tags on lines of
 * their own or in a text. Names have a capital and a small letter. Only what is closed, or empty (`<X />`),
 * is a component: `Vec<String>` never is. What each becomes is in `component-kinds.ts`.
 */
import type { Html, Root, RootContent } from 'mdast'
import type { Point } from 'micromark-util-types'
import type { VFile } from 'vfile'
import type { ParseInline } from '../tokenize/nodes.js'
import { lineEnd, plannedBlock, type Step } from '../tokenize/planned-block.js'
import { linesFrom, type Source } from '../tokenize/source.js'
import type { BoxNames } from './box-kinds.js'
import { type ComponentTag, componentMaker, htmlNames } from './component-kinds.js'
import type { Syntax } from './syntax.js'

const attribute = String.raw`\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{[^{}]*\}|[^\s"'=<>{}\x60/]+))?`
const tag = String.raw`<(/?)((?=[A-Z]\w*[a-z])[A-Z][\w.]*)((?:${attribute})*)\s*(/?)>`
const tagLine = new RegExp(String.raw`^(?:${tag}[ \t]*)+$`)

/** Make the parser's part that takes lines of nothing but tags, so that what is between them is Markdown. */
export function component(source: Source): Syntax {
  let closed: ReadonlySet<string> | undefined
  const plan = (point: Point, interrupts: boolean): Step[] | undefined => {
    const { text } = linesFrom(source, point)(point.line)!
    if (!tagLine.test(text.trimEnd())) return undefined
    closed ??= new Set([...source.text.matchAll(/<\/([A-Z][\w.]*)\s*>/g)].map(([, name]) => name!))
    const tags = readTags(text) ?? []
    // An empty one may be a word of the line before.
    if (tags.length === 0 || tags.every(({ isEmpty }) => isEmpty) === interrupts) return undefined
    if (tags.some(({ name, isEmpty }) => !isEmpty && !closed!.has(name))) return undefined
    return [
      { do: 'enter', type: 'componentLine' },
      { do: 'take', type: 'componentTags', to: lineEnd },
      { do: 'exit', type: 'componentLine' },
    ]
  }
  return {
    sign: /<\/?[A-Z]/,
    micromark: {
      flow: {
        60: [
          plannedBlock('component', (point) => plan(point, true), true),
          plannedBlock('emptyComponent', (point) => plan(point, false), false),
        ],
      },
    },
    fromMarkdown: {
      enter: {
        componentLine(token) {
          this.enter({ type: 'html', value: this.sliceSerialize(token) }, token)
        },
      },
      exit: {
        componentLine(token) {
          this.exit(token)
        },
      },
    },
  }
}

/** The tags that a text consists of; `undefined` where it holds anything else. */
function readTags(text: string): ComponentTag[] | undefined {
  const matches = [...text.matchAll(new RegExp(tag, 'g'))]
  if (matches.length === 0 || text.replace(new RegExp(tag, 'g'), '').trim() !== '') return undefined
  const tags = matches.map(([source, slash, name, attributes, end]) => ({
    source,
    name: name!,
    isClosing: slash !== '',
    isEmpty: end !== '',
    pairs: readPairs(attributes!),
  }))
  return tags.some(({ name }) => htmlNames.has(name.toLowerCase())) ? undefined : tags
}

/** Attributes with their values; `{"x"}` and `{2}` are the values of JavaScript. */
function readPairs(attributes: string): Record<string, string> {
  const pair = /([\w:@.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|\{\s*["']?([^{}]*?)["']?\s*\}|(\S+)))?/g
  return Object.fromEntries(
    [...attributes.matchAll(pair)].map(([, key, ...values]) => [
      key!,
      values.find((value) => value !== undefined) ?? '',
    ]),
  )
}

/** Give every component of a tree its meaning, the innermost first; what is none stays raw HTML. */
export function resolveComponents(
  tree: Root,
  names: BoxNames,
  parseInline: ParseInline,
  file: VFile,
): void {
  const make = componentMaker(names, parseInline, file)
  resolveIn(tree)

  function resolveIn(parent: { type: string; children: RootContent[] }): void {
    const isText = textParents.has(parent.type)
    if (!isText) parent.children = parent.children.flatMap(unwrap)
    for (const child of parent.children) if ('children' in child) resolveIn(child as typeof parent)
    const parts = parent.children.map((child) => ({ child, tags: tagsOf(child) }))
    if (parts.every(({ tags }) => tags === undefined)) return
    parent.children = pairTags(parts, (...given) => make(isText, ...given))
  }
}

/** Nodes that hold words, not blocks. */
const textParents = new Set(
  'paragraph heading tableCell emphasis strong delete link linkReference span verseLine definitionTerm'.split(
    ' ',
  ),
)

const tagsOf = (child: RootContent): ComponentTag[] | undefined =>
  child.type === 'html' ? readTags(child.value) : undefined

/** Take a component out of a paragraph that holds nothing else: its tags were written beside its words. */
function unwrap(child: RootContent): RootContent[] {
  if (child.type !== 'paragraph') return [child]
  const [first, ...others] = child.children.filter(
    (one) => !(one.type === 'text' && one.value.trim() === ''),
  )
  const last = others.pop()
  const opening = first && tagsOf(first)?.[0]
  if (!opening || opening.isClosing) return [child]
  if (!last) return [first]
  const isWhole =
    tagsOf(last)?.[0]?.isClosing === true &&
    tagsOf(last)![0]!.name === opening.name &&
    !others.some((one) => tagsOf(one)?.[0]?.name === opening.name)
  if (!isWhole) return others.length === 0 && tagsOf(last) ? [first, last] : [child]
  const words = child.children.slice(
    child.children.indexOf(first) + 1,
    child.children.indexOf(last),
  )
  return [first, { ...child, children: words }, last]
}

interface Open {
  readonly tag?: ComponentTag
  readonly node?: Html
  readonly items: RootContent[]
}

/** Find what closes what; tags without a partner stay as they are. */
function pairTags(
  parts: readonly { child: RootContent; tags: ComponentTag[] | undefined }[],
  make: (tag: ComponentTag, items: RootContent[], at: Html) => RootContent[] | undefined,
): RootContent[] {
  const open: Open[] = [{ items: [] }]
  const put = (...items: RootContent[]) => open.at(-1)!.items.push(...items)
  const giveUp = () => {
    const { tag, node, items } = open.pop()!
    put({ ...node!, value: tag!.source }, ...items)
  }
  for (const { child, tags } of parts) {
    if (!tags) put(child)
    for (const tag of tags ?? []) {
      const node = child as Html
      const literal = { ...node, value: tag.source }
      const at = tag.isClosing ? open.findLastIndex((one) => one.tag?.name === tag.name) : -1
      if (at > 0) {
        while (open.length - 1 > at) giveUp()
        const { tag: opening, node: start, items } = open.pop()!
        put(...make(opening!, items, spanning(start!, node))!)
      } else if (tag.isEmpty) put(...(make(tag, [], node) ?? [literal]))
      else if (tag.isClosing) put(literal)
      else open.push({ tag, node, items: [] })
    }
  }
  while (open.length > 1) giveUp()
  return open[0]!.items
}

const spanning = (start: Html, end: Html): Html =>
  start.position && end.position
    ? { ...start, position: { start: start.position.start, end: end.position.end } }
    : start
