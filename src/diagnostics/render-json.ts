/** Messages for a program. The shape is described in docs/messages.md and only ever grows. */
import type { VFile } from 'vfile'
import { countMessages, readMessages } from './read-message.js'

/**
 * Render all messages as one JSON object: `{version, …, counts, messages}`. Each message has `rule`,
 * `severity`, `reason`, `file`, `line`, `column`, `endLine`, `endColumn`, `hint`, `subject` and
 * `docs`; what is not known is `null`.
 *
 * @param extra what else a program wants to know, such as the files written
 */
export function renderJson(
  files: readonly VFile[],
  extra: Readonly<Record<string, unknown>> = {},
): string {
  const messages = files.flatMap(readMessages).map((message) => ({
    rule: message.rule,
    severity: message.severity,
    reason: message.reason,
    file: message.path,
    line: message.line ?? null,
    column: message.column ?? null,
    endLine: message.endLine ?? null,
    endColumn: message.endColumn ?? null,
    hint: message.hint ?? null,
    subject: message.subject ?? null,
    docs: message.docs ?? null,
  }))
  return `${JSON.stringify({ version: 1, ...extra, counts: countMessages(files), messages }, null, 2)}\n`
}
