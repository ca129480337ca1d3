/**
 * Files inside files: `{{#include file}}` anywhere (mdBook), also inside code, and `::include{file=…}` on
 * a line of its own. Lines of a file by number (`file:3:10`, `lines=3-10`) or between the marks
 * `ANCHOR: name` and `ANCHOR_END: name` (`file:name`, `tag=name`).
 */
import { posix } from 'node:path'
import type { VFile } from 'vfile'
import { report } from '../diagnostics/report.js'
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
}

interface Request {
  readonly file: string
  readonly from: number
  readonly to: number
  readonly anchor?: string
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
  if (!hasIncludes(text)) return { text }
  const lines: string[] = []
  const origins: number[] = []
  await expand(text, [posix.normalize(file.path)], undefined, '')
  return { text: lines.join('\n'), origins }

  async function expand(
    text: string,
    chain: string[],
    origin: number | undefined,
    indent: string,
  ): Promise<void> {
    const isCode = trackCode()
    for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
      const number = origin ?? index + 1
      const found = findRequest(line, isCode(line))
      if (!found) {
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
    const chosen = choose(text, found.request)
    if (chosen === undefined) {
      report(
        file,
        'missing-file',
        place,
        `Unexpected \`${found.request.anchor}\`, expected a mark \`ANCHOR: …\` of \`${path}\``,
        {
          subject: found.request.anchor,
          hint: `Write \`ANCHOR: ${found.request.anchor}\` in a comment of \`${path}\``,
        },
      )
      return
    }
    // Words around the braces stay on their lines.
    const isAlone = found.before.trim() === '' && found.after.trim() === ''
    if (isAlone) return expand(chosen, [...chain, path], place.line, indent + found.before)
    await expand(found.before + chosen + found.after, [...chain, path], place.line, indent)
  }
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
    const [from, to = from] = (pairs.lines ?? '').split('-')
    const request = toRequest(path, from ?? '', to ?? '', pairs.tag)
    return { request, column: leaf[1]!.length + 1, before: '', after: '' }
  }
  const match = braces.exec(line)
  if (match?.[1] !== '') return undefined
  const [file = '', first = '', last] = match[2]!.split(':')
  const isNumber = first === '' || /^\d+$/.test(first)
  const request = isNumber
    ? toRequest(file, first, last ?? first, undefined)
    : toRequest(file, '', '', first)
  return {
    request,
    column: match.index + 1,
    before: line.slice(0, match.index),
    after: line.slice(match.index + match[0].length),
  }
}

function toRequest(file: string, from: string, to: string, anchor: string | undefined): Request {
  return {
    file,
    from: from === '' ? 1 : Number(from),
    to: to === '' ? Number.POSITIVE_INFINITY : Number(to),
    ...(anchor === undefined ? {} : { anchor }),
  }
}

const anchorMark = /\bANCHOR(?:_END)?:\s*[\w-]+/

/** The lines that were asked for; `undefined` where the mark is missing. */
function choose(text: string, request: Request): string | undefined {
  const lines = text.replace(/\r?\n$/, '').split(/\r\n|\r|\n/)
  if (request.anchor === undefined) {
    return lines
      .slice(request.from - 1, request.to)
      .filter((line) => !anchorMark.test(line))
      .join('\n')
  }
  const start = lines.findIndex(
    (line) => line.match(/\bANCHOR:\s*([\w-]+)/)?.[1] === request.anchor,
  )
  if (start < 0) return undefined
  const end = lines.findIndex(
    (line) => line.match(/\bANCHOR_END:\s*([\w-]+)/)?.[1] === request.anchor,
  )
  const chosen = lines.slice(start + 1, end < 0 ? undefined : end)
  return chosen.filter((line) => !anchorMark.test(line)).join('\n')
}
