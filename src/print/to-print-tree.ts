/** A chapter's hast as the print edition wants it. */
import type { Element, ElementContent, Properties, Root, RootContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import type { MarkedUpChapter } from '../book/book.js'
import { visit } from '../book/visit.js'
import { drawCallout, drawNumber, drawSign } from './draw-code-marks.js'

/** Roles that make Chromium drop the Link tag of an `a` (notes/chrome-print.md §2, "Tags"). */
const rolesThatHideLinks = new Set(['doc-noteref', 'doc-backlink'])

/** Elements that open a block of their own. */
const blocks = new Set(
  'p div section header footer nav article ul ol li dl dt dd pre blockquote figure figcaption table aside h1 h2 h3 h4 h5 h6 hr details summary address'.split(
    ' ',
  ),
)

/** Elements whose text is a line each, or that browsers read by other rules. */
const unmixed = new Set([
  'pre',
  'code',
  'table',
  'thead',
  'tbody',
  'tr',
  'math',
  'svg',
  'ul',
  'ol',
  'dl',
])

/** U+FE0F asks for a coloured picture, which we do not print; its empty glyph would become a Type 3 font. */
const emojiSelector = '\ufe0f'

/**
 * Copy a chapter's tree: without what is for the EPUB only, with the place in the manuscript on every
 * block, and with the classes by which a page is opened.
 *
 * @param index of the chapter in the book; written into `data-at` for messages about layout
 */
export function toPrintTree(chapter: MarkedUpChapter, index: number): Root {
  const descriptions = descriptionsOf(chapter.hast)
  const copyAll = (children: readonly RootContent[]): ElementContent[] =>
    children.flatMap((child) => copy(child))

  /** Digits of the longest number in the code that is being copied. */
  let columns = 0
  const copy = (node: RootContent): ElementContent[] => {
    if (node.type === 'text')
      return [{ type: 'text', value: node.value.replaceAll(emojiSelector, '') }]
    if (node.type !== 'element') return [node as ElementContent]
    const classes = classesOf(node)
    if (classes.includes('only-epub')) return []
    if (node.tagName === 'pre') columns = columnsOf(classes)
    const drawn = drawMark(node, classes)
    if (drawn) return [drawn]
    const isCode = node.tagName === 'code' && hasLines(node)
    const children = isCode
      ? node.children.filter((child) => child.type === 'element')
      : node.children
    return [
      {
        type: 'element',
        tagName: node.tagName,
        properties: describedBy(descriptions, propertiesOf(node, index)),
        children: [
          ...(node.properties.dataNumber === undefined ? [] : [numberOf(node, columns)]),
          ...(unmixed.has(node.tagName) ? copyAll(children) : unmix(copyAll(children))),
        ],
      },
    ]
  }

  const children = copyAll(chapter.hast.children)
  const opening = children.find((child): child is Element => child.type === 'element')
  if (opening) {
    opening.properties.className = [
      ...classesOf(opening),
      ...(chapter.depth <= 1 ? ['opens'] : ['subchapter']),
    ]
    opening.properties.lang = chapter.language
    opening.properties.dataAt ??= `${index}:1:1`
  }
  return { type: 'root', children }
}

/** Numbers of lines, callouts in code and signs beside it are drawn. */
function drawMark(node: Element, classes: readonly string[]): Element | undefined {
  const label = String(node.properties.ariaLabel ?? textOf(node))
  if (classes[0] === 'line-mark')
    return drawSign(
      classes[1] === 'inserted' || classes[1] === 'deleted' ? classes[1] : 'marked',
      label,
    )
  if (classes[0] !== 'code-callout') return undefined
  const { ariaLabel: _, role: _role, ...properties } = node.properties
  return { ...node, properties, children: [drawCallout(textOf(node), label)] }
}

const columnsOf = (classes: readonly string[]): number =>
  Number(classes.find((name) => /^numbers-\d+$/.test(name))?.slice(8) ?? 0)

const numberOf = ({ properties }: Element, columns: number): Element =>
  drawNumber(String(properties.dataNumber), columns)

/** Long descriptions by id; they stand in the e-book only. */
function descriptionsOf(tree: Root): ReadonlyMap<string, string> {
  const descriptions = new Map<string, string>()
  visit(tree, 'element', ({ tagName, properties, children }) => {
    if (tagName !== 'details' || properties.id === undefined) return
    const words = children.filter(
      (child) => child.type !== 'element' || child.tagName !== 'summary',
    )
    const text = words.map((child) => textOf(child)).join(' ')
    descriptions.set(String(properties.id), text.replace(/\s+/g, ' ').trim())
  })
  return descriptions
}

/** What a page cannot unfold is told with the text alternative. */
function describedBy(descriptions: ReadonlyMap<string, string>, given: Properties): Properties {
  const { ariaDetails, ...properties } = given
  const words = ariaDetails === undefined ? undefined : descriptions.get(String(ariaDetails))
  if (words === undefined) return given
  if (properties.ariaLabel !== undefined)
    return { ...properties, ariaLabel: `${properties.ariaLabel} ${words}` }
  return { ...properties, alt: `${properties.alt ?? ''} ${words}`.trim() }
}

/** Put text that stands beside blocks into blocks of its own, so that every block holds only one of the two. */
function unmix(children: ElementContent[]): ElementContent[] {
  const isBlock = (child: ElementContent) => child.type === 'element' && blocks.has(child.tagName)
  if (!children.some(isBlock)) return children
  const unmixed: ElementContent[] = []
  let run: ElementContent[] = []
  const close = () => {
    const isSeen = run.some((child) => child.type !== 'text' || child.value.trim() !== '')
    if (isSeen) {
      const properties = { className: ['run'] }
      unmixed.push({ type: 'element', tagName: 'div', properties, children: run })
    } else unmixed.push(...run)
    run = []
  }
  for (const child of children) {
    if (isBlock(child)) {
      close()
      unmixed.push(child)
    } else run.push(child)
  }
  close()
  return unmixed
}

/** Lines are blocks in print: the newline between two of them would be a line of its own. */
const hasLines = (code: Element): boolean =>
  code.children.some((child) => child.type === 'element' && classesOf(child).includes('line'))

function propertiesOf(node: Element, index: number): Properties {
  const { epubType: _epubType, role, dataShare, dataWide, dataDark: _, ...rest } = node.properties
  const properties: Properties = { ...rest }
  if (dataShare !== undefined) properties.style = `flex: 0 1 ${dataShare}%`
  if (dataWide !== undefined) properties.style = `max-width: ${dataWide}px`
  if (typeof role === 'string' && !rolesThatHideLinks.has(role)) properties.role = role
  const start = node.position?.start
  if (node.tagName === 'p' && holdsPicturesOnly(node))
    properties.className = [...classesOf(node), 'picture']
  else if (node.tagName === 'p' && startsWithPicture(node))
    properties.className = [...classesOf(node), 'continued']
  if (node.tagName === 'p' && startsWithQuote(node)) properties.dataOpensQuote = ''
  if (start) properties.dataAt = `${index}:${start.line}:${start.column}`
  return properties
}

/** A paragraph of nothing but pictures is set as one, not as a line of text. */
const holdsPicturesOnly = (paragraph: Element): boolean =>
  paragraph.children.some((child) => child.type === 'element') &&
  paragraph.children.every((child) =>
    child.type === 'text'
      ? child.value.trim() === ''
      : child.type === 'element' &&
        (['img', 'svg', 'br'].includes(child.tagName) ||
          (child.tagName === 'a' && holdsPicturesOnly(child))),
  )

/** An opening quotation mark at the left edge hangs in the margin (styles/book.css). */
function startsWithQuote(element: Element): boolean {
  const [first] = element.children
  if (first?.type === 'text') return /^[“‘«‹„‚]/.test(first.value)
  return first?.type === 'element' && /^(em|strong|i|b|span|a|q)$/.test(first.tagName)
    ? startsWithQuote(first)
    : false
}

/** A picture as wide as the measure has no room for an indent before it. */
function startsWithPicture(element: Element): boolean {
  const first = element.children.find((child) => child.type !== 'text' || child.value.trim() !== '')
  return first?.type === 'element' && (first.tagName === 'img' || startsWithPicture(first))
}

/** The classes of an element as a list. */
export function classesOf(node: Element): string[] {
  const { className } = node.properties
  return Array.isArray(className)
    ? className.map(String)
    : String(className ?? '')
        .split(/\s+/)
        .filter(Boolean)
}
