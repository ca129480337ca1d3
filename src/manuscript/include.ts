/**
 * Files inside files: `{{#include file}}` anywhere (mdBook), also inside code, and `::include{file=…}` on
 * a line of its own. Which lines of them, `include-lines.ts` says. And the data that tables are made of.
 */
import { posix } from 'node:path'
import type { VFile } from 'vfile'
import { report } from '../diagnostics/report.js'
import { type DataFile, findDataPath, namesData } from './data/find-data.js'
import { chooseLines, dedent, type LineRequest, readLineRanges } from './include-lines.js'
import { parseAttributes } from './tokenize/parse-attributes.js'
import { trackCode } from './tokenize/source.js'

/** Reads a file of the book; reports and resolves to `undefined` where it cannot. */
export type ReadIncluded = (path: string, place: Place) => Promise<string | undefined>

interface Place {
  readonly line: number
  readonly column: number
}

/** A text with all its files in it. */
export interface Expanded {
  readonly text: string
  /** For each line of `text`, the line of the manuscript it came from; absent where nothing was included. */
  readonly origins?: readonly number[]
  /** Data of tables, by the line of `text` that asks for it; absent where there is none. */
  readonly data?: Readonly<Record<number, DataFile>>
}

interface Request extends LineRequest {
  readonly file: string
  /** True for code, which is moved to the left as far as it goes. */
  readonly isCode: boolean
}

