/** References to labels as text with links: "Figures 2.1 and 2.2", "Section 3.1 on page 12". */
import type { Link, PhrasingContent, Text } from 'mdast'
import type { Label } from '../book/book.js'
import type { CitationItem, PageMode, Span } from '../book/mdast.js'
import type { Numbered, Words } from '../book/words/words.js'
import { nameNumber, wordsFor } from '../book/words.js'

/** What a reference needs to know of the book. */
export interface ReferenceContext {
  readonly labels: ReadonlyMap<string, Label>
  readonly language: string
  /** How references say the page that do not say how. */
  readonly page: PageMode
}

/**
 * Set references: several are joined as a sentence joins them, those of a kind under one name.
 *
 * @param items each of which names a label
 * @param isOpening true where they begin a sentence
 */
export function setReferences(
  items: readonly CitationItem[],
  context: ReferenceContext,
  isOpening: boolean,
): PhrasingContent[] {
  const words = wordsFor(context.language)
  const groups = groupReferences(items, context)
  const parts = groups.flatMap((group, index) => setGroup(group, context, index === 0 && isOpening))
  return joinParts(parts, words)
}

/** "A", "A and B", "A, B and C", in the words of the language. */
const joinParts = (
  parts: readonly (readonly PhrasingContent[])[],
  { and, comma }: Pick<Words, 'and' | 'comma'>,
): PhrasingContent[] =>
  parts.flatMap((part, index) => {
    if (index === 0) return part
    return [text(index === parts.length - 1 ? and : comma), ...part]
  })

/** References that follow one another and can share a name. */
function groupReferences(
  items: readonly CitationItem[],
  context: ReferenceContext,
): { item: CitationItem; label: Label }[][] {
  const groups: { item: CitationItem; label: Label }[][] = []
  const shares = ({ item, label }: { item: CitationItem; label: Label }) =>
    isPlain(item) &&
    label.number !== undefined &&
    label.kind !== 'other' &&
    !wordFor(label, context.language).includes('%')
  for (const item of items) {
    const one = { item, label: context.labels.get(item.key)! }
    const last = groups.at(-1)
    const before = last?.at(-1)
    const isAlike =
      before !== undefined &&
      shares(before) &&
      shares(one) &&
      wordFor(before.label, context.language) === wordFor(one.label, context.language)
    if (isAlike) last!.push(one)
    else groups.push([one])
  }
  return groups
}

const isPlain = ({ prefix, suffix, page, suppressAuthor }: CitationItem): boolean =>
  !prefix && !suffix && page === undefined && !suppressAuthor

/** "Figures 2.1 and 2.2"; three in a row are "2.1–2.3". */
function setGroup(
  group: readonly { item: CitationItem; label: Label }[],
  context: ReferenceContext,
  isOpening: boolean,
): PhrasingContent[][] {
  const [first] = group
  if (first === undefined) return []
  if (group.length === 1) return [reference(first.item, first.label, context, isOpening)]
  const words = wordsFor(context.language)
  const plural = cased(words.plurals[numberedKind(first.label)], words, isOpening)
  return runsOf(group.map(({ label }) => label)).flatMap((run, index) => {
    const name = (label: Label, isFirst: boolean) =>
      isFirst ? nameNumber(plural, numberOf(label)) : numberOf(label)
    const [from, to] = [run[0]!, run.at(-1)!]
    const link = linkTo(from, name(from, index === 0))
    const end = to.isPart ? letterOf(to) : numberOf(to)
    if (run.length > 2) return [[link, text('–'), linkTo(to, end)]]
    return run.map((label, at) => [
      linkTo(label, name(label, index + at === 0)),
      ...pageWords(context.page, label, context),
    ])
  })
}

/** Cut a list where the numbers do not go on by one. */
function runsOf(labels: readonly Label[]): Label[][] {
  const runs: Label[][] = []
  for (const label of labels) {
    const last = runs.at(-1)
    const before = last?.at(-1)?.number
    const follows = label.isPart ? nextPart(before) : successor(before)
    if (before !== undefined && label.number === follows) last!.push(label)
    else runs.push([label])
  }
  return runs
}

/** `2.1` → `2.2`; nothing follows `A`. */
const successor = (number = ''): string | undefined =>
  /\d$/.test(number) ? number.replace(/\d+$/, (digits) => String(Number(digits) + 1)) : undefined

