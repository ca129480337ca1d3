/**
 * Tables made of data: `::table{src=results.csv caption="…" #tbl-x}`, or the data itself as code of the class
 * `table` (```` ```csv {.table} ````). CSV, TSV, JSON; what the cells hold is Markdown.
 */
import type { Code, Node, PhrasingContent, Root, Table } from 'mdast'
import type { VFile } from 'vfile'
import type { Attributes } from '../../book/mdast.js'
import { SKIP, visit } from '../../book/visit.js'
import { report } from '../../diagnostics/report.js'
import { chooseColumns } from '../data/choose-columns.js'
import type { DataFile } from '../data/find-data.js'
import { type Data, type DataFormat, formatOf, readData } from '../data/read-data.js'
import { applyAttributes, type ParseInline } from '../tokenize/nodes.js'
import { matchAttributes } from '../tokenize/parse-attributes.js'

/** Data, and what its table shall be. */
interface Request {
  readonly text: string
  readonly format: DataFormat
  /** The file that holds the data; absent where it stands in the manuscript. */
  readonly path?: string
  readonly attributes: Attributes
  readonly caption?: PhrasingContent[]
  readonly node: Node
}

/**
 * Make tables of data.
 *
 * @param data what `::table` names, by the line that does
 * @param file receives `unreadable-data`, `uneven-data`, `unknown-column`
 */
export function makeDataTables(
  tree: Root,
  data: Readonly<Record<number, DataFile>>,
  parseInline: ParseInline,
  file: VFile,
): void {
  visit(tree, ['leafBlock', 'code'], (node, index, parent) => {
    if (!parent || index === undefined) return undefined
    const request = toRequest(node, data)
    if (request === undefined) return undefined
    const made = request && toTable(request, parseInline, file)
    parent.children.splice(index, 1, ...((made ? [made] : []) as never[]))
    return [SKIP, made ? index + 1 : index]
  })
}

/** @returns `undefined` where a node asks for no table, `null` where its file could not be read */
function toRequest(
  node: Node,
  data: Readonly<Record<number, DataFile>>,
): Request | null | undefined {
  if (node.type === 'code') return fromCode(node as Code)
  if (node.type !== 'leafBlock') return undefined
  const { opening, children } = node as Extract<Root['children'][number], { type: 'leafBlock' }>
  const attributes = opening.attributes
  if (opening.name?.toLowerCase() !== 'table' || !attributes?.pairs.src) return undefined
  const found = data[node.position!.start.line]
  if (!found) return null
  const { src: _, format, ...pairs } = attributes.pairs
  return {
    ...found,
    format: toFormat(format) ?? formatOf(found.path),
    attributes: { ...attributes, pairs },
    ...(children.length > 0 ? { caption: children } : {}),
    node,
  }
}

const toFormat = (word: string | undefined): DataFormat | undefined =>
  word === 'csv' || word === 'tsv' || word === 'json' ? word : undefined

function fromCode(code: Code): Request | undefined {
  const info = [code.lang, code.meta].filter((part) => typeof part === 'string').join(' ')
  const at = info.indexOf('{')
  const found = at < 0 ? undefined : matchAttributes(info, at)
  if (!found?.attributes.classes.includes('table')) return undefined
  const { format, ...pairs } = found.attributes.pairs
  const words = [info.slice(0, at).trim(), format, ...found.attributes.classes]
  const named = words.map(toFormat).find((one) => one !== undefined)
  // Code in another language may well have a class of this name.
  if (!named && words[0] !== '') return undefined
  const classes = found.attributes.classes.filter((name) => name !== 'table' && !toFormat(name))
  const attributes = { ...found.attributes, classes, pairs }
  return { text: code.value, format: named ?? 'csv', attributes, node: code }
}

const delimiters: Readonly<Record<string, string>> = { tab: '\t', '\\t': '\t', space: ' ' }

function toTable(request: Request, parseInline: ParseInline, file: VFile): Table | undefined {
  const { node, attributes } = request
  const { caption, columns, header, delimiter, ...pairs } = attributes.pairs
  const sign = delimiter === undefined ? undefined : (delimiters[delimiter] ?? delimiter)
  const read = readData(request.text, request.format, sign || undefined)
  reportFaults(read, request, file)
  if (read.rows.length === 0) return undefined
  const headRows = toHeadRows(header, read)
  const hasHead = headRows > 0 || read.isNamed === true
  const chosen = chooseColumns(read.rows, columns, hasHead)
  for (const { name, nearest } of chosen.unknown) {
    const known = chosen.names.map((one) => `\`${one}\``).join(', ')
    const expected = known === '' ? `a number from 1 to ${read.rows[0]!.length}` : `one of ${known}`
    const hint =
      nearest === undefined
        ? 'A column is named by its head, or by its place from 1'
        : `Did you mean \`${nearest}\`?`
    report(file, 'unknown-column', node, `Unexpected column \`${name}\`, expected ${expected}`, {
      subject: name,
      hint,
    })
  }
  const rows = read.isNamed && headRows === 0 ? chosen.rows.slice(1) : chosen.rows
  const { position } = node
  const words = request.caption ?? (caption === undefined ? undefined : parseInline(caption, node))
  const table: Table = {
    type: 'table',
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((cell) => ({
        type: 'tableCell',
        children: cell === '' ? [] : parseInline(cell, node),
        position,
      })),
      position,
    })),
    data: { headRows, footRows: 0, ...(words ? { caption: words } : {}) },
    position,
  }
  applyAttributes(table, { ...attributes, pairs })
  return table
}

/** One row names the columns, where the author does not say how many. */
function toHeadRows(header: string | undefined, { rows }: Data): number {
  if (header === undefined || header === '' || header === 'true') return 1
  return /^\d+$/.test(header) ? Math.min(Number(header), rows.length) : 0
}

function reportFaults({ faults }: Data, { path, node }: Request, file: VFile): void {
  for (const { kind, line, found, expected } of faults) {
    const start = node.position!.start
    // The data begins below the line that opens the code.
    const place = path === undefined ? { line: start.line + line, column: start.column } : node
    const where = path === undefined ? '' : ` in \`${path}:${line}\``
    const isUneven = kind === 'uneven'
    const reason = `Unexpected ${found}${where}, expected ${expected}`
    report(file, isUneven ? 'uneven-data' : 'unreadable-data', place, reason, {
      subject: path === undefined ? String(line) : `${path}:${line}`,
      hint: isUneven
        ? 'Put a cell that holds the delimiter into quotation marks; rows that are too short get empty cells'
        : 'Correct the data: without it there is no table',
    })
  }
}
