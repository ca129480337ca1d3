/** The files of a ZIP archive, by path: the central directory (APPNOTE 6.3.10, §4.3.12), stored or deflated. */
import { inflateRawSync } from 'node:zlib'

/** A file of the archive, unpacked when it is asked for. */
export interface ZipEntry {
  readonly path: string
  /** Bytes when unpacked. */
  readonly size: number
  read(): Buffer
}

/** Length of the record that ends an archive, without its comment. */
const endLength = 22
const endSignature = 0x06054b50
const entrySignature = 0x02014b50

/**
 * List the files of an archive, in its order.
 *
 * @returns nothing where the bytes are no ZIP archive
 */
export function readZip(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = file.length - endLength
  while (end >= 0 && file.readUInt32LE(end) !== endSignature) end -= 1
  if (end < 0) return undefined
  const entries: ZipEntry[] = []
  let at = file.readUInt32LE(end + 16)
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== entrySignature) return undefined
    const nameLength = file.readUInt16LE(at + 28)
    entries.push(toEntry(file, at, nameLength))
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return entries
}

function toEntry(file: Buffer, at: number, nameLength: number): ZipEntry {
  const isDeflated = file.readUInt16LE(at + 10) === 8
  const packed = file.readUInt32LE(at + 20)
  const local = file.readUInt32LE(at + 42)
  return {
    path: file.toString('utf8', at + 46, at + 46 + nameLength),
    size: file.readUInt32LE(at + 24),
    read() {
      const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
      const content = file.subarray(start, start + packed)
      return isDeflated ? inflateRawSync(content) : content
    },
  }
}
