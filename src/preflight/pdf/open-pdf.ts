/** The objects of a finished PDF, by number: cross-reference streams and object streams (ISO 32000-1, 7.5.7, 7.5.8). */
import { inflateSync } from 'node:zlib'
import { type Dictionary, nameOf, Reader, Reference, type Value } from './read-objects.js'

interface Loaded {
  readonly value: Value
  readonly stream?: Buffer
}

/** A PDF that is open for reading. */
export class Pdf {
  readonly catalog: Dictionary
  /** Objects of the pages, in order. */
  readonly pages: readonly number[]
  private readonly entries: ReadonlyMap<number, Entry>
  private readonly loaded = new Map<number, Loaded>()
  private readonly file: Buffer
  private readonly text: string

  /** @throws Error where the file is no PDF with a cross-reference stream */
  constructor(bytes: Uint8Array) {
    this.file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.text = this.file.toString('latin1')
    const { entries, trailer } = readTable(this.file, this.text)
    this.entries = entries
    this.catalog = this.dictionary(trailer.get('Root'))
    this.pages = this.listPages(this.catalog.get('Pages')!)
  }

  load(number: number): Loaded {
    const known = this.loaded.get(number)
    if (known) return known
    const entry = this.entries.get(number)
    if (!entry) throw new Error(`The PDF has no object ${number}`)
    const resolve = (value: Value | undefined) => this.resolve(value)
    const loaded =
      entry.kind === 1
        ? readIndirect(this.file, this.text, entry.place, resolve)
        : readPacked(this.load(entry.place), entry.index)
    this.loaded.set(number, loaded)
    return loaded
  }

  resolve(value: Value | undefined): Value {
    return value instanceof Reference ? this.load(value.number).value : (value ?? null)
  }

  /** The dictionary that a value is or leads to; an empty one for nothing. */
  dictionary(value: Value | undefined): Dictionary {
    const found = this.resolve(value)
    return found instanceof Map ? found : new Map()
  }

  /** The members of an array, or the one thing that stands for it; nothing for nothing. */
  array(value: Value | undefined): readonly Value[] {
    const found = this.resolve(value)
    return Array.isArray(found) ? found : found === null ? [] : [found]
  }

  private listPages(node: Value): number[] {
    const entry = this.dictionary(node)
    if (nameOf(entry.get('Type')) === 'Page') return [(node as Reference).number]
    return this.array(entry.get('Kids')).flatMap((kid) => this.listPages(kid))
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
): { entries: ReadonlyMap<number, Entry>; trailer: Dictionary } {
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
