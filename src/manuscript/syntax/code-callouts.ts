/**
 * Callouts of code: `// <1>` at the end of a line (Asciidoctor, Quarto), `# (1)!` (Material for MkDocs), and the ordered
 * list straight after, whose items they lead to.
 */
import type { Code, List, Node } from 'mdast'
import type { VFile } from 'vfile'
import type { CodeCallout } from '../../book/mdast.js'
import { report } from '../../diagnostics/report.js'

const opens = String.raw`(?://+|#+|--|;+|%+|/\*|\(\*|<!--)`
const closes = String.raw`(?:\*/|\*\)|-->)?`
const signs = String.raw`((?:<(?:\d{1,2}|\.)>\s*)+)`
/** In a comment: nothing else is written so. */
const inComment = new RegExp(String.raw`(?:^|\s)\s*${opens}\s*${signs}${closes}\s*$`)
/** Forms that could be code; they count where a list follows. */
const others = [
  new RegExp(String.raw`\s${signs}$`),
  /(?:^|\s)\s*((?:<!--\s*\d{1,2}\s*-->\s*)+)$/,
  new RegExp(String.raw`(?:^|\s)\s*${opens}\s*((?:\(\d{1,2}\)!?\s*)+)${closes}\s*$`),
]
const looksCalled =
  /<(?:\d{1,2}|\.)>\s*(?:\*\/|\*\)|-->)?\s*$|<!--\s*\d|\(\d{1,2}\)!?\s*\S{0,3}\s*$/m

/** Whether code may hold callouts. */
export const mayHaveCallouts = (code: Code): boolean => looksCalled.test(code.value)

/**
 * Take the callouts out of a block of code.
 *
 * @param next what stands straight after the code
 * @param origins as `CodeLines.origins`
 * @param file receives `unmatched-callout`
 */
export function takeCallouts(
  code: Code,
  next: Node | undefined,
  origins: readonly number[] | undefined,
  file: VFile,
): CodeCallout[] {
  const list = next?.type === 'list' && (next as List).ordered ? (next as List) : undefined
  const lines = code.value.split('\n')
  const found = list
    ? [inComment, ...others]
        .map((form) => readMarks(lines, form))
        .find(({ marks }) => marks.length > 0)
    : readMarks(lines, inComment)
  if (!found || found.marks.length === 0) return []
  const placeOf = (line: number) => {
    const start = code.position?.start
    return start && { line: start.line + 1 + (origins?.[line] ?? line), column: start.column }
  }
  if (!list) {
    const [first] = found.marks
    report(
      file,
      'unmatched-callout',
      placeOf(first!.line),
      `Unexpected callout \`<${first!.number}>\`, expected an ordered list straight after the code`,
      {
        subject: String(first!.number),
        hint: `Write \`${first!.number}. What it says\` after the code, or \`{.no-callouts}\` where it is part of the code`,
      },
    )
    return []
  }
  code.value = found.lines.join('\n')
  list.data = { ...list.data, isCodeNotes: true }
  const from = list.start ?? 1
  const called = new Set(found.marks.map(({ number }) => number))
  list.children.forEach((item, index) => {
    if (!called.has(from + index))
      report(
        file,
        'unmatched-callout',
        item.position?.start,
        `Unexpected item \`${from + index}.\`, expected a callout \`<${from + index}>\` in the code before it`,
        {
          subject: String(from + index),
          hint: `Put \`<${from + index}>\` in a comment at the end of the line it is about; a list that is none of the code’s stands after a paragraph`,
        },
      )
  })
  return found.marks.map(({ line, number }) => {
    const hasItem = number >= from && number < from + list.children.length
    if (!hasItem)
      report(
        file,
        'unmatched-callout',
        placeOf(line),
        `Unexpected callout \`<${number}>\`, expected one of the items after the code`,
        { subject: String(number), hint: `Write an item \`${number}.\` in the list` },
      )
    return { line, number, hasItem }
  })
}

/** Read the marks of one form, and the lines without them. */
function readMarks(
  lines: readonly string[],
  form: RegExp,
): { marks: { line: number; number: number }[]; lines: string[] } {
  const marks: { line: number; number: number }[] = []
  let last = 0
  const rest = lines.map((text, line) => {
    const match = form.exec(text)
    if (!match) return text
    for (const [sign] of match[1]!.matchAll(/\d+|\./g)) {
      last = sign === '.' ? last + 1 : Number(sign)
      marks.push({ line, number: last })
    }
    return text.slice(0, match.index).trimEnd()
  })
  return { marks, lines: rest }
}
