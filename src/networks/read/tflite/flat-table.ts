/** Tables of a FlatBuffer, read by the numbers of their fields (flatbuffers, "Internals"). */
import { ByteBuffer } from 'flatbuffers'
import { UnreadableNetwork } from '../../graph.js'

/** A table; fields are numbered from 0 in the order of the schema. Absent fields have their defaults. */
export interface FlatTable {
  number(field: number, type: 'int8' | 'uint8' | 'int32' | 'uint32'): number | undefined
  text(field: number): string | undefined
  table(field: number): FlatTable | undefined
  tables(field: number): readonly FlatTable[]
  integers(field: number): readonly number[]
  /** Elements of a list, without reading them. */
  count(field: number): number
}

/** Lists longer than this are no list: the file is damaged. */
const longestList = 10_000_000

/** Open the table at the root. */
export function openFlatBuffer(bytes: Uint8Array): FlatTable {
  const buffer = new ByteBuffer(bytes)
  return at(buffer, buffer.readInt32(0))
}

function at(buffer: ByteBuffer, position: number): FlatTable {
  /** Where a field stands, 0 where it is absent: the first field has offset 4 in the table of offsets. */
  const find = (field: number): number => {
    const offset = buffer.__offset(position, 4 + 2 * field)
    return offset === 0 ? 0 : position + offset
  }
  const listAt = (field: number): { start: number; length: number } => {
    const found = find(field)
    if (found === 0) return { start: 0, length: 0 }
    const length = buffer.__vector_len(found)
    if (length < 0 || length > longestList)
      throw new UnreadableNetwork('a list in it is longer than the file')
    return { start: buffer.__vector(found), length }
  }
  const list = <Item>(field: number, read: (position: number) => Item): readonly Item[] => {
    const { start, length } = listAt(field)
    return Array.from({ length }, (_, index) => read(start + 4 * index))
  }
  return {
    number: (field, type) => {
      const found = find(field)
      if (found === 0) return undefined
      if (type === 'int8') return buffer.readInt8(found)
      if (type === 'uint8') return buffer.readUint8(found)
      return type === 'int32' ? buffer.readInt32(found) : buffer.readUint32(found)
    },
    text: (field) => {
      const found = find(field)
      return found === 0 ? undefined : String(buffer.__string(found))
    },
    table: (field) => {
      const found = find(field)
      return found === 0 ? undefined : at(buffer, buffer.__indirect(found))
    },
    tables: (field) => list(field, (place) => at(buffer, buffer.__indirect(place))),
    integers: (field) => list(field, (place) => buffer.readInt32(place)),
    count: (field) => listAt(field).length,
  }
}
