/**
 * What of a block's lines is printed: mdBook's hidden lines, marks in comments that hide lines or point them out
 * (Docusaurus' `highlight-next-line`, Shiki's `[!code ++]`). What is hidden is in no edition.
 */
import type { Code } from 'mdast'
import type { VFile } from 'vfile'
import type { CodeLines } from '../../book/mdast.js'
import { report } from '../../diagnostics/report.js'
import { type CodeOptions, readRanges } from './code-options.js'

/** A line of code, and what is asked of it. */
interface Line {
  text: string
  /** Place in the block as it is written. */
  readonly origin: number
  isMarked?: boolean
  change?: 'inserted' | 'deleted'
}

/** How comments begin, and how those end that must. */
const opens = String.raw`(?://+|#+|--|;+|%+|/\*|\(\*|<!--|\{/\*)`
const closes = String.raw`(?:\*/\}?|\*\)|-->)?`
/** A line that is nothing but a comment with one of our words (Docusaurus). */
const wordLine = new RegExp(
  String.raw`^\s*${opens}\s*(highlight|hide)-(next-line|start|end)\s*${closes}\s*$`,
)
/** A comment at the end of a line. */
const wordAtEnd = new RegExp(
  String.raw`\s*${opens}\s*(?:\[!code\s+(\S+?)\]|(highlight|hide)-line)\s*${closes}\s*$`,
)
const hasWord = /\[!code\s|(?:highlight|hide)-(?:line|next-line|start|end)/

/**
 * Read the lines of a block; hidden ones leave it.
 *
 * @param file receives `unmatched-lines`
 */
export function readCodeLines(code: Code, options: CodeOptions, file: VFile): CodeLines {
  const written = code.value.split('\n')
  let lines: Line[] = written.map((text, origin) => ({ text, origin }))
  if (hasWord.test(code.value)) lines = readWords(lines)
  if (options.hiddenMark !== undefined) lines = hideMarked(lines, options.hiddenMark)
  else if (/^rust$/i.test(code.lang ?? '')) lines = hideRust(lines, code, file)
  if (options.hidden !== undefined) {
    const hidden = readRanges(options.hidden, written.length)
    reportMissing(hidden.missing, written.length, code, file)
    const all = new Set(hidden.lines)
    lines = lines.filter(({ origin }) => !all.has(origin))
  }
  if (options.marked !== undefined) {
    const marked = readRanges(options.marked, lines.length)
    reportMissing(marked.missing, lines.length, code, file)
    for (const line of marked.lines) lines[line]!.isMarked = true
  }
  if (lines.some(({ text, origin }) => text !== written[origin]) || lines.length < written.length)
    code.value = lines.map(({ text }) => text).join('\n')
  const those = (test: (line: Line) => boolean) =>
    lines.flatMap((line, index) => (test(line) ? [index] : []))
  const found = {
    marked: those(({ isMarked }) => isMarked === true),
    inserted: those(({ change }) => change === 'inserted'),
    deleted: those(({ change }) => change === 'deleted'),
  }
  return {
    ...(options.numbers === undefined ? {} : { numbers: options.numbers }),
    ...(found.marked.length > 0 ? { marked: found.marked } : {}),
    ...(found.inserted.length > 0 ? { inserted: found.inserted } : {}),
    ...(found.deleted.length > 0 ? { deleted: found.deleted } : {}),
    ...(lines.length < written.length ? describeHidden(lines, written) : {}),
  }
}

function describeHidden(
  lines: readonly Line[],
  written: readonly string[],
): Pick<CodeLines, 'origins' | 'hidden'> {
  const origins = lines.map(({ origin }) => origin)
  const kept = new Set(origins)
  return { origins, hidden: written.filter((_, line) => !kept.has(line)) }
}

function readWords(lines: readonly Line[]): Line[] {
  const kept: Line[] = []
  const open = { highlight: false, hide: false }
  const next = { highlight: false, hide: false }
  for (const line of lines) {
    const [, word, where] = wordLine.exec(line.text) ?? []
    if (word === 'highlight' || word === 'hide') {
      if (where === 'next-line') next[word] = true
      else open[word] = where === 'start'
      continue
    }
    const found = wordAtEnd.exec(line.text)
    const name = found?.[1] ?? found?.[2]
    const isKnown = name !== undefined && /^(?:highlight|hl|focus|hide|\+\+|--)$/.test(name)
    const text = isKnown ? line.text.slice(0, found!.index) : line.text
    const isHidden = open.hide || next.hide || name === 'hide'
    const isMarked = open.highlight || next.highlight || /^(?:highlight|hl|focus)$/.test(name ?? '')
    next.highlight = next.hide = false
    if (isHidden) continue
    kept.push({
      text,
      origin: line.origin,
      ...(isMarked && { isMarked }),
      ...(name === '++' && { change: 'inserted' as const }),
      ...(name === '--' && { change: 'deleted' as const }),
    })
  }
  return kept
}

/** Hide the lines that begin with a mark of the author's own (mdBook, `hidelines`). */
const hideMarked = (lines: readonly Line[], mark: string): Line[] =>
  lines.filter(({ text }) => !text.trimStart().startsWith(mark))

/** Hide `# ` lines of Rust; `##` stands for one (mdBook, "Hiding code lines"; rustdoc). */
function hideRust(lines: Line[], code: Code, file: VFile): Line[] {
  if (!/^\s*#(?:#| |$)/m.test(code.value)) return lines
  const kept = lines.flatMap((line) => {
    const mark = /^(\s*)#(#| |$)/.exec(line.text)
    if (!mark) return [line]
    if (mark[2] !== '#') return []
    return [{ ...line, text: mark[1]! + line.text.slice(mark[1]!.length + 1) }]
  })
  const count = lines.length - kept.length
  if (count > 0)
    report(
      file,
      'hidden-code',
      code.position?.start,
      `Unexpected \`# \` before ${count === 1 ? 'a line' : `${count} lines`} of Rust, which no edition shows`,
      { subject: '#', hint: 'Write `##` for a line that begins with `#`' },
    )
  return kept
}

function reportMissing(missing: number | undefined, count: number, code: Code, file: VFile): void {
  if (missing === undefined) return
  report(
    file,
    'unmatched-lines',
    code.position?.start,
    `Unexpected line \`${missing}\`, expected a line of the code, which has ${count}`,
    {
      subject: String(missing),
      hint: 'Lines are counted from 1, whatever number the first has',
    },
  )
}
