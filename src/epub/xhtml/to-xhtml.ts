/**
 * hast → XHTML, in one pass over the tree. rehype-stringify writes HTML: no option makes it well-formed
 * XML, and MathML and SVG lose their namespaces.
 */
import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import type { Raw } from 'mdast-util-to-hast'
import { fitMath } from '../fit/fit-to-column.js'
import { stackTable } from '../fit/stack-table.js'
import { type Space, toAttributes, writeAttributes } from './attributes.js'
import { classOf } from './classes.js'
import { takeDark } from './dark-variant.js'
import { isBlock, nameElement, silentElements, voidElements } from './elements.js'
import { cleanText, escapeText } from './escape.js'
import { addDirection, addLanguage } from './language.js'
import { toStrictMath } from './to-strict-math.js'

/** What the writer must ask the book. */
export interface Surroundings {
  /** @returns the address to write for a link, or `undefined` where there is nothing to lead to */
  readonly link: (href: string) => string | undefined
  /** @returns the address of a picture in the EPUB, or `undefined` where the book has none */
  readonly picture: (source: string) => string | undefined
  /** Direction of what the nodes stand in; left to right where absent. */
  readonly direction?: string
}

/** One run of the writer. Ids are remembered, so that a repeated one is written once. */
interface Writing extends Surroundings {
  readonly ids: Set<string>
  /** In a table's cell. */
  readonly isInTable?: boolean
  /** In an equation that has a number beside it. */
  readonly isNumbered?: boolean
}

const namespaces = {
  html: 'http://www.w3.org/1999/xhtml',
  svg: 'http://www.w3.org/2000/svg',
  math: 'http://www.w3.org/1998/Math/MathML',
}

/**
 * Write nodes as XHTML for inside `<body>`. The result is well-formed whatever the tree holds; elements
 * of class `only-print` are left out.
 *
 * @param ids ids that the document has already; grows by those written
 */
export function toXhtml(
  tree: Root | Element,
  surroundings: Surroundings,
  ids: Set<string> = new Set(),
): string {
  const writing: Writing = { ...surroundings, ids }
  return tree.type === 'root'
    ? writeAll(tree.children, 'html', writing)
    : writeElement(tree, 'html', writing)
}

function writeAll(nodes: readonly RootContent[], space: Space, writing: Writing): string {
  let out = ''
  for (const node of nodes) {
    if (node.type === 'text') out += escapeText(node.value)
    else if (node.type === 'element') out += writeElement(node, space, writing)
    else if (node.type === 'raw') out += writeRaw(node.value, space)
  }
  return out
}

/** MathML comes as finished XML inside `math`; anywhere else, raw is only text that looks like markup. */
const writeRaw = (value: Raw['value'], space: Space): string =>
  space === 'math' ? toStrictMath(cleanText(value)) : escapeText(value)

/** Whether the e-book leaves an element out. */
export function isOnlyPrint(node: Element): boolean {
  const classes = node.properties.className
  return Array.isArray(classes) ? classes.includes('only-print') : classes === 'only-print'
}

/** Words with classes and nothing else, as in coloured code: three of four elements of a book with listings. */
function writeWords({ tagName, properties, children }: Element, around: Space): string | undefined {
  if (tagName !== 'span' || around !== 'html' || children.length !== 1) return undefined
  const [words] = children
  const { className } = properties
  if (words?.type !== 'text' || !Array.isArray(className) || className.length !== 1)
    return undefined
  for (const name in properties) if (name !== 'className') return undefined
  const [name] = className
  if (typeof name !== 'string' || !/^token-[a-z]+$/.test(name)) return undefined
  return `<span class="${name}">${escapeText(words.value)}</span>`
}

function writeElement(given: Element, around: Space, writing: Writing): string {
  const node = stackTable(given, writing.isInTable)
  const words = writeWords(node, around)
  if (words !== undefined) return words
  if (isOnlyPrint(node)) return ''
  const space = spaceOf(node.tagName, around)
  if (space !== 'html') return writeForeign(node, space, around, writing)
  if (silentElements.has(node.tagName)) return ''
  const name = isEmptyHead(node) ? 'td' : node.tagName
  const [tagName, extraClass] = nameElement(name, () => node.children.some(isBlockNode))
  const attributes = toAttributes(
    tagName,
    node.properties,
    space,
    extraClass ?? classOf(node, writing.isInTable),
  )
  keepOneId(attributes, writing.ids)
  addLanguage(attributes)
  const direction = addDirection(attributes, tagName, writing.direction)
  const inside = direction === writing.direction ? writing : { ...writing, direction }
  if (isEquation(node)) attributes.set('tabindex', '0')
  if (tagName === 'img' && !setSource(attributes, writing)) return writeMissing(attributes)
  if (tagName === 'a') setLink(attributes, writing)
  const dark = tagName === 'img' ? takeDark(attributes, writing.picture) : undefined
  const start = `<${tagName}${writeAttributes(attributes)}`
  if (dark) return `<img${writeAttributes(attributes)}/><img${writeAttributes(dark)}/>`
  if (voidElements.has(tagName)) return `${start}/>`
  const written = `${start}>${writeAll(sayHead(node), 'html', writingIn(node, inside))}</${tagName}>`
  return fitsOf(attributes) && tagName === 'table' ? `<div class="fits">${written}</div>` : written
}

