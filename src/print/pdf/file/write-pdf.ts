/**
 * A new PDF, object by object. Dictionaries go into compressed object streams, and the table of objects into
 * a stream as well (ISO 32000-1, 7.5.7 and 7.5.8): half the size of a tagged book is dictionaries.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate as deflateWith } from 'node:zlib'

/** In threads of Node's own. */
const deflate = promisify(deflateWith)

export interface PdfWriter {
  /** Give out a number, to be filled with `set`. */
  reserve(): number
  set(number: number, object: string): void
  add(object: string): number
  /** Write a stream whose dictionary says, in entries without `<<` and `>>`, how it is encoded. */
  addEncoded(dictionary: string, data: Buffer): number
  /** Fill a reserved number with a stream whose dictionary says how it is encoded. */
  setEncoded(number: number, dictionary: string, data: Buffer): void
  /** Finish the file. Its `/ID` is a hash of all that it holds. */
  finish(catalog: number, info: number): Promise<Uint8Array>
}

/** Dictionaries in one object stream: readers inflate a whole one to see one object of it. */
const objectsPerStream = 200

/** A row of the table (ISO 32000-1, table 18). */
interface Row {
  readonly number: number
  readonly kind: 1 | 2
  readonly place: number
  readonly index: number
}

interface Stream {
  readonly number: number
  /** Entries without `<<` and `>>`. */
  readonly dictionary: string
  readonly data: Buffer | Promise<Buffer>
}

/** Begin a file. */
export function createPdfWriter(): PdfWriter {
  const streams: Stream[] = []
  const objects = new Map<number, string>()
  let next = 1
  const putObjects = (): Row[] => {
    const all = [...objects]
    const rows: Row[] = []
    for (let from = 0; from < all.length; from += objectsPerStream) {
      const some = all.slice(from, from + objectsPerStream)
      const stream = next++
      let at = 0
      const places = some.map(([number, object], index) => {
        rows.push({ number, kind: 2, place: stream, index })
        const place = `${number} ${at}`
        at += object.length + 1
        return place
      })
      const head = `${places.join(' ')}\n`
      const body = Buffer.from(head + some.map(([, object]) => `${object}\n`).join(''), 'latin1')
      const entries = `/Type /ObjStm /N ${some.length} /First ${head.length} /Filter /FlateDecode`
      streams.push({ number: stream, dictionary: entries, data: deflate(body) })
    }
    return rows
  }
  const writer: PdfWriter = {
    reserve: () => next++,
    set: (number, object) => void objects.set(number, object),
    add(object) {
      objects.set(next, object)
      return next++
    },
    addEncoded(dictionary, data) {
      writer.setEncoded(next, dictionary, data)
      return next++
    },
    setEncoded: (number, dictionary, data) => void streams.push({ number, dictionary, data }),
    async finish(catalog, info) {
      const rows = putObjects()
      const body = layOut(await Promise.all(streams.map(toObject)))
      const number = next++
      rows.push(...body.rows, { number, kind: 1, place: body.length, index: 0 })
      const hash = createHash('sha256')
      for (const piece of body.pieces) hash.update(piece)
      const id = hash.digest('hex').slice(0, 32)
      const table = await deflate(tableOf(rows, next))
      const entries = `/Type /XRef /Size ${next} /W [1 4 2] /Root ${catalog} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>] /Filter /FlateDecode`
      const last = await toObject({ number, dictionary: entries, data: table })
      const end = Buffer.from(`startxref\n${body.length}\n%%EOF\n`, 'latin1')
      const file = Buffer.concat([...body.pieces, ...last.pieces, end])
      return new Uint8Array(file.buffer, file.byteOffset, file.byteLength)
    },
  }
  return writer
}

/** An object that is a stream, as it stands in the file. */
interface StreamObject {
  readonly number: number
  readonly pieces: readonly Buffer[]
}

async function toObject({ number, dictionary, data }: Stream): Promise<StreamObject> {
  const bytes = await data
  const head = `${number} 0 obj\n<<${dictionary} /Length ${bytes.length}>> stream\n`
  const foot = '\nendstream\nendobj\n'
  return { number, pieces: [Buffer.from(head, 'latin1'), bytes, Buffer.from(foot, 'latin1')] }
}

/** Put objects one after another, below the head of the file. */
function layOut(objects: readonly StreamObject[]) {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n%\xd3\xeb\xe9\xe1\n', 'latin1')]
  const rows: Row[] = []
  let length = pieces[0]!.length
  for (const object of objects) {
    rows.push({ number: object.number, kind: 1, place: length, index: 0 })
    pieces.push(...object.pieces)
    for (const piece of object.pieces) length += piece.length
  }
  return { pieces, rows, length }
}

/** Seven bytes an object: kind, place, index. */
function tableOf(rows: readonly Row[], size: number): Buffer {
  const table = Buffer.alloc(size * 7)
  // Object 0 heads the list of free ones (ISO 32000-1, 7.5.4).
  table.writeUInt16BE(0xffff, 5)
  for (const { number, kind, place, index } of rows) {
    table.writeUInt8(kind, number * 7)
    table.writeUInt32BE(place, number * 7 + 1)
    table.writeUInt16BE(index, number * 7 + 5)
  }
  return table
}
