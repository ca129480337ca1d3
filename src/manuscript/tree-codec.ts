/** Trees as compact JSON, for the cache and between threads: a position is six numbers. */
import type { Root } from 'mdast'
import type { Position } from 'unist'
import type { VFileMessage } from 'vfile-message'
import type { RuleName } from '../diagnostics/rules.js'

/** A message without its file. */
export interface StoredMessage {
  readonly rule: RuleName
  readonly place: VFileMessage['place']
  readonly reason: string
  readonly hint: string | undefined
  readonly subject: string | undefined
}

/** What the parse of one file gave. */
export interface StoredParse {
  readonly tree: Root
  readonly frontMatter: Readonly<Record<string, unknown>>
  readonly messages: readonly StoredMessage[]
}

type Six = [number, number, number | null, number, number, number | null]

/**
 * Write a parse as JSON. Changes its tree, which nobody needs any more: a replacer, asked about each value, takes
 * three times as long.
 */
export function encodeParse(parse: StoredParse): string {
  flatten(parse.tree)
  return JSON.stringify(parse)
}

/** Read what `encodeParse` wrote; `undefined` where it is something else. */
export function decodeParse(json: string): StoredParse | undefined {
  try {
    const parse = JSON.parse(json) as StoredParse
    restore(parse.tree)
    return parse
  } catch {
    return undefined
  }
}

function toSix({ start, end }: Position): Six {
  return [start.line, start.column, start.offset ?? null, end.line, end.column, end.offset ?? null]
}

function flatten(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  const record = value as Record<string, unknown>
  for (const key in record) {
    const inner = record[key]
    if (key === 'position' && inner) record[key] = toSix(inner as Position)
    else if (typeof inner === 'object') flatten(inner)
  }
}

function restore(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  const record = value as Record<string, unknown>
  for (const key in record) {
    const inner = record[key]
    if (key === 'position' && Array.isArray(inner)) record[key] = toPosition(inner as Six)
    else if (typeof inner === 'object') restore(inner)
  }
}

function toPosition([line, column, offset, endLine, endColumn, endOffset]: Six): Position {
  return {
    start: offset === null ? { line, column } : { line, column, offset },
    end:
      endOffset === null
        ? { line: endLine, column: endColumn }
        : { line: endLine, column: endColumn, offset: endOffset },
  }
}
