/**
 * An independent reader of a finished PDF's tags: written from ISO 32000-1, it shares no code with src/print/pdf.
 * Reads cross-reference streams and object streams (7.5.7, 7.5.8), the structure tree (14.7) and marked content (14.6).
 */
import { inflateSync } from 'node:zlib'

export type Value = number | string | boolean | null | Name | Reference | Dictionary | Value[]
export class Name {
  constructor(readonly name: string) {}
}
export class Reference {
  constructor(readonly number: number) {}
}
export type Dictionary = Map<string, Value>

/** An element of the structure, with what it holds in order. */
export interface Element {
  readonly role: string
  readonly dictionary: Dictionary
  readonly parent: Element | undefined
  readonly object: number
  readonly kids: (Element | Mark | Annotation)[]
}
export interface Mark {
  readonly page: number
  /** Object of the form that holds it; absent for the page's own content. */
  readonly form?: number
  readonly mcid: number
}
export interface Annotation {
  readonly annotation: number
}

/** What stands in the content of a page or form. */
export interface Content {
  readonly page: number
  readonly form?: number
  readonly mcids: readonly number[]
  /** Operators in order, without repetitions. */
  readonly operators: ReadonlySet<string>
  /** Operators that paint outside of all marks. */
  readonly unmarked: readonly string[]
  /** Property lists of artefacts: `Pagination`, `Page`, `''`. */
  readonly artifacts: readonly string[]
}

const painting = new Set([
  'Tj',
  'TJ',
  "'",
  '"',
  'f',
  'F',
  'f*',
  'B',
  'B*',
  'b',
  'b*',
  'S',
  's',
  'sh',
  'Do',
])

/** Open a PDF. */
export function openTagged(bytes: Uint8Array) {
  const file = Buffer.from(bytes)
  const text = file.toString('latin1')
  const table = readTable(file, text)
  const opened = new Map<number, { value: Value; stream?: Buffer }>()

  function load(number: number): { value: Value; stream?: Buffer } {
    const known = opened.get(number)
    if (known) return known
    const entry = table.entries.get(number)
    if (!entry) throw new Error(`no object ${number}`)
    const loaded =
      entry.kind === 1
        ? readIndirect(file, text, entry.place, resolve)
        : readPacked(load(entry.place), entry.index)
    opened.set(number, loaded)
    return loaded
  }
  function resolve(value: Value | undefined): Value {
    return value instanceof Reference ? load(value.number).value : (value ?? null)
  }
  const dictionary = (value: Value | undefined): Dictionary => {
    const found = resolve(value)
    if (!(found instanceof Map)) throw new Error(`no dictionary: ${String(found)}`)
    return found
  }
  const array = (value: Value | undefined): Value[] => {
    const found = resolve(value)
    return Array.isArray(found) ? found : found === null ? [] : [found]
  }
  const catalog = dictionary(table.trailer.get('Root'))
  const pages = listPages(catalog.get('Pages')!)

  function listPages(node: Value): number[] {
    const entry = dictionary(node)
    if (nameOf(entry.get('Type')) === 'Page') return [(node as Reference).number]
    return array(entry.get('Kids')).flatMap(listPages)
  }

  function readTree(): Element[] {
    const read = (value: Value, parent: Element | undefined, page: number | undefined): Element => {
      const own = dictionary(value)
      const here = own.get('Pg')
      const pageHere = here instanceof Reference ? here.number : page
      const element: Element = {
        role: nameOf(own.get('S')),
        dictionary: own,
        parent,
        object: value instanceof Reference ? value.number : -1,
        kids: [],
      }
      for (const kid of array(own.get('K'))) {
        const inner = resolve(kid)
        if (typeof inner === 'number') element.kids.push({ page: pageHere!, mcid: inner })
        else if (!(inner instanceof Map)) throw new Error('a kid of no kind')
        else if (nameOf(inner.get('Type')) === 'OBJR')
          element.kids.push({ annotation: (inner.get('Obj') as Reference).number })
        else if (nameOf(inner.get('Type')) === 'MCR') {
          const stream = inner.get('Stm')
          const at = inner.get('Pg')
          element.kids.push({
            page: at instanceof Reference ? at.number : pageHere!,
            mcid: inner.get('MCID') as number,
            ...(stream instanceof Reference && { form: stream.number }),
          })
        } else element.kids.push(read(kid, element, pageHere))
      }
      return element
    }
    const root = dictionary(catalog.get('StructTreeRoot'))
    return array(root.get('K')).map((kid) => read(kid, undefined, undefined))
  }

  /** `/ParentTree`: what each number stands for. */
  function readParents(): Map<number, Value> {
    const parents = new Map<number, Value>()
    const visit = (node: Value | undefined): void => {
      const entry = dictionary(node)
      const numbers = array(entry.get('Nums'))
      for (let at = 0; at < numbers.length; at += 2)
        parents.set(numbers[at] as number, resolve(numbers[at + 1]))
      for (const kid of array(entry.get('Kids'))) visit(kid)
    }
    visit(dictionary(catalog.get('StructTreeRoot')).get('ParentTree'))
    return parents
  }

  function readContents(): Content[] {
    return pages.flatMap((page) => {
      const entry = dictionary(new Reference(page))
      const own = array(entry.get('Contents')).length
        ? (entry.get('Contents') as Reference).number
        : undefined
      const forms = [...dictionary(dictionary(entry.get('Resources')).get('XObject') ?? new Map())]
        .map(([, form]) => (form as Reference).number)
        .filter((form) => nameOf(dictionary(new Reference(form)).get('Subtype')) === 'Form')
      return [
        ...(own === undefined ? [] : [readContent(load(own).stream!, page)]),
        ...forms.map((form) => readContent(load(form).stream!, page, form)),
      ]
    })
  }

  return { catalog, pages, resolve, dictionary, array, load, readTree, readParents, readContents }
}

