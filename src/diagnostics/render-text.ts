/** Messages for a person at a terminal, in the shape that Rust's compiler made familiar. */
import { styleText } from 'node:util'
import type { VFile } from 'vfile'
import { printable } from './printable.js'
import { countMessages, type MessageCount, type ReadMessage, readMessages } from './read-message.js'
import type { Severity } from './rules.js'
import { showSource } from './show-source.js'

interface TextOptions {
  /** Use the colours of the terminal. */
  readonly colour: boolean
  /** Show every message, however many there are of a kind. */
  readonly verbose: boolean
  /** How many messages of one rule are shown for a file; 5 unless said otherwise. */
  readonly limit?: number
  /** Put before every path, so that a terminal can open it from where the reader is. */
  readonly folder?: string
}

/** More of a kind in one file tell nothing new, and push the first ones off the screen. */
const defaultLimit = 5

type Colours = Parameters<typeof styleText>[0]
type Paint = (colours: Colours, text: string) => string

const severityColour: Readonly<Record<Severity, Colours>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  info: ['bold', 'cyan'],
}

/**
 * Render all messages: by file in the given order, by place inside a file, and a line of sums.
 *
 * @returns lines with a line feed at the end, or nothing where there are no messages
 */
export function renderText(files: readonly VFile[], options: TextOptions): string {
  const paint: Paint = options.colour
    ? (colours, text) => styleText(colours, text, { validateStream: false })
    : (_, text) => text
  const blocks = files.flatMap((file) => renderFile(file, options, paint))
  const count = countMessages(files)
  const sum = summarise(count)
  if (sum === '') return ''
  const colours = severityColour[count.errors ? 'error' : count.warnings ? 'warning' : 'info']
  return [...blocks, paint(colours, sum)].map((block) => `${block}\n`).join('\n')
}

/** Say how many there are: `2 errors, 3 warnings`; nothing where there are none. */
export function summarise({ errors, warnings, infos }: MessageCount): string {
  const parts = [
    [errors, 'error'],
    [warnings, 'warning'],
    [infos, 'remark'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, noun]) => `${count} ${noun}${count === 1 ? '' : 's'}`)
    .join(', ')
}

function renderFile(file: VFile, options: TextOptions, paint: Paint): string[] {
  const limit = options.verbose ? Number.POSITIVE_INFINITY : (options.limit ?? defaultLimit)
  const source = String(file.value ?? '').split(/\r\n|\r|\n/)
  const seen = new Map<string, ReadMessage[]>()
  const blocks: string[] = []
  for (const message of readMessages(file)) {
    const same = seen.get(message.rule) ?? []
    seen.set(message.rule, [...same, message])
    if (same.length < limit) blocks.push(renderMessage(message, source, options, paint))
  }
  for (const [rule, messages] of seen) {
    const more = messages.length - limit
    if (more <= 0) continue
    const path = fullPath(messages[0]!.path, options.folder)
    const head = paint(severityColour[messages[0]!.severity], `… and ${more} more`)
    blocks.push(`${head} \`${rule}\` in ${path}; --verbose shows all`)
  }
  return blocks
}

function renderMessage(
  message: ReadMessage,
  source: readonly string[],
  { folder }: TextOptions,
  paint: Paint,
): string {
  const { severity, rule, reason, line, column } = message
  const colours = severityColour[severity]
  const shown = showSource(message, source)
  const margin = ' '.repeat(shown ? String(line).length : 1)
  const frame = (text: string) => paint('blue', text)
  const where = [fullPath(message.path, folder), line, line && column].filter(Boolean).join(':')
  const lines = [
    `${paint(colours, `${severity}[${rule}]`)}${paint('bold', `: ${printable(reason)}`)}`,
    `${margin}${frame('-->')} ${printable(where)}`,
  ]
  if (shown) {
    lines.push(
      `${margin} ${frame('|')}`,
      `${frame(`${line} |`)} ${shown.text}`.trimEnd(),
      `${margin} ${frame('|')} ${shown.indent}${paint(colours, shown.carets)}`,
    )
  }
  if (message.hint)
    lines.push(`${margin} ${frame('=')} ${paint('bold', 'help')}: ${printable(message.hint)}`)
  if (message.docs) lines.push(`${margin} ${frame('=')} ${paint('bold', 'note')}: ${message.docs}`)
  return lines.join('\n')
}

/** The path from where the reader is; `.` is the book folder itself. */
function fullPath(path: string, folder = '.'): string {
  if (folder === '.') return path
  return path === '.' ? folder : `${folder.replace(/[\\/]$/, '')}/${path}`
}
