/**
 * The objects of a PDF as Skia writes it: a classic cross-reference table, no object streams, every
 * dictionary in the plain (notes/chrome-print.md §0). Enough to change what we must; not a PDF library.
 */
import { deflateSync, inflateSync } from 'node:zlib'

/** One object; what is not touched is copied byte for byte. */
interface Entry {
  readonly start: number
  readonly end: number
}

export interface PdfFile {
  readonly catalog: number
  readonly info: number
  /** Numbers of all objects, in the order of the file. */
  readonly numbers: readonly number[]
  /** The object's text up to its stream: `<</Type /Page …>>`. */
  dictionary(number: number): string
  /** The stream as it is in the file; `undefined` where there is none. */
  data(number: number): Buffer | undefined
  /** The stream, inflated; `undefined` where there is none. */
  stream(number: number): Buffer | undefined
  /** Replace an object, or add one. */
  set(number: number, dictionary: string): void
  setStream(number: number, content: Buffer): void
  add(dictionary: string): number
  addStream(dictionary: string, content: Buffer): number
  /** The whole file anew. @param id 32 hexadecimal digits for `/ID` */
  write(id: string): Buffer
}

const latin1 = (bytes: Buffer) => bytes.toString('latin1')

/** Open a PDF of Skia's. @throws Error where the file is not of that form, which is a bug of ours */
export function openPdf(bytes: Uint8Array): PdfFile {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { entries, trailer } = readTable(file)
  const changed = new Map<number, Buffer>()
  let next = Number(reference(trailer, /\/Size (\d+)/))
  const raw = (number: number): Buffer => {
    const entry = entries.get(number)
    return changed.get(number) ?? (entry ? file.subarray(entry.start, entry.end) : Buffer.alloc(0))
  }

  const pdf: PdfFile = {
    catalog: Number(reference(trailer, /\/Root (\d+) 0 R/)),
    info: Number(reference(trailer, /\/Info (\d+) 0 R/)),
    numbers: [...entries.keys()],
    dictionary(number) {
      const bytes = raw(number)
      const at = bytes.indexOf(' stream\n')
      const text = latin1(at < 0 ? bytes : bytes.subarray(0, at))
      return text.replace(/^\d+ 0 obj\n/, '').replace(/\n?endobj\s*$/, '')
    },
    data(number) {
      const bytes = raw(number)
      const at = bytes.indexOf(' stream\n')
      if (at < 0) return undefined
      const length = Number(/\/Length (\d+)/.exec(latin1(bytes.subarray(0, at)))?.[1] ?? 0)
      return bytes.subarray(at + 8, at + 8 + length)
    },
    stream(number) {
      const content = pdf.data(number)
      if (!content) return undefined
      return pdf.dictionary(number).includes('/FlateDecode') ? inflateSync(content) : content
    },
    set(number, dictionary) {
      changed.set(number, Buffer.from(`${number} 0 obj\n${dictionary}\nendobj\n`, 'latin1'))
    },
    setStream(number, content) {
      changed.set(number, streamObject(number, '', content))
    },
    add(dictionary) {
      pdf.set(next, dictionary)
      return next++
    },
    addStream(dictionary, content) {
      changed.set(next, streamObject(next, dictionary, content))
      return next++
    },
    write: (id) =>
      writeFile(pdf, [...new Set([...entries.keys(), ...changed.keys()])], raw, next, id),
  }
  return pdf
}

/** Metadata stays readable without a PDF reader (ISO 32000-1, 14.3.2); all else is deflated. */
function streamObject(number: number, dictionary: string, content: Buffer): Buffer {
  const isPlain = dictionary.includes('/Metadata')
  const data = isPlain ? content : deflateSync(content)
  const filter = isPlain ? '' : '/Filter /FlateDecode\n'
  return Buffer.concat([
    Buffer.from(
      `${number} 0 obj\n<<${dictionary}${filter}/Length ${data.length}>> stream\n`,
      'latin1',
    ),
    data,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
  ])
}

function readTable(file: Buffer): { entries: Map<number, Entry>; trailer: string } {
  const end = file.lastIndexOf('startxref')
  const tableAt = Number(
    latin1(file.subarray(end + 9))
      .trim()
      .split(/\s/)[0],
  )
  const table = latin1(file.subarray(tableAt, end))
  const trailerAt = table.indexOf('trailer')
  if (end < 0 || trailerAt < 0) throw new Error('The PDF has no classic cross-reference table')
  const lines = table.slice(0, trailerAt).split('\n').slice(2)
  const starts = lines.flatMap((line, number) =>
    line.includes(' n') ? [{ number, start: Number.parseInt(line, 10) }] : [],
  )
  starts.sort((one, other) => one.start - other.start)
  const entries = new Map(
    starts.map(
      ({ number, start }, index) =>
        [number, { start, end: starts[index + 1]?.start ?? tableAt }] as const,
    ),
  )
  return { entries, trailer: table.slice(trailerAt) }
}

function writeFile(
  pdf: PdfFile,
  numbers: readonly number[],
  raw: (number: number) => Buffer,
  size: number,
  id: string,
): Buffer {
  const header = Buffer.from('%PDF-1.7\n%\xd3\xeb\xe9\xe1\n', 'latin1')
  const pieces: Buffer[] = [header]
  const offsets: number[] = []
  let offset = header.length
  for (const number of numbers) {
    const bytes = raw(number)
    offsets[number] = offset
    offset += bytes.length
    pieces.push(bytes)
  }
  const rows = Array.from({ length: size }, (_, number) => {
    const at = offsets[number]
    return at === undefined ? '0000000000 65535 f \n' : `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const trailer = `<</Size ${size}\n/Root ${pdf.catalog} 0 R\n/Info ${pdf.info} 0 R\n/ID [<${id}> <${id}>]>>`
  pieces.push(
    Buffer.from(
      `xref\n0 ${size}\n${rows.join('')}trailer\n${trailer}\nstartxref\n${offset}\n%%EOF\n`,
      'latin1',
    ),
  )
  return Buffer.concat(pieces)
}

function reference(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`The PDF's trailer lacks ${pattern}`)
  return found
}