export const nameOf = (value: Value | undefined): string =>
  value instanceof Name ? value.name : ''

function readContent(stream: Buffer, page: number, form?: number): Content {
  const mcids: number[] = []
  const operators = new Set<string>()
  const unmarked: string[] = []
  const artifacts: string[] = []
  const open: boolean[] = []
  let operands: Value[] = []
  const reader = new Reader(stream.toString('latin1'))
  for (;;) {
    const token = reader.next()
    if (token === undefined) break
    if (!(token instanceof Operator)) {
      operands.push(token)
      continue
    }
    const { operator } = token
    operators.add(operator)
    if (operator === 'BDC' || operator === 'BMC') {
      const [tag, properties] = operands
      const mcid = properties instanceof Map ? properties.get('MCID') : undefined
      if (typeof mcid === 'number') mcids.push(mcid)
      const isArtifact = nameOf(tag) === 'Artifact'
      if (isArtifact)
        artifacts.push(properties instanceof Map ? nameOf(properties.get('Type')) : '')
      open.push(isArtifact || typeof mcid === 'number')
    } else if (operator === 'EMC') open.pop()
    else if (painting.has(operator) && !open.includes(true)) unmarked.push(operator)
    operands = []
  }
  return { page, ...(form !== undefined && { form }), mcids, operators, unmarked, artifacts }
}

class Operator {
  constructor(readonly operator: string) {}
}

/** Reads objects and operators (7.2, 7.3). */
class Reader {
  constructor(
    private readonly text: string,
    public at = 0,
  ) {}

  next(): Value | Operator | undefined {
    this.skip()
    const character = this.text[this.at]
    if (character === undefined) return undefined
    if (character === '/') return this.readName()
    if (character === '(') return this.readString()
    if (this.text.startsWith('<<', this.at)) return this.readDictionary()
    if (character === '<') {
      const end = this.text.indexOf('>', this.at)
      const digits = this.text.slice(this.at + 1, end)
      this.at = end + 1
      return Buffer.from(digits, 'hex').toString('latin1')
    }
    if (character === '[') {
      this.at += 1
      return this.readUntil(']') as Value[]
    }
    const word = /^[^\s()<>[\]{}/%]+/.exec(this.text.slice(this.at, this.at + 200))?.[0]
    if (word === undefined) throw new Error(`unreadable at ${this.at}`)
    this.at += word.length
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    const number = Number(word)
    if (Number.isNaN(number)) return new Operator(word)
    const reference = /^\s+\d+\s+R(?![A-Za-z])/.exec(this.text.slice(this.at, this.at + 30))
    if (!reference || !Number.isInteger(number)) return number
    this.at += reference[0].length
    return new Reference(number)
  }

