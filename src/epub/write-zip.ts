/** A zip file as OCF wants it (EPUB 3.3, §4.2.3), after APPNOTE.TXT 6.3.10; Node's zlib compresses in threads. */
import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'

/** A file of the archive. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
  /** True for what stays as it is: compressing it again costs time and gains nothing. */
  readonly isStored: boolean
}

const deflate = promisify(deflateRaw)

/** Level of deflate: 9 gains 1 % over 6 on the four books and costs as much again. */
const level = 6

/** 1 January 1980, the first day that DOS knows (APPNOTE 4.4.6): every entry has it, no clock gets into the file. */
const firstDay = 0x0021
/** Names are UTF-8 (APPNOTE 4.4.4, bit 11). */
const utf8 = 0x0800
/** Version 2.0 unpacks deflated files (APPNOTE 4.4.3). */
const version = 20

/** Without the extensions of Zip64, offsets have 32 bits and entries are counted in 16 (APPNOTE 4.4.1.4). */
const largest = { offset: 0xffffffff, entries: 0xffff }

/**
 * Write an archive. The same entries give the same bytes.
 *
 * @param entries in the order in which they are to stand
 * @throws RangeError past 65,535 entries or 4 GiB
 */
export async function writeZip(entries: readonly ZipEntry[]): Promise<Uint8Array> {
  const packed = await Promise.all(
    entries.map(({ bytes, isStored }) => (isStored ? bytes : deflate(bytes, { level }))),
  )
  const parts: Uint8Array[] = []
  const directory: Buffer[] = []
  let offset = 0
  entries.forEach((entry, index) => {
    const data = packed[index]!
    const name = Buffer.from(entry.name)
    const facts = describe(entry, data, name)
    const local = Buffer.concat([signature('PK\x03\x04'), facts, name])
    directory.push(listEntry(facts, name, offset))
    parts.push(local, data)
    offset += local.length + data.length
  })
  const list = Buffer.concat(directory)
  if (offset + list.length > largest.offset || entries.length > largest.entries)
    throw new RangeError('Expected an EPUB of less than 4 GiB and 65,536 files')
  return Buffer.concat([...parts, list, endOf(entries.length, list.length, offset)])
}

const signature = (text: string): Buffer => Buffer.from(text, 'latin1')

/** What the header of a file and its line in the directory have in common (APPNOTE 4.3.7). */
function describe(entry: ZipEntry, data: Uint8Array, name: Buffer): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(version, 0)
  facts.writeUInt16LE(/^[ -~]*$/.test(entry.name) ? 0 : utf8, 2)
  facts.writeUInt16LE(entry.isStored ? 0 : 8, 4)
  facts.writeUInt16LE(firstDay, 8)
  facts.writeUInt32LE(crc32(entry.bytes), 10)
  facts.writeUInt32LE(data.length, 14)
  facts.writeUInt32LE(entry.bytes.length, 18)
  facts.writeUInt16LE(name.length, 22)
  return facts
}

/** A line of the directory (APPNOTE 4.3.12). @param offset of the file in the archive */
function listEntry(facts: Buffer, name: Buffer, offset: number): Buffer {
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  const maker = Buffer.from([version, 0])
  return Buffer.concat([signature('PK\x01\x02'), maker, facts, rest, name])
}

/** The end of the directory (APPNOTE 4.3.16). */
function endOf(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  signature('PK\x05\x06').copy(end)
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
