/**
 * XML into a plain tree, fast: a build reads all of its own files once more. That a file is well-formed is
 * EPUBCheck's to say; what does not nest here ends the reading.
 */

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly parent: XmlElement | undefined
  readonly children: (XmlElement | string)[]
  /** Offset of its `<` in the source. */
  readonly at: number
}

export interface XmlDocument {
  readonly source: string
  readonly root: XmlElement
  /** All elements, in document order. */
  readonly elements: readonly XmlElement[]
  /** Comments, without their marks. */
  readonly comments: readonly string[]
}

const token =
  /<!--([\s\S]*?)-->|<!\[CDATA\[([\s\S]*?)\]\]>|<[?!][^>]*>|<(\/?)([^\s<>/]+)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** Read a document; nothing where it is not well-formed. */
export function readXml(source: string): XmlDocument | undefined {
  const top: XmlElement = { name: '', attributes: {}, parent: undefined, children: [], at: 0 }
  const elements: XmlElement[] = []
  const comments: string[] = []
  const known: KnownAttributes = new Map()
  let open = top
  token.lastIndex = 0
  while (token.lastIndex < source.length) {
    const at = token.lastIndex
    const found = token.exec(source)
    if (!found || found.index !== at) return undefined
    const [, comment, data, slash, name, given, isEmpty, text] = found
    if (text !== undefined) open.children.push(decode(text))
    else if (data !== undefined) open.children.push(data)
    else if (comment !== undefined) comments.push(comment)
    else if (slash) {
      if (open.name !== name || !open.parent) return undefined
      open = open.parent
    } else if (name !== undefined) {
      const element: XmlElement = {
        name,
        attributes: readAttributes(given!, known),
        parent: open,
        children: [],
        at,
      }
      elements.push(element)
      open.children.push(element)
      if (!isEmpty) open = element
    }
  }
  const root = elements[0]
  return open === top && root ? { source, root, elements, comments } : undefined
}

const none: Readonly<Record<string, string>> = {}

/** Most tags of a book are like others: those of coloured code, of paragraphs. */
type KnownAttributes = Map<string, Readonly<Record<string, string>>>

function readAttributes(given: string, known: KnownAttributes): Readonly<Record<string, string>> {
  if (given === '') return none
  const same = known.get(given)
  if (same) return same
  const attributes: Record<string, string> = {}
  known.set(given, attributes)
  for (const [, name, double, single] of given.matchAll(attribute))
    attributes[name!] = decode(double ?? single!)
  return attributes
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return entities[name] ?? whole
    return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal))
  })
}

/** The text of an element and all in it. */
export function textOf({ children }: XmlElement): string {
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')
}

/** The elements that are its children. */
export const childElements = ({ children }: XmlElement): XmlElement[] =>
  children.filter((child) => typeof child !== 'string')

/** Whether an element lies in one of these names, or is one. */
export function isWithin(element: XmlElement | undefined, names: ReadonlySet<string>): boolean {
  for (let one = element; one; one = one.parent) if (names.has(one.name)) return true
  return false
}

/** The elements in an element, in document order. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    yield child
    yield* descendants(child)
  }
}

/** The words of an attribute that lists words. */
export const words = (value: string | undefined): string[] =>
  value === undefined ? [] : value.split(/\s+/).filter(Boolean)
