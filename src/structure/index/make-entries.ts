/** From marks to the entries of an index, merged and sorted. */
import type { PhrasingContent } from 'mdast'
import { report } from '../../diagnostics/report.js'
import type { IndexMark, Term } from './index-mark.js'

/** A place, or a passage from one place to another. */
export interface Reference {
  readonly from: IndexMark
  readonly to?: IndexMark
}

export interface IndexEntry {
  readonly content: readonly PhrasingContent[]
  readonly text: string
  readonly sort: string
  /** Names of the levels, from the main entry down to this one. */
  readonly path: readonly string[]
  /** In reading order. */
  readonly references: readonly Reference[]
  /** Each as the author wrote it, once. */
  readonly see: readonly string[]
  readonly seeAlso: readonly string[]
  readonly children: readonly IndexEntry[]
  /** The first mark that names it, for messages. */
  readonly first: IndexMark
}

interface Growing extends Omit<IndexEntry, 'references' | 'see' | 'seeAlso' | 'children'> {
  content: readonly PhrasingContent[]
  text: string
  sort: string
  readonly marks: IndexMark[]
  readonly see: Set<string>
  readonly seeAlso: Set<string>
  readonly children: Map<string, Growing>
}

/**
 * Merge the marks of one index.
 *
 * Two terms that differ only in the case of their first letter are one: a term may begin a sentence. It is
 * printed in lower case if it is ever written so.
 */
export function makeEntries(marks: readonly IndexMark[], language: string): IndexEntry[] {
  const roots = new Map<string, Growing>()
  for (const mark of marks) {
    let level = roots
    let entry: Growing | undefined
    const path: string[] = []
    for (const term of mark.path) {
      path.push(term.text)
      entry = growEntry(level, term, mark, [...path])
      level = entry.children
    }
    if (mark.see.length === 0) entry!.marks.push(mark)
    for (const target of mark.see) entry!.see.add(target)
    for (const target of mark.seeAlso) entry!.seeAlso.add(target)
  }
  return finish(roots, collatorFor(language))
}

function growEntry(
  level: Map<string, Growing>,
  { content, text, sort }: Term,
  first: IndexMark,
  path: readonly string[],
): Growing {
  const key = keyOf(text)
  const known = level.get(key)
  if (known === undefined) {
    const made = { content, text, sort: sort ?? '', path, first }
    const entry = { ...made, marks: [], see: new Set(), seeAlso: new Set(), children: new Map() }
    level.set(key, entry as Growing)
    return entry as Growing
  }
  if (text !== known.text && text === lowerFirst(text)) {
    known.content = content
    known.text = text
  }
  known.sort ||= sort ?? ''
  return known
}

/** Upper case beyond the first letter tells names apart: `PyTorch`, `LSTM`. */
export function keyOf(text: string): string {
  const [first = '', ...rest] = text
  const isAcronym = rest[0] !== undefined && rest[0] !== rest[0].toLowerCase()
  return isAcronym ? text : first.toLowerCase() + rest.join('')
}
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function finish(level: ReadonlyMap<string, Growing>, order: Intl.Collator): IndexEntry[] {
  const entries = [...level.values()].map(
    ({ marks, see, seeAlso, children, ...entry }): IndexEntry => ({
      ...entry,
      sort: entry.sort || sortKey(entry.text),
      references: pairRanges(marks),
      see: [...see],
      seeAlso: [...seeAlso],
      children: finish(children, order),
    }),
  )
  return entries.sort(
    (one, other) =>
      order.compare(one.sort, other.sort) ||
      order.compare(one.text, other.text) ||
      (one.text < other.text ? -1 : 1),
  )
}

/** Word by word, as The Chicago Manual of Style (18th ed., 15.66) has it since 2024; numbers by their value. */
export const collatorFor = (language: string): Intl.Collator =>
  new Intl.Collator(language, { numeric: true, sensitivity: 'variant' })

/** Quotation marks, dots and dashes before a term do not sort it (ISO 999:1996, 8.2). */
const sortKey = (text: string): string => text.replace(/^[^\p{L}\p{N}]+(?=[\p{L}\p{N}])/u, '')

/** Put the two ends of each passage together; one that is never closed, or never opened, is told. */
function pairRanges(marks: readonly IndexMark[]): Reference[] {
  const references: { from: IndexMark; to?: IndexMark }[] = []
  let open: { from: IndexMark; to?: IndexMark } | undefined
  for (const mark of marks) {
    if (mark.range === 'close' && open) {
      open.to = mark
      open = undefined
      continue
    }
    if (mark.range === 'close') reportRange(mark, 'end', 'range=open')
    if (mark.range === 'open' && open) reportRange(open.from, 'beginning', 'range=close')
    const reference = { from: mark }
    references.push(reference)
    if (mark.range === 'open') open = reference
  }
  if (open) reportRange(open.from, 'beginning', 'range=close')
  return references
}

function reportRange({ file, node, path }: IndexMark, what: string, missing: string): void {
  const name = path.map(({ text }) => text).join('!')
  report(
    file,
    'open-index-range',
    node,
    `Unexpected ${what} of a passage on \`${name}\`, expected the other end too`,
    {
      subject: name,
      hint: `Write \`[]{.index entry="${name}" ${missing}}\` where the passage ${what === 'end' ? 'begins' : 'ends'}`,
    },
  )
}
