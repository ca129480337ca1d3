/** JSON as rows: an array of objects, or of arrays. Numbers keep the digits that they are written with. */
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Data, DataFault } from './read-data.js'

/** Read JSON; the keys of objects are the first row, in the order in which they first come. */
export function readJson(text: string): Data {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true })
  const lineAt = (offset: number) => text.slice(0, offset).split(/\r\n|\r|\n/).length
  const fail = (offset: number, found: string, expected: string): Data => ({
    rows: [],
    faults: [{ kind: 'unreadable', line: lineAt(offset), found, expected }],
  })
  const [error] = errors
  if (error) {
    // What is missing is missed at the next thing: show where it should have been.
    const found = text.slice(error.offset, error.offset + error.length).trim()
    const name = printParseErrorCode(error.error).replace(/([a-z])(?=[A-Z])/g, '$1 ')
    const offset = text.slice(0, error.offset).trimEnd().length
    const isMissing = /Expected$/.test(name)
    return fail(
      isMissing ? offset : error.offset,
      found === '' ? 'end of the data' : `\`${found.split('\n', 1)[0]}\``,
      isMissing ? toSign(name) : 'JSON',
    )
  }
  const items = tree?.type === 'array' ? (tree.children ?? []) : undefined
  const other = items?.find(
    ({ type }) => type !== items[0]!.type || !/^(?:object|array)$/.test(type),
  )
  if (!tree || !items || other) {
    const { offset, type } = other ?? tree ?? { offset: 0, type: 'nothing' }
    return fail(offset, type, 'an array of objects, or of arrays')
  }
  const rows = items.map(({ children = [] }) => children)
  if (items[0]?.type === 'object') return { ...fromObjects(rows, text), isNamed: true }
  return fromArrays(rows, text, lineAt)
}

const signs: Readonly<Record<string, string>> = {
  Comma: '`,`',
  Colon: '`:`',
  'Close Brace': '`}`',
  'Close Bracket': '`]`',
  'Property Name': 'a name in quotation marks',
  Value: 'a value',
  'End Of File': 'the end',
}
const toSign = (name: string): string => signs[name.replace(/ Expected$/, '')] ?? 'JSON'

function fromObjects(objects: readonly (readonly Node[])[], text: string): Data {
  const keys = new Set<string>()
  const values = objects.map((properties) => {
    const row = new Map<string, string>()
    for (const { children } of properties) {
      const [key, value] = children!
      keys.add(String(key!.value))
      row.set(String(key!.value), toCell(value!, text))
    }
    return row
  })
  const names = [...keys]
  return {
    rows: [names, ...values.map((row) => names.map((name) => row.get(name) ?? ''))],
    faults: [],
  }
}

function fromArrays(
  arrays: readonly (readonly Node[])[],
  text: string,
  lineAt: (offset: number) => number,
): Data {
  const wanted = arrays[0]?.length ?? 0
  const most = Math.max(0, ...arrays.map(({ length }) => length))
  const faults = arrays.flatMap((cells): DataFault[] =>
    cells.length === wanted
      ? []
      : [
          {
            kind: 'uneven',
            line: lineAt(cells[0]?.parent?.offset ?? 0),
            found: `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`,
            expected: `${wanted}, as in the first row`,
          },
        ],
  )
  const rows = arrays.map((cells) =>
    Array.from({ length: most }, (_, at) => (cells[at] ? toCell(cells[at], text) : '')),
  )
  return { rows, faults }
}

/** What a value prints; objects and arrays in it as they are written. */
function toCell({ type, value, offset, length }: Node, text: string): string {
  if (type === 'null') return ''
  return type === 'string' ? String(value) : text.slice(offset, offset + length)
}
