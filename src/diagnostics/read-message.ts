/** A message as every rendering of it needs it. */
import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import type { Severity } from './rules.js'

/** A message with its file, free of what vfile leaves open. Lines and columns count from 1. */
export interface ReadMessage {
  readonly rule: string
  readonly severity: Severity
  readonly reason: string
  readonly hint: string | undefined
  readonly subject: string | undefined
  readonly docs: string | undefined
  /** Path of the manuscript file, relative to the book folder. */
  readonly path: string
  readonly line: number | undefined
  readonly column: number | undefined
  readonly endLine: number | undefined
  readonly endColumn: number | undefined
}

/** How many messages there are of each severity. */
export interface MessageCount {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

/** Read the messages of a file in the order of their places; those of the whole file come first. */
export function readMessages(file: VFile): ReadMessage[] {
  return file.messages
    .map((message) => readMessage(file, message))
    .sort(
      (one, other) =>
        (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
    )
}

function readMessage(file: VFile, message: VFileMessage): ReadMessage {
  const { place } = message
  const end = place && 'end' in place ? place.end : undefined
  return {
    rule: message.ruleId ?? 'internal',
    severity: severityOf(message),
    reason: message.reason,
    hint: message.note,
    subject: message.actual,
    docs: message.url,
    path: message.file ?? file.path,
    line: message.line,
    column: message.column,
    endLine: end?.line,
    endColumn: end?.column,
  }
}

/** The convention of vfile-message: `fatal` is true, false, or nothing at all. */
function severityOf({ fatal }: VFileMessage): Severity {
  if (fatal === true) return 'error'
  return fatal === false ? 'warning' : 'info'
}

/** Count the messages of some files by severity. */
export function countMessages(files: readonly VFile[]): MessageCount {
  const count = { error: 0, warning: 0, info: 0 }
  for (const { messages } of files) for (const message of messages) count[severityOf(message)] += 1
  return { errors: count.error, warnings: count.warning, infos: count.info }
}