/** `2.1a` → `2.1b`. */
const nextPart = (number = ''): string | undefined =>
  /\d[a-y]$/.test(number)
    ? number.slice(0, -1) + String.fromCodePoint(number.codePointAt(number.length - 1)! + 1)
    : undefined

/** What follows the last figure of the number of a part: `b` of `2.1b`. */
const letterOf = ({ number = '' }: Label): string => /\D*$/.exec(number)![0]

const numberOf = ({ kind, number = '' }: Label): string =>
  kind === 'equation' ? `(${number})` : number

function reference(
  item: CitationItem,
  label: Label,
  context: ReferenceContext,
  isOpening: boolean,
): PhrasingContent[] {
  const name = item.suppressAuthor
    ? (label.number ?? label.title)
    : nameOf(label, context.language, isOpening && !item.prefix)
  const link = linkTo(label, name)
  const page = item.page ?? context.page
  if (page === 'only') return pageOnly(link, label, context)
  const before = item.prefix ? [text(`${item.prefix.trimEnd()} `)] : []
  const after = item.suffix ? [text(`, ${item.suffix}`)] : []
  return [...before, link, ...pageWords(page, label, context), ...after]
}

const linkTo = ({ id }: Label, name: string): Link => ({
  type: 'link',
  url: `#${id}`,
  children: [text(name)],
  data: { hProperties: { className: ['cross-reference'], dataResolved: '' } },
})

/** "page 12" in print; where there are no pages, the name of what stands on it. */
function pageOnly(link: Link, { id }: Label, { language }: ReferenceContext): PhrasingContent[] {
  const [before = '', after = ''] = nameNumber(wordsFor(language).page, '%').split('%')
  const inPrint: Link = {
    type: 'link',
    url: link.url,
    children: [text(before), slot({ dataTo: id }, '000'), ...(after ? [text(after)] : [])],
    data: { hProperties: { className: ['cross-reference', 'only-print'], dataResolved: '' } },
  }
  const elsewhere: Link = {
    ...link,
    data: { hProperties: { className: ['cross-reference', 'only-epub'], dataResolved: '' } },
  }
  return [inPrint, elsewhere]
}

/** " on page 12", for print only; the page is known when the book has been laid out. */
function pageWords(
  page: PageMode,
  { id }: Label,
  { language }: ReferenceContext,
): PhrasingContent[] {
  const [before = '', after = ''] = wordsFor(language).onPage.split('%')
  if (page === 'never') return []
  if (page === 'auto') return [slot({ dataWhere: id }, ` ${before}000${after}`)]
  const words = [text(` ${before}`), slot({ dataTo: id }, '000'), text(after)]
  return [span({ className: ['only-print'] }, words)]
}

/** What is filled in with a page, as wide as most. */
const slot = (target: Record<string, string>, value: string): Span =>
  span({ className: ['page-slot', 'only-print'], ...target }, [text(value)])

const span = (
  hProperties: Record<string, string | string[]>,
  children: Text[] | Span[] | PhrasingContent[],
): Span => ({
  type: 'span',
  children: children as PhrasingContent[],
  data: { hProperties },
})

/** "Figure 2.1", "Equation (2.1)"; an unnumbered heading is named by its title. */
function nameOf(label: Label, language: string, isOpening: boolean): string {
  const words = wordsFor(language)
  if (label.number === undefined)
    return label.title ? words.quoted.replace('%', label.title) : label.id
  if (label.kind === 'other') return label.number
  return nameNumber(cased(wordFor(label, language), words, isOpening), numberOf(label))
}

/** Inside a sentence many languages write "figure 2.1". */
const cased = (word: string, { isLowerInText }: Words, isOpening: boolean): string =>
  isLowerInText && !isOpening ? word.charAt(0).toLowerCase() + word.slice(1) : word

const wordFor = (label: Label, language: string): string => wordsFor(language)[numberedKind(label)]

function numberedKind({ kind, number }: Label): Numbered {
  if (kind === 'chapter' && /^[A-Z]/.test(number ?? '')) return 'appendix'
  return kind === 'other' ? 'section' : kind
}

const text = (value: string): Text => ({ type: 'text', value })