const braces = /(\\?)\{\{#(?:rustdoc_)?include\s+([^}\s][^}]*?)\s*\}\}/
const directive = /^( {0,3})::include\{([^{}]*)\}[ \t]*$/

/** Whether a text includes others, so that it must be expanded. */
export const hasIncludes = (text: string): boolean =>
  /\{\{#(?:rustdoc_)?include\s|::include\{/.test(text)

/**
 * Put included files in their places, and theirs in turn.
 *
 * @param file receives `circular-include`, at the line of the manuscript where the circle is entered
 */
export async function expandIncludes(file: VFile, read: ReadIncluded): Promise<Expanded> {
  const text = String(file)
  const includes = hasIncludes(text)
  if (!includes && !namesData(text)) return { text }
  const lines: string[] = []
  const origins: number[] = []
  const data: Record<number, DataFile> = {}
  await expand(text, [posix.normalize(file.path)], undefined, '')
  const found = Object.keys(data).length > 0 ? { data } : {}
  return includes ? { text: lines.join('\n'), origins, ...found } : { text, ...found }

  async function expand(
    text: string,
    chain: string[],
    origin: number | undefined,
    indent: string,
  ): Promise<void> {
    const isCode = trackCode()
    for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
      const number = origin ?? index + 1
      const inCode = isCode(line)
      const found = findRequest(line, inCode)
      if (!found) {
        if (!inCode) {
          const from = { line: number, isHere: origin === undefined, path: chain.at(-1)! }
          const file = await readDataOf(line, from, read)
          if (file) data[lines.length + 1] = file
        }
        lines.push(
          line === '' ? '' : indent + line.replace(/\\(?=\{\{#(?:rustdoc_)?include\s)/, ''),
        )
        origins.push(number)
        continue
      }
      const place = { line: number, column: origin === undefined ? found.column : 1 }
      await include(found, place, chain, indent)
    }
  }

  async function include(
    found: Found,
    place: Place,
    chain: string[],
    indent: string,
  ): Promise<void> {
    const path = posix.join(posix.dirname(chain.at(-1)!), found.request.file)
    if (chain.includes(path)) {
      const circle = [...chain.slice(chain.indexOf(path)), path].map((name) => `\`${name}\``)
      report(file, 'circular-include', place, `Unexpected circle of files: ${circle.join(' → ')}`, {
        subject: path,
        hint: 'Take one of these includes out',
      })
      return
    }
    const text = await read(path, place)
    if (text === undefined) return
    const { lines: chosen, missing, count } = chooseLines(text, found.request)
    if (missing !== undefined) reportMissing(file, missing, count, path, place)
    if (chosen === undefined) return
    const isCode = found.request.isCode || isQuotedCode(lines, found.before)
    const isPart = found.request.tags.length > 0 || found.request.ranges.length > 0
    const part = (isCode && isPart ? dedent(chosen) : chosen).join('\n')
    if (isCode) nameListing(lines, posix.basename(path))
    // Words around the braces stay on their lines; marks of quotations stand before each.
    const isAlone = /^[\s>]*$/.test(found.before) && found.after.trim() === ''
    if (isAlone) return expand(part, [...chain, path], place.line, indent + found.before)
    await expand(found.before + part + found.after, [...chain, path], place.line, indent)
  }
}

/** Read the file of data that a line names, if it does. @param from where the line stands */
async function readDataOf(
  line: string,
  from: { readonly line: number; readonly isHere: boolean; readonly path: string },
  read: ReadIncluded,
): Promise<DataFile | undefined> {
  const named = findDataPath(line)
  if (!named) return undefined
  const path = posix.join(posix.dirname(from.path), named.path)
  const text = await read(path, { line: from.line, column: from.isHere ? named.column : 1 })
  return text === undefined ? undefined : { path, text }
}

/** Whether what comes next is code in a quotation. @param before what stands before it on its line */
function isQuotedCode(lines: readonly string[], before: string): boolean {
  const depth = before.split('>').length - 1
  if (depth === 0) return false
  const mark = new RegExp(`^(?:\\s*>){${depth}} ?`)
  const from = lines.findLastIndex((line) => !mark.test(line)) + 1
  const isCode = trackCode()
  return lines.slice(from).reduce((_, line) => isCode(line.replace(mark, '')), false)
}

/** `filename` without a value, on the line that opens the code, means the file that is included. */
function nameListing(lines: string[], name: string): void {
  for (let at = lines.length - 1; at >= 0; at--) {
    if (!/^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(?:`{3,}|~{3,})/.test(lines[at]!)) continue
    lines[at] = lines[at]!.replace(
      /([\s{,])filename(?=[\s},]|$)/,
      (_, before: string) => `${before}filename="${name}"`,
    )
    return
  }
}

/** Report a mark, or a line, that a file does not have. */
function reportMissing(
  file: VFile,
  missing: string | number,
  count: number,
  path: string,
  place: Place,
): void {
  const isTag = typeof missing === 'string'
  const reason = isTag
    ? `Unexpected \`${missing}\`, expected a mark \`ANCHOR: …\` or \`tag::…[]\` of \`${path}\``
    : `Unexpected line \`${missing}\`, expected a line of \`${path}\`, which has ${count}`
  const hint = isTag
    ? `Write \`ANCHOR: ${missing}\` in a comment of \`${path}\``
    : 'The file has changed: say other lines, or marks in the file, which move with its text'
  report(file, isTag ? 'missing-file' : 'missing-lines', place, reason, {
    subject: String(missing),
    hint,
  })
}

interface Found {
  readonly request: Request
  readonly column: number
  readonly before: string
  readonly after: string
}

function findRequest(line: string, isCode: boolean): Found | undefined {
  const leaf = isCode ? null : directive.exec(line)
  const pairs = leaf ? parseAttributes(leaf[2]!)?.pairs : undefined
  const path = pairs?.file ?? pairs?.src
  if (leaf && pairs && path !== undefined) {
    const request = {
      file: path,
      ranges: readLineRanges(pairs.lines ?? ''),
      tags: (pairs.tag ?? pairs.tags ?? '').split(/[\s,;]+/).filter((tag) => tag !== ''),
      isCode: false,
    }
    return { request, column: leaf[1]!.length + 1, before: '', after: '' }
  }
  const match = braces.exec(line)
  if (match?.[1] !== '') return undefined
  const [file = '', first = '', last] = match[2]!.split(':')
  const isNumber = first === '' || /^\d+$/.test(first)
  const hasLines = isNumber && (first !== '' || (last ?? '') !== '')
  const request = {
    file,
    ranges: hasLines ? [toRange(first, last ?? first)] : [],
    tags: isNumber ? [] : [first],
    isCode,
  }
  return {
    request,
    column: match.index + 1,
    before: line.slice(0, match.index),
    after: line.slice(match.index + match[0].length),
  }
}

const toRange = (from: string, to: string): readonly [number, number] => [
  from === '' ? 1 : Number(from),
  to === '' ? Number.POSITIVE_INFINITY : Number(to),
]
