/**
 * Which lines of an included file: by number (`file:3:10`, `lines=3-10`), or between marks in its comments:
 * `ANCHOR: name` and `ANCHOR_END: name` (mdBook), `tag::name[]` and `end::name[]` (Asciidoctor).
 */

export interface LineRequest {
  /** From 1, both ends included; none for all lines. */
  readonly ranges: readonly (readonly [from: number, to: number])[]
  /** Names of marks; their parts follow one another. */
  readonly tags: readonly string[]
}

/** What was found of a file. */
interface ChosenLines {
  /** Absent where a mark is missing. */
  readonly lines?: string[]
  /** The first mark, or number of a line, that is not in the file. */
  readonly missing?: string | number
  /** Lines of the file. */
  readonly count: number
}

const opening = /\bANCHOR:\s*([\w-]+)|\btag::([\w.-]+)\[\]/
const closing = /\bANCHOR_END:\s*([\w-]+)|\bend::([\w.-]+)\[\]/
const anyMark = new RegExp(`${opening.source}|${closing.source}`)

/** Choose the lines that were asked for; lines with marks are never among them. */
export function chooseLines(text: string, request: LineRequest): ChosenLines {
  const all = text.replace(/\r?\n$/, '').split(/\r\n|\r|\n/)
  const count = all.length
  const printed = (lines: readonly string[]) => lines.filter((line) => !anyMark.test(line))
  if (request.tags.length > 0) {
    const lines: string[] = []
    for (const tag of request.tags) {
      const start = all.findIndex((line) => nameOf(line, opening) === tag)
      if (start < 0) return { missing: tag, count }
      const end = all.findIndex((line) => nameOf(line, closing) === tag)
      lines.push(...printed(all.slice(start + 1, end < 0 ? undefined : end)))
    }
    return { lines, count }
  }
  if (request.ranges.length === 0) return { lines: printed(all), count }
  const ends = request.ranges.flat().filter(Number.isFinite)
  const missing = ends.find((line) => line < 1 || line > count)
  const lines = request.ranges.flatMap(([from, to]) =>
    printed(all.slice(Math.max(0, from - 1), to)),
  )
  return { lines, count, ...(missing === undefined ? {} : { missing }) }
}

const nameOf = (line: string, mark: RegExp): string | undefined => {
  const found = mark.exec(line)
  return found?.[1] ?? found?.[2]
}

/** Read `3-10`, `3-`, `-10`, `3,8-10`; what is none of these asks for nothing. */
export function readLineRanges(text: string): [from: number, to: number][] {
  return text.split(/[\s,;]+/).flatMap((part): [number, number][] => {
    const [, from = '', dash, to = ''] = /^(\d*)(-|\.\.|:)?(\d*)$/.exec(part) ?? []
    if (from === '' && to === '') return []
    const last = dash === undefined ? from : to
    return [[from === '' ? 1 : Number(from), last === '' ? Number.POSITIVE_INFINITY : Number(last)]]
  })
}

/** Move lines to the left by the white space that all of them begin with. */
export function dedent(lines: readonly string[]): string[] {
  let common: string | undefined
  for (const line of lines) {
    if (line.trim() === '') continue
    const own = /^[ \t]*/.exec(line)![0]
    if (common === undefined) common = own
    while (!own.startsWith(common)) common = common.slice(0, -1)
    if (common === '') return [...lines]
  }
  const indent = common ?? ''
  return lines.map((line) =>
    line.startsWith(indent) ? line.slice(indent.length) : line.trimStart(),
  )
}