  private skip(): void {
    while (/[\s%]/.test(this.text[this.at] ?? 'x')) {
      if (this.text[this.at] === '%') this.at = this.text.indexOf('\n', this.at)
      this.at += 1
    }
  }

  private readName(): Name {
    const name = /^[^\s()<>[\]{}/%]*/.exec(this.text.slice(this.at + 1, this.at + 200))![0]
    this.at += name.length + 1
    return new Name(name)
  }

  private readString(): string {
    let depth = 0
    const start = this.at
    for (; this.at < this.text.length; this.at++) {
      const character = this.text[this.at]
      if (character === '\\') this.at += 1
      else if (character === '(') depth += 1
      else if (character === ')' && --depth === 0) break
    }
    this.at += 1
    return this.text.slice(start + 1, this.at - 1)
  }

  private readUntil(end: string): (Value | Operator)[] {
    const values: (Value | Operator)[] = []
    for (;;) {
      this.skip()
      if (this.text.startsWith(end, this.at)) break
      values.push(this.next()!)
    }
    this.at += end.length
    return values
  }

  private readDictionary(): Dictionary {
    this.at += 2
    const values = this.readUntil('>>') as Value[]
    const dictionary: Dictionary = new Map()
    for (let at = 0; at < values.length; at += 2)
      dictionary.set(nameOf(values[at]), values[at + 1]!)
    return dictionary
  }
}

interface Entry {
  readonly kind: number
  readonly place: number
  readonly index: number
}

function readTable(
  file: Buffer,
  text: string,
): { entries: Map<number, Entry>; trailer: Dictionary } {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)![1])
  const { value, stream } = readIndirect(file, text, start, (value) => value ?? null)
  const trailer = value as Dictionary
  const widths = trailer.get('W') as number[]
  const [first, second, third] = widths as [number, number, number]
  const entries = new Map<number, Entry>()
  const size = first + second + third
  for (let number = 0; number * size < stream!.length; number++) {
    const at = number * size
    const kind = stream!.readUIntBE(at, first)
    const place = stream!.readUIntBE(at + first, second)
    const index = stream!.readUIntBE(at + first + second, third)
    if (kind > 0) entries.set(number, { kind, place, index })
  }
  return { entries, trailer }
}

function readIndirect(
  file: Buffer,
  text: string,
  place: number,
  resolve: (value: Value | undefined) => Value,
): { value: Value; stream?: Buffer } {
  const head = /^\d+ \d+ obj/.exec(text.slice(place, place + 30))
  if (!head) throw new Error(`no object at ${place}`)
  const reader = new Reader(text, place + head[0].length)
  const value = reader.next() as Value
  const isStream = /^\s*stream\r?\n/.exec(text.slice(reader.at, reader.at + 20))
  if (!isStream || !(value instanceof Map)) return { value }
  const begin = reader.at + isStream[0].length
  const raw = file.subarray(begin, begin + (resolve(value.get('Length')) as number))
  return { value, stream: nameOf(value.get('Filter')) === 'FlateDecode' ? inflateSync(raw) : raw }
}

function readPacked({ value, stream }: { value: Value; stream?: Buffer }, index: number) {
  const dictionary = value as Dictionary
  const text = stream!.toString('latin1')
  const numbers = text
    .slice(0, dictionary.get('First') as number)
    .trim()
    .split(/\s+/)
    .map(Number)
  const offset = numbers[index * 2 + 1]! + (dictionary.get('First') as number)
  return { value: new Reader(text, offset).next() as Value }
}
