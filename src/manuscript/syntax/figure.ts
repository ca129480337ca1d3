/**
 * Figures: a paragraph that holds nothing but a picture whose alt text is words, as in pandoc's
 * `implicit_figures`. The caption is the picture's title, else its alt text.
 */
import type { BlockContent, Definition, Image, Paragraph, PhrasingContent, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { Figure } from '../../book/mdast.js'
import { SKIP, visit } from '../../book/visit.js'
import type { ParseInline } from '../tokenize/nodes.js'
import { readLabel } from '../tokenize/read-label.js'
import { makeSubfigures } from './subfigures.js'

/**
 * Make figures of pictures that stand alone.
 *
 * @param text the manuscript, in which an alt text still has its formulas and emphasis
 */
export function makeFigures(tree: Root, text: string, parseInline: ParseInline): void {
  resolveImageReferences(tree)
  setLabelledApart(tree)
  visit(tree, 'figure', (figure) => {
    visit(figure, 'image', takeAlternative)
    const credit = takeCredit(figure, (words) => parseInline(words, figure))
    if (credit) figure.data = { ...figure.data, credit }
  })
  makeSubfigures(tree, (paragraph, image) => {
    const parse = (caption: string) => parseInline(caption, image)
    const part = toFigure(paragraph, image, parse, text, true)
    return part ?? { type: 'figure', children: [paragraph], position: paragraph.position }
  })
  visit(tree, 'paragraph', (paragraph, index, parent) => {
    if (!parent || index === undefined || parent.type === 'figure') return
    const image = onlyImage(paragraph)
    if (!image) return
    const figure = toFigure(paragraph, image, (caption) => parseInline(caption, image), text)
    if (!figure) return
    parent.children[index] = figure
    return [SKIP, index + 1]
  })
}

/** Give `![…][name]` the address that the name stands for; then it is a picture like the others. */
function resolveImageReferences(tree: Root): void {
  const definitions = new Map<string, Definition>()
  visit(tree, 'definition', (definition) => {
    // The first of a name counts (CommonMark 0.31.2, §4.7).
    if (!definitions.has(definition.identifier)) definitions.set(definition.identifier, definition)
  })
  visit(tree, 'imageReference', (reference, index, parent) => {
    const definition = definitions.get(reference.identifier)
    if (!parent || index === undefined || !definition) return
    const { alt, data, position } = reference
    const { url, title } = definition
    parent.children[index] = { type: 'image', url, title, alt, ...(data ? { data } : {}), position }
  })
}

/**
 * A labelled picture on a line of its own is a figure even where the next line goes on with text: the label
 * says that the author means to refer to it.
 */
function setLabelledApart(tree: Root): void {
  visit(tree, 'paragraph', (paragraph, index, parent) => {
    if (!parent || index === undefined || parent.type === 'figure') return
    const [image, next] = paragraph.children
    if (image?.type !== 'image' || image.data?.label === undefined) return
    if (next?.type !== 'text' || !/^[ \t]*\n/.test(next.value)) return
    const rest = paragraph.children.slice(1)
    rest[0] = { ...next, value: next.value.replace(/^[ \t]*\n/, '') }
    const start = image.position?.end ?? paragraph.position?.start
    const positionOf = (from: 'image' | 'rest') =>
      paragraph.position && start
        ? from === 'image'
          ? { start: paragraph.position.start, end: start }
          : { start: { line: start.line + 1, column: 1 }, end: paragraph.position.end }
        : undefined
    const pieces: Paragraph[] = [
      { type: 'paragraph', children: [image], position: positionOf('image') },
      { type: 'paragraph', children: rest, position: positionOf('rest') },
    ]
    parent.children.splice(index, 1, ...pieces)
    return [SKIP, index + 2]
  })
}

/** `fig-alt="…"` is the text alternative of a picture, whatever its caption. */
function takeAlternative(image: Image): void {
  const properties = image.data?.hProperties
  const words = properties?.['fig-alt']
  if (typeof words !== 'string') return
  image.alt = words
  delete properties!['fig-alt']
}

/** `credit="Photo: Ada"` says whose a picture is. */
function takeCredit(
  { data }: Image | Figure,
  parse: (words: string) => PhrasingContent[],
): PhrasingContent[] | undefined {
  const words = data?.hProperties?.credit
  if (typeof words !== 'string') return undefined
  delete data!.hProperties!.credit
  return words.trim() === '' ? undefined : parse(words)
}

/** The picture that a paragraph consists of, in a link or not. */
function onlyImage(paragraph: Paragraph): Image | undefined {
  const children = paragraph.children.filter(
    (child) => !(child.type === 'text' && child.value.trim() === ''),
  )
  const only = children.length === 1 ? children[0]! : undefined
  if (only?.type === 'link' && only.children.length === 1) {
    return only.children[0]!.type === 'image' ? only.children[0] : undefined
  }
  return only?.type === 'image' ? only : undefined
}

function toFigure(
  paragraph: Paragraph,
  image: Image,
  parse: (caption: string) => PhrasingContent[],
  text: string,
  isPart = false,
): Figure | undefined {
  const properties = image.data?.hProperties
  const given = properties?.['fig-cap'] ?? properties?.caption
  const alternative = properties?.['fig-alt']
  const caption = typeof given === 'string' ? given : captionOf(image, text, isPart)
  const label = image.data?.label
  const credit = takeCredit(image, parse)
  if (caption === undefined && label === undefined && credit === undefined) return undefined
  for (const key of ['fig-cap', 'caption', 'fig-alt']) delete properties?.[key]
  if (typeof alternative === 'string') image.alt = alternative
  if (label !== undefined) delete image.data!.label
  const words = caption === undefined ? undefined : parse(caption)
  // The words of an inline note stand in the alt text as well, where no note can be called.
  const isAlternative = typeof given !== 'string' && !image.title
  if (words && isAlternative && typeof alternative !== 'string' && caption?.includes('^[')) {
    image.alt = plainText({ type: 'paragraph', children: words })
  }
  if (image.title === caption) image.title = null
  return {
    type: 'figure',
    children: [paragraph],
    ...(words === undefined ? {} : { caption: words }),
    ...(label === undefined && !credit
      ? {}
      : { data: { ...(label !== undefined && { label }), ...(credit && { credit }) } }),
    position: paragraph.position,
  }
}

/** Words that say something: neither one word, but of a part of a figure, nor the name of the file. */
function captionOf(image: Image, text: string, isPart: boolean): string | undefined {
  if (image.title) return image.title
  const alt = image.alt?.trim() ?? ''
  const name = decode(image.url)
    .split(/[\\/]/)
    .at(-1)!
    .replace(/[?#].*$/, '')
  const isFileName = [name, name.replace(/\.[^.]*$/, '')].includes(alt)
  if (isFileName || !(isPart ? alt : /\s/.test(alt))) return undefined
  const { start, end } = image.position ?? {}
  const raw = text.slice(start?.offset, end?.offset)
  const label = readLabel(raw, 1)
  return label ? raw.slice(label.from, label.to).replace(/\n[ \t>]*/g, '\n') : alt
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}

/** Split off the last paragraph of a `:::figure`, which is its caption, unless it holds a picture. */
export function takeTrailingCaption(content: BlockContent[]): {
  children: BlockContent[]
  caption?: PhrasingContent[]
} {
  const last = content.at(-1)
  const isCaption =
    content.length > 1 &&
    last?.type === 'paragraph' &&
    !last.children.some((child) => child.type === 'image')
  return isCaption
    ? { children: content.slice(0, -1), caption: last.children }
    : { children: content }
}
