/** Tie the text to the recordings: pieces that are said get ids, and each file of the e-book its times. */
import type { Element, ElementContent, Root, RootContent, Text } from 'hast'
import type { MarkedUpBook } from '../../book/book.js'
import type { Recording } from '../../book/narration.js'
import { type Line, listLines } from './list-lines.js'
import { type Piece, timeLines } from './time-lines.js'

/** A piece of the text and its stretch of the recording. */
export interface SaidPiece {
  /** Id of the element. */
  readonly id: string
  /** Seconds. */
  readonly begin: number
  readonly end: number
  /** What a listener may skip as a whole: the nearest note, figure or table around it. */
  readonly around?: { readonly id: string; readonly type: string }
}

/** A chapter that is read aloud. */
export interface Voice {
  readonly chapterId: string
  readonly recording: Recording
  /** In the order of the text; one at least. */
  readonly pieces: readonly SaidPiece[]
}

/** A narrated book: its trees are new, those of the book that is given stay as they are. */
export interface Narrated {
  readonly book: MarkedUpBook
  readonly voices: readonly Voice[]
}

/** Narrate a book. Reports `unmatched-narration` on the timings. */
export function narrateBook(book: MarkedUpBook, recordings: readonly Recording[]): Narrated {
  const voices: Voice[] = []
  const trees = new Map<Root, Root>()
  for (const recording of recordings) {
    const chapters = book.chapters.filter(({ file }) => file.path === recording.path)
    const linesOf = chapters.map(({ hast }) => listLines(hast))
    const pieces = timeLines(linesOf.flat(), recording)
    chapters.forEach(({ id, hast }, index) => {
      const lines = new Set(linesOf[index])
      const own = pieces.filter(({ line }) => lines.has(line))
      if (own.length === 0) return
      const { tree, said } = markPieces(hast, own, `${id}-voice`)
      trees.set(hast, tree)
      voices.push({ chapterId: id, recording, pieces: said })
    })
  }
  const chapters = book.chapters.map((chapter) => ({
    ...chapter,
    hast: trees.get(chapter.hast) ?? chapter.hast,
  }))
  return { book: { ...book, chapters }, voices }
}

/** Name what a listener may skip by its type in a media overlay (EPUB 3.3, §9.3.4). */
function skippable({ tagName, properties }: Element): string | undefined {
  if (properties.epubType === 'footnote') return 'footnote'
  return tagName === 'figure' || tagName === 'table' ? tagName : undefined
}

/** Give each piece an element with an id: the block around it, if it is all that the block holds, else a span. */
function markPieces(
  tree: Root,
  pieces: readonly Piece[],
  prefix: string,
): { readonly tree: Root; readonly said: SaidPiece[] } {
  const byParent = new Map<Element, Piece[]>()
  for (const piece of pieces)
    byParent.set(piece.line.parent, [...(byParent.get(piece.line.parent) ?? []), piece])
  const said: SaidPiece[] = []
  const say = ({ begin, end }: Piece, id: string, around: SaidPiece['around']) =>
    void said.push({ id, begin, end, ...(around && { around }) })
  const nextId = () => `${prefix}-${said.length + 1}`
  const rebuild = (node: Element, around: SaidPiece['around']): Element => {
    const type = skippable(node)
    const { id } = node.properties
    const inside = type !== undefined && id ? { id: String(id), type } : around
    const own = byParent.get(node) ?? []
    if (own.length === 1 && isWhole(own[0]!)) {
      const whole = id ? String(id) : nextId()
      say(own[0]!, whole, inside)
      return { ...node, properties: { ...node.properties, id: whole } }
    }
    const children: ElementContent[] = []
    const lines = new Map(own.map(({ line }) => [line.from, line]))
    for (let at = 0; at < node.children.length; ) {
      const line = lines.get(at)
      if (!line) {
        const child = node.children[at++]!
        children.push(child.type === 'element' ? rebuild(child, inside) : child)
        continue
      }
      for (const part of cut(
        line,
        own.filter((piece) => piece.line === line),
      )) {
        if (!part.piece) children.push(...part.nodes)
        else {
          const id = nextId()
          say(part.piece, id, inside)
          children.push({
            type: 'element',
            tagName: 'span',
            properties: { id },
            children: part.nodes,
          })
        }
      }
      at = line.to
    }
    return { ...node, children }
  }
  const children = tree.children.map(
    (child): RootContent => (child.type === 'element' ? rebuild(child, undefined) : child),
  )
  return { tree: { ...tree, children }, said }
}

const isWhole = ({ line, from, to }: Piece): boolean =>
  from === 0 &&
  to === line.words.length &&
  line.from === 0 &&
  line.to === line.parent.children.length

/** Nodes of a line, those of a piece together. */
interface Part {
  readonly piece?: Piece
  readonly nodes: ElementContent[]
}

/** Cut a line into what is said and what is not; white between pieces belongs to none. */
function cut({ parent, from, to, words }: Line, pieces: readonly Piece[]): Part[] {
  const parts: Part[] = []
  let [child, offset] = [from, 0]
  const take = (untilChild: number, untilOffset: number): ElementContent[] => {
    const nodes: ElementContent[] = []
    while (child < untilChild || (child === untilChild && offset < untilOffset)) {
      const node = parent.children[child]!
      if (node.type !== 'text') nodes.push(node)
      else {
        const end = child < untilChild ? node.value.length : untilOffset
        if (end > offset) nodes.push({ ...node, value: node.value.slice(offset, end) })
        if (child === untilChild) {
          offset = end
          break
        }
      }
      child += 1
      offset = 0
    }
    return nodes
  }
  const startOf = (index: number): [number, number] => {
    const word = words[index]
    return word ? [word.child, openingBefore(parent.children[word.child]!, word.offset)] : [to, 0]
  }
  for (const piece of pieces) {
    const [start] = [startOf(piece.from)]
    const before = piece.from === 0 ? [] : take(...start)
    if (before.length > 0) parts.push({ nodes: before })
    const nodes = take(...startOf(piece.to))
    const white = takeWhite(nodes)
    parts.push({ piece, nodes })
    if (white) parts.push({ nodes: [white] })
  }
  const rest = take(to, 0)
  if (rest.length > 0) parts.push({ nodes: rest })
  return parts
}

/** Signs before a word, such as a quotation mark, go with it. */
const openingBefore = (node: ElementContent, offset: number): number =>
  node.type === 'text' ? offset - /\S*$/.exec(node.value.slice(0, offset))![0].length : 0

/** Take the white from the end of nodes. */
function takeWhite(nodes: ElementContent[]): Text | undefined {
  const last = nodes.at(-1)
  if (last?.type !== 'text') return undefined
  const white = /\s*$/.exec(last.value)![0]
  if (white === '' || (nodes.length === 1 && white === last.value)) return undefined
  nodes[nodes.length - 1] = { ...last, value: last.value.slice(0, -white.length) }
  return { type: 'text', value: white }
}
