/**
 * A new PDF, object by object. Dictionaries go into compressed object streams, and the table of objects into
 * a stream as well (ISO 32000-1, 7.5.7 and 7.5.8): half the size of a tagged book is dictionaries.
 */
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

export interface PdfWriter {
  /** Give out a number, to be filled with `set`. */
  reserve(): number
  set(number: number, object: string): void
  add(object: string): number
  /** Write a stream, deflated. @param dictionary entries without `<<` and `>>` */
  addStream(dictionary: string, content: Buffer): number
  /** Write a stream whose dictionary says how it is encoded. */
  addEncoded(dictionary: string, data: Buffer): number
  /** Fill a reserved number with a stream, deflated. */
  setStream(number: number, dictionary: string, content: Buffer): void
  /** Finish the file. Its `/ID` is a hash of all that it holds. */
  finish(catalog: number, info: number): Uint8Array
}

/** Dictionaries in one object stream: readers inflate a whole one to see one object of it. */
const objectsPerStream = 200

/** Kind of a row of the table (ISO 32000-1, table 18). */
type Row = readonly [kind: 1 | 2, place: number, index: number]

/** Begin a file. */
export function createPdfWriter(): PdfWriter {
  const header = Buffer.from('%PDF-1.7\n%\xd3\xeb\xe9\xe1\n', 'latin1')
  const pieces: Buffer[] = [header]
  const rows = new Map<number, Row>()
  const objects = new Map<number, string>()
  let offset = header.length
  let next = 1
  const put = (piece: Buffer) => {
    pieces.push(piece)
    offset += piece.length
  }
  const putStream = (number: number, dictionary: string, data: Buffer) => {
    rows.set(number, [1, offset, 0])
    put(Buffer.from(`${number} 0 obj\n<<${dictionary} /Length ${data.length}>> stream\n`, 'latin1'))
    put(data)
    put(Buffer.from('\nendstream\nendobj\n', 'latin1'))
  }
  const putObjects = () => {
    const all = [...objects]
    for (let from = 0; from < all.length; from += objectsPerStream) {
      const some = all.slice(from, from + objectsPerStream)
      const stream = next++
      let at = 0
      const places = some.map(([number, object], index) => {
        rows.set(number, [2, stream, index])
        const place = `${number} ${at}`
        at += object.length + 1
        return place
      })
      const head = `${places.join(' ')}\n`
      const body = Buffer.from(head + some.map(([, object]) => `${object}\n`).join(''), 'latin1')
      const entries = `/Type /ObjStm /N ${some.length} /First ${head.length} /Filter /FlateDecode`
      putStream(stream, entries, deflateSync(body))
    }
  }
  const writer: PdfWriter = {
    reserve: () => next++,
    set: (number, object) => void objects.set(number, object),
    add(object) {
      objects.set(next, object)
      return next++
    },
    addStream(dictionary, content) {
      writer.setStream(next, dictionary, content)
      return next++
    },
    addEncoded(dictionary, data) {
      putStream(next, dictionary, data)
      return next++
    },
    setStream: (number, dictionary, content) =>
      putStream(number, `${dictionary} /Filter /FlateDecode`, deflateSync(content)),
    finish(catalog, info) {
      putObjects()
      const number = next++
      const start = offset
      rows.set(number, [1, start, 0])
      const hash = createHash('sha256')
      for (const piece of pieces) hash.update(piece)
      const id = hash.digest('hex').slice(0, 32)
      const table = deflateSync(tableOf(rows, next))
      const entries = `/Type /XRef /Size ${next} /W [1 4 2] /Root ${catalog} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>] /Filter /FlateDecode`
      putStream(number, entries, table)
      put(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'))
      const file = Buffer.concat(pieces)
      return new Uint8Array(file.buffer, file.byteOffset, file.byteLength)
    },
  }
  return writer
}

/** Seven bytes an object: kind, place, index. */
function tableOf(rows: ReadonlyMap<number, Row>, size: number): Buffer {
  const table = Buffer.alloc(size * 7)
  // Object 0 heads the list of free ones (ISO 32000-1, 7.5.4).
  table.writeUInt16BE(0xffff, 5)
  for (const [number, [kind, place, index]] of rows) {
    table.writeUInt8(kind, number * 7)
    table.writeUInt32BE(place, number * 7 + 1)
    table.writeUInt16BE(index, number * 7 + 5)
  }
  return table
}
