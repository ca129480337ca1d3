/** What is wrong with the lines of a YAML file: columns and dashes, which its parser names by their consequences. */

export interface LayoutFault {
  readonly reason: string
  readonly hint: string
  /** Offsets of the place. */
  readonly start: number
  readonly end: number
}

/** A line that holds something. */
interface Line {
  readonly number: number
  readonly text: string
  /** Offset of its first character. */
  readonly start: number
  /** Spaces before its first word or dash. */
  readonly indent: number
  /** True for an entry of a list, `- …`. */
  readonly isItem: boolean
  /** Where its key stands, behind the dash if there is one; absent where it has none. */
  readonly keyColumn: number | undefined
}

/**
 * Explain an error of the parser by the lines around it: a dash without its space, a line at a column of its own,
 * a key without its colon.
 *
 * @param offset where the parser stopped
 * @returns `undefined` where the lines are in order, so that something inside them is the fault
 */
export function explainLayout(text: string, offset: number): LayoutFault | undefined {
  const lines = readLines(text)
  const index = lines.findLastIndex(({ start }) => start <= offset)
  const at = lines[index]
  if (!at) return undefined
  const next = lines[index + 1]
  // Inside a value it is the line after that is too deep: the parser took the two for one text.
  const isInside = offset > at.start + at.indent
  const isDeeper = next && at.keyColumn !== undefined && next.indent > at.keyColumn
  const line = isInside && isDeeper ? next : at
  const before = lines.slice(0, lines.indexOf(line))
  return explainDash(line) ?? explainColumn(line, before) ?? explainColon(line)
}

function explainDash(line: Line): LayoutFault | undefined {
  const entry = /^\s*-([^\s-].*?)\s*$/.exec(line.text)?.[1]
  if (entry === undefined) return undefined
  return {
    reason: `Unexpected \`-${entry}\`, expected a space after the dash`,
    hint: `Write \`- ${entry}\``,
    ...wordsOf(line),
  }
}

function explainColumn(line: Line, before: readonly Line[]): LayoutFault | undefined {
  const own = line.isItem ? line.indent : line.keyColumn
  const open = openColumns(before, line.isItem)
  if (own === undefined || open.length === 0 || open.some(({ column }) => column === own))
    return undefined
  const [nearest] = open.sort((a, b) => Math.abs(a.column - own) - Math.abs(b.column - own))
  const { column, number } = nearest!
  return {
    reason: `Unexpected indentation of ${own} ${own === 1 ? 'space' : 'spaces'}, expected ${column}`,
    hint: `Start the line where line ${number} starts its ${line.isItem ? 'dash' : 'key'}; entries of one list or mapping stand at one column`,
    start: line.start,
    end: line.start + Math.max(1, line.indent),
  }
}

/** The columns at which a line could stand: those of the lists or mappings that are open before it. */
function openColumns(before: readonly Line[], ofItems: boolean) {
  const open: { column: number; number: number }[] = []
  let innermost = Number.POSITIVE_INFINITY
  for (const { indent, isItem, keyColumn, number } of before.toReversed()) {
    if (indent >= innermost) continue
    innermost = indent
    const column = ofItems ? (isItem ? indent : undefined) : keyColumn
    if (column !== undefined) open.push({ column, number })
  }
  return open
}

function explainColon(line: Line): LayoutFault | undefined {
  if (line.isItem || /[:"'[\]{}]/.test(line.text)) return undefined
  const [word] = line.text.trim().split(/\s/)
  return {
    reason: `Unexpected \`${word}\` without a colon, expected \`key: value\``,
    hint: `Write \`${word}:\`, or indent the line if it continues the text before it`,
    ...wordsOf(line),
  }
}

const wordsOf = ({ start, text, indent }: Line) => ({
  start: start + indent,
  end: start + text.trimEnd().length,
})

/** The lines that hold something, comments left out. */
function readLines(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const [index, line] of text.split('\n').entries()) {
    const [, spaces = '', dash = '', rest = ''] = /^( *)((?:- +)*)(.*)$/.exec(line) ?? []
    const key = /^(?:"[^"]*"|'[^']*'|[^\s#"'[\]{}:][^#:]*):(?:\s|$)/.test(rest)
    if (/^\s*[^\s#]/.test(line)) {
      lines.push({
        number: index + 1,
        text: line,
        start,
        indent: spaces.length,
        isItem: dash !== '' || rest === '-',
        keyColumn: key ? spaces.length + dash.length : undefined,
      })
    }
    start += line.length + 1
  }
  return lines
}
