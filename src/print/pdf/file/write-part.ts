/**
 * The objects of a run of pages, made in a thread of its own and numbered from 1, and their way into the file:
 * numbered anew there, and what several runs have alike (fonts, pictures) once.
 */
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { PdfWriter } from './write-pdf.js'

/** An object of a part. The key of what it hangs on in the parent tree is its own number. */
interface PartObject {
  /** The object, or the entries of a stream's dictionary without `<<` and `>>`. */
  readonly text: string
  /** Of a stream, encoded as its dictionary says. */
  readonly data?: Uint8Array
  /** Of what Chromium wrote: stands for its data. What is equal is one. */
  readonly hash?: string
}

/** By number, from 1; `undefined` for numbers that the file itself fills. */
export type Part = readonly (PartObject | undefined)[]

export interface PartWriter {
  readonly part: Part
  reserve(): number
  /** Write a stream, deflated. @param dictionary entries without `<<` and `>>` */
  addStream(dictionary: string, content: Buffer): number
  /** Fill a reserved number with a stream, deflated. */
  setStream(number: number, dictionary: string, content: Buffer): void
  /** Write what Chromium wrote; what it refers to has been written. */
  addCopy(text: string, data: Buffer | undefined): number
}

/** Begin a part. */
export function createPartWriter(): PartWriter {
  const part: (PartObject | undefined)[] = [undefined]
  const writer: PartWriter = {
    part,
    reserve: () => part.push(undefined) - 1,
    addStream(dictionary, content) {
      const number = writer.reserve()
      writer.setStream(number, dictionary, content)
      return number
    },
    setStream(number, dictionary, content) {
      part[number] = { text: `${dictionary} /Filter /FlateDecode`, data: deflateSync(content) }
    },
    addCopy(text, data) {
      const hash = data ? createHash('sha256').update(data).digest('base64') : ''
      return part.push({ text, hash, ...(data && { data }) }) - 1
    },
  }
  return writer
}

/**
 * Bring a part into the file.
 *
 * @param known copies by content, of all parts
 * @returns the numbers in the file, by those in the part
 */
export function joinPart(
  writer: PdfWriter,
  part: Part,
  known: Map<string, number>,
): readonly number[] {
  const numbers: number[] = [0]
  const written = new Set<number>()
  part.slice(1).forEach((object, index) => {
    // What a copy refers to stands before it, so that equal ones read alike by now.
    const key =
      object?.hash === undefined ? undefined : `${renumber(object.text, numbers)}\n${object.hash}`
    const same = key === undefined ? undefined : known.get(key)
    const number = same ?? writer.reserve()
    numbers.push(number)
    if (same === undefined) written.add(index + 1)
    if (key !== undefined) known.set(key, number)
  })
  for (const local of written) {
    const object = part[local]
    if (!object) continue
    const text = renumber(object.text, numbers)
    if (object.data) writer.setEncoded(numbers[local]!, text, Buffer.from(object.data))
    else writer.set(numbers[local]!, text)
  }
  return numbers
}

/** Give the objects that a dictionary names their numbers in the file. */
export const renumber = (text: string, numbers: readonly number[]): string =>
  text.replace(/\b(\d+) 0 R\b|\/StructParents (\d+)/g, (_, reference?: string, key?: string) =>
    reference ? `${numbers[Number(reference)]} 0 R` : `/StructParents ${numbers[Number(key)]}`,
  )
