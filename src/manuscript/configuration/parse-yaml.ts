/** Read YAML without losing where each value stands. */
import type { Position } from 'unist'
import type { VFile } from 'vfile'
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
} from 'yaml'
import { report } from '../../diagnostics/report.js'
import { reportLostText, reportYamlErrors } from './report-yaml-errors.js'

/** A key or an index for each step from the root. */
export type DataPath = readonly (string | number)[]

/** Follow a path through plain data. */
export function valueAt(data: unknown, path: DataPath): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Record<string | number, unknown> | undefined)?.[step],
    data,
  )
}

/** YAML as plain data, every scalar as the text that was typed, and the way back to its place. */
export interface Source {
  readonly file: VFile
  readonly data: unknown
  /** False where the syntax is so broken that `data` holds nothing. */
  readonly readable: boolean
  /** Where a value stands, or the key that leads to it; the nearest that exists. */
  place(path: DataPath, part?: 'key' | 'value'): Position | undefined
}

/**
 * Parse a file of YAML 1.2 (https://yaml.org/spec/1.2.2/) with the failsafe schema, in which
 * every scalar is a text. Empty values are left out.
 *
 * Reports `invalid-yaml`.
 */
export function parseYaml(file: VFile): Source {
  const lines = new LineCounter()
  const document = parseDocument(String(file.value), {
    schema: 'failsafe',
    merge: true,
    lineCounter: lines,
    prettyErrors: false,
  })
  const toPosition = (start: number, end: number): Position => ({
    start: toPoint(lines, start),
    end: toPoint(lines, Math.max(end, start + 1)),
  })
  const readable =
    reportYamlErrors(file, document.errors, toPosition) &&
    resolveAliases(file, document, toPosition)
  if (readable) reportLostText(file, document, toPosition)
  dropEmpty(document)
  return {
    file,
    data: (readable && toData(file, document)) || {},
    readable,
    place(path, part = 'value') {
      const range = rangeOf(document, path, part)
      return range && toPosition(range[0], range[1])
    },
  }
}

function toPoint(lines: LineCounter, offset: number) {
  const { line, col } = lines.linePos(offset)
  return { line, column: col, offset }
}

/** An alias must name an anchor before it, and not the collection that it stands in. */
function resolveAliases(
  file: VFile,
  document: Document.Parsed,
  toPosition: (start: number, end: number) => Position,
): boolean {
  let fine = true
  visit(document, {
    Alias(_key, alias, ancestors) {
      const target = alias.resolve(document)
      if (target && !ancestors.includes(target)) return
      const [start, end] = alias.range ?? [0, 0]
      const hint = `Write \`&${alias.source}\` before the value that is meant, or quotation marks around \`*${alias.source}\``
      report(
        file,
        'invalid-yaml',
        toPosition(start, end),
        `Unexpected \`*${alias.source}\`, expected the name of an anchor further up`,
        { subject: alias.source, hint },
      )
      fine = false
    },
  })
  return fine
}

/**
 * `key:`, `key: ~` and `key: null` say nothing, so that the default holds; below `editions:` they say
 * that there is such an edition.
 */
function dropEmpty(document: Document.Parsed): void {
  visit(document, {
    Pair(_key, pair, ancestors) {
      const { value } = pair
      if (isNode(value) && !isScalar(value)) return undefined
      const typed = isScalar(value) ? value.value : ''
      const isPlain = !isScalar(value) || value.type === undefined || value.type === 'PLAIN'
      if (!isPlain || !/^(~|null|)$/i.test(String(typed))) return undefined
      const [, , holder] = ancestors
      const isEdition =
        ancestors.length === 4 && isPair(holder) && String(holder.key) === 'editions'
      if (!isEdition) return visit.REMOVE
      pair.value = document.createNode({})
      return undefined
    },
  })
}

/** The values; an alias of an anchor that stood on nothing has none. */
function toData(file: VFile, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 1000 })
  } catch {
    report(
      file,
      'invalid-yaml',
      { line: 1, column: 1 },
      'Unexpected alias of an empty value, expected a value',
      {
        hint: 'Give the value behind `&` something to stand on, or write it out where `*` repeats it',
      },
    )
    return undefined
  }
}

function rangeOf(
  document: Document.Parsed,
  path: DataPath,
  part: 'key' | 'value',
): readonly [number, number] | undefined {
  let node: unknown = document.contents
  let best = range(node)
  for (const [index, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document)
    const pair = isMap(node)
      ? (node.items as Pair[]).find((item) => isScalar(item.key) && item.key.value === step)
      : undefined
    if (pair && part === 'key' && index === path.length - 1) return range(pair.key)
    node = pair
      ? pair.value
      : (node as { get?(key: unknown, keep: true): unknown }).get?.(step, true)
    const found = range(node) ?? (pair && range(pair.key))
    if (!found) break
    best = found
  }
  return best
}

const range = (node: unknown): readonly [number, number] | undefined =>
  isNode(node) && node.range ? [node.range[0], node.range[1]] : undefined