function writingIn(node: Element, writing: Writing): Writing {
  if (node.tagName === 'table') return { ...writing, isInTable: true }
  return isEquation(node) ? { ...writing, isNumbered: node.children.length > 1 } : writing
}

/** A table that gives way to the width around it, which a box of its own has. */
const fitsOf = (attributes: ReadonlyMap<string, string>): boolean =>
  /\b(?:fit-\d|stacks\b)/.test(attributes.get('class') ?? '')

/** A formula that is all of a head says its words where checkers look for them (Ace, empty-table-header). */
function sayHead({ tagName, children }: Element): ElementContent[] {
  if (tagName !== 'th' || children.some((child) => child.type === 'text' && child.value.trim()))
    return children
  return children.map((child) => {
    if (child.type !== 'element' || child.tagName !== 'math') return child
    const properties = { role: 'math', ariaLabel: String(child.properties.alttext) }
    return { type: 'element', tagName: 'span', properties, children: [child] }
  })
}

/** A head that says nothing heads nothing (Ace, empty-table-header): the corner of a table is a plain cell. */
const isEmptyHead = ({ tagName, children }: Element): boolean =>
  tagName === 'th' && children.every((child) => child.type === 'text' && child.value.trim() === '')

/** A wide equation scrolls, and so must be reached without a mouse (Ace, scrollable-region-focusable). */
const isEquation = ({ tagName, properties: { className } }: Element): boolean =>
  tagName === 'div' && Array.isArray(className) && className.includes('equation')

const isBlockNode = (node: ElementContent): boolean =>
  node.type === 'element' && isBlock(node.tagName)

function spaceOf(tagName: string, around: Space): Space {
  if (tagName === 'svg' || tagName === 'math') return tagName
  return around
}

/** MathML and SVG keep their own names; each says its namespace once, where it begins. */
function writeForeign(node: Element, space: Space, around: Space, writing: Writing): string {
  const { tagName } = node
  if (!/^[a-zA-Z][\w.-]*$/.test(tagName) || tagName === 'script') {
    return tagName === 'script' ? '' : writeAll(node.children, space, writing)
  }
  const fit =
    tagName === 'math' && !writing.isInTable ? fitMath(node, writing.isNumbered) : undefined
  const attributes = toAttributes(tagName, node.properties, space, fit)
  keepOneId(attributes, writing.ids)
  // A link of a drawing that leads nowhere came here as a span.
  if (tagName === 'span') return writeAll(node.children, space, writing)
  if (tagName === 'a') {
    setLink(attributes, writing)
    // A link to nowhere is none (EPUBCheck ACC-011).
    if (!attributes.has('href') && !attributes.has('xlink:href'))
      return writeAll(node.children, space, writing)
    if (space === 'svg') nameLink(attributes, node)
  }
  let opening = ''
  if (space !== around) opening += ` xmlns="${namespaces[space]}"`
  const inside = isHtmlInside(tagName)
    ? writeEmbedded(node.children, writing)
    : writeAll(node.children.filter(isShownIn(tagName)), space, writing)
  const written = writeAttributes(attributes)
  if (space === 'svg' && around !== 'svg' && / xlink:/.test(written + inside))
    opening += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
  const start = `<${tagName}${opening}${written}`
  return inside === '' ? `${start}/>` : `${start}>${inside}</${tagName}>`
}

/** An annotation says what no reader shows, and stands in `semantics` only (MathML 3, §5.2). */
const isShownIn =
  (around: string) =>
  (child: ElementContent): boolean =>
    around === 'semantics' || child.type !== 'element' || !/^annotation/.test(child.tagName)

const isHtmlInside = (tagName: string): boolean => tagName === 'foreignObject'

/** HTML inside SVG needs its namespace again. */
function writeEmbedded(nodes: readonly ElementContent[], writing: Writing): string {
  const inside = writeAll(nodes, 'html', writing)
  return inside && `<div xmlns="${namespaces.html}">${inside}</div>`
}

function keepOneId(attributes: Map<string, string>, ids: Set<string>): void {
  const id = attributes.get('id')
  if (id === undefined) return
  if (id === '' || ids.has(id)) attributes.delete('id')
  else ids.add(id)
}

function setLink(attributes: Map<string, string>, writing: Writing): void {
  for (const name of ['href', 'xlink:href']) {
    const given = attributes.get(name)
    if (given === undefined) continue
    const href = writing.link(given)
    if (href === undefined) attributes.delete(name)
    else attributes.set(name, href)
  }
}

/** A link of a drawing has no text that every reader can find: say it in its title (EPUBCheck ACC-011). */
function nameLink(attributes: Map<string, string>, node: Element): void {
  const words = textOf(node).trim()
  if (words !== '' && !attributes.has('xlink:title')) attributes.set('xlink:title', words)
}

function setSource(attributes: Map<string, string>, writing: Writing): boolean {
  const source = writing.picture(attributes.get('src') ?? '')
  if (source === undefined) return false
  attributes.set('src', source)
  return true
}

/** Say in words what cannot be shown. */
function writeMissing(attributes: ReadonlyMap<string, string>): string {
  const words = attributes.get('alt') ?? ''
  if (words.trim() === '') return ''
  const kept = new Map([['class', 'missing-picture']])
  const id = attributes.get('id')
  if (id !== undefined) kept.set('id', id)
  return `<span${writeAttributes(kept)}>${escapeText(words)}</span>`
}
