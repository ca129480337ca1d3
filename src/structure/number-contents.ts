/** Number what stands in the chapters: sections, figures, tables, listings, equations; and name it all. */
import type { Data, Heading, List, Nodes, PhrasingContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { VFile } from 'vfile'
import type { Label, LabelKind } from '../book/book.js'
import type { Configuration } from '../book/configuration.js'
import { isCounted } from '../book/statements.js'
import { visit } from '../book/visit.js'
import { report } from '../diagnostics/report.js'
import { letterFigure } from './letter-figure.js'
import { claim, slugOf } from './name-chapters.js'
import {
  addLabel,
  anchorsOf,
  type Floats,
  nextFloat,
  noFloats,
  type State,
  slugger,
  toName,
} from './numbering-state.js'
import type { RawChapter } from './raw-chapter.js'

/** A heading of a chapter, for the table of contents. */
export interface SectionEntry {
  readonly id: string
  readonly number: string | undefined
  /** 1 for a chapter, 2 for its sections, and so on. */
  readonly rank: number
  readonly title: readonly PhrasingContent[]
  readonly titleText: string
}

export interface Numbering {
  /** Section number of each chapter; of a nested file it is that of a section of its parent. */
  readonly chapterNumbers: readonly (string | undefined)[]
  readonly sections: readonly (readonly SectionEntry[])[]
  readonly labels: Map<string, Label>
  readonly anchors: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/**
 * Number the contents of all chapters.
 *
 * Sets `data.number` and `data.id` on headings, figures, tables, listings, equations and labelled nodes,
 * and `depth` of headings to their rank in the book (1–6).
 *
 * @param ids of the chapters; @param numbers of the chapters of depth 0 and 1
 */
export function numberContents(
  chapters: readonly RawChapter[],
  ids: readonly string[],
  numbers: readonly (string | undefined)[],
  configuration: Configuration,
): Numbering {
  const state: State = {
    configuration,
    taken: new Set(ids),
    labels: new Map(),
    places: new Map(),
    anchors: new Map(),
    sluggers: new Map(),
    chapterNumber: undefined,
    sections: [],
    floats: noFloats(),
    looseFloats: noFloats(),
    examples: 0,
  }
  const chapterNumbers: (string | undefined)[] = []
  const sections = chapters.map((chapter, index) => {
    const id = ids[index]!
    if (chapter.depth <= 1) {
      state.chapterNumber = numbers[index]
      state.sections = []
      state.floats = noFloats()
    }
    const number =
      chapter.depth <= 1 ? numbers[index] : nextSection(state, chapter.depth, chapter.heading)
    chapterNumbers.push(number)
    nameTitle(state, chapter, id, number)
    return numberChapter(state, chapter, id)
  })
  return { chapterNumbers, sections, labels: state.labels, anchors: state.anchors }
}

function nameTitle(
  state: State,
  chapter: RawChapter,
  id: string,
  number: string | undefined,
): void {
  const anchors = anchorsOf(state, chapter.path)
  if (!anchors.has('')) anchors.set('', id)
  if (chapter.heading)
    anchors.set(slugger(state, chapter.path).slug(plainText(chapter.heading)), id)
  const label = chapter.heading?.data?.label
  if (!label) return
  anchors.set(label, id)
  const kind: LabelKind = chapter.isPart ? 'part' : chapter.depth > 1 ? 'section' : 'chapter'
  addLabel(
    state,
    chapter,
    label,
    { id, kind, title: chapter.titleText, chapterId: id, ...numbered(number) },
    chapter.heading!,
  )
}

const numbered = (number: string | undefined) => (number === undefined ? {} : { number })

function numberChapter(state: State, chapter: RawChapter, chapterId: string): SectionEntry[] {
  const entries: SectionEntry[] = []
  const firstRank = rankShift(chapter)
  let lastRank = Math.max(1, chapter.depth)
  visit(chapter.tree, (node, _index, parent) => {
    if (node.type === 'heading') {
      const rank = Math.max(2, node.depth + firstRank, chapter.depth + (chapter.isPart ? 1 : 0))
      if (rank > lastRank + 1) reportSkip(chapter.file, node, lastRank + 1 - firstRank)
      lastRank = rank
      entries.push(numberHeading(state, chapter, chapterId, node, rank))
    } else if (node.type === 'list' && node.data?.isExamples) numberExamples(state, node)
    else if (node.type === 'figure' && parent?.type === 'figure')
      letterFigure(state, chapter, chapterId, node, parent)
    else numberFloat(state, chapter, chapterId, node)
  })
  return entries
}

/** How far the file's headings must sink so that its title has the rank of its place in the book. */
function rankShift(chapter: RawChapter): number {
  const titleRank = Math.max(1, chapter.depth)
  if (chapter.heading) return titleRank - chapter.heading.depth
  const first = chapter.tree.children.find((node) => node.type === 'heading')
  return first ? titleRank + 1 - first.depth : 0
}

function reportSkip(file: VFile, node: Heading, expected: number): void {
  report(
    file,
    'heading-skip',
    node,
    `Unexpected heading of rank ${node.depth}, expected at most ${Math.max(1, expected)}`,
    {
      hint: `Write \`${'#'.repeat(Math.max(1, expected))} ${plainText(node)}\`; a reader who hears the book is told that a level is missing`,
    },
  )
}

function numberHeading(
  state: State,
  chapter: RawChapter,
  chapterId: string,
  node: Heading,
  rank: number,
): SectionEntry {
  const number = nextSection(state, rank, node)
  const titleText = plainText(node).trim()
  const slug = slugger(state, chapter.path).slug(plainText(node))
  const label = node.data?.label
  const wanted = label ?? `${chapterId}-${slugOf(titleText) || 'section'}`
  const id = claim(toName(wanted), state.taken)
  node.data = { ...node.data, id, number }
  node.depth = Math.min(6, rank) as Heading['depth']
  const anchors = anchorsOf(state, chapter.path)
  if (!anchors.has(slug)) anchors.set(slug, id)
  if (label) {
    anchors.set(label, id)
    addLabel(
      state,
      chapter,
      label,
      { id, kind: 'section', title: titleText, chapterId, ...numbered(number) },
      node,
    )
  }
  return { id, number, rank, title: node.children, titleText }
}

/** The next section number at a rank, or none where the chapter has none or the rank is too deep. */
function nextSection(state: State, rank: number, heading: Heading | undefined): string | undefined {
  const classes = heading?.data?.hProperties?.className
  if (Array.isArray(classes) && classes.includes('unnumbered')) return undefined
  if (state.chapterNumber === undefined) return undefined
  state.sections[rank] = (state.sections[rank] ?? 0) + 1
  state.sections.length = rank + 1
  if (rank > state.configuration.numbering.depth) return undefined
  const inner = Array.from({ length: rank - 1 }, (_, index) => state.sections[index + 2] ?? 0)
  return [state.chapterNumber, ...inner].join('.')
}

/** Examples have one count for the whole book (pandoc, Manual, `example_lists`). */
function numberExamples(state: State, list: List): void {
  list.start = state.examples + 1
  for (const item of list.children) item.data = { ...item.data, number: String(++state.examples) }
}

function numberFloat(state: State, chapter: RawChapter, chapterId: string, node: Nodes): void {
  const data: Data = node.data ?? {}
  const label = data.label
  const kind = kindOf(node)
  const caption = node.type === 'figure' ? node.caption : data.caption
  const countable = isCountable(node, kind, caption !== undefined || label !== undefined)
  const classes = data.hProperties?.className
  // A number that the author gave is the one that the text speaks of.
  const number =
    data.number ??
    (countable && !(Array.isArray(classes) && classes.includes('unnumbered'))
      ? nextFloat(state, kind)
      : undefined)
  if (!label && (!number || node.type === 'listItem')) return
  const id = claim(
    toName(label ?? `${chapterId}-${kind}-${(number ?? '').replaceAll('.', '-')}`),
    state.taken,
  )
  node.data = { ...data, id, number }
  if (!label) return
  anchorsOf(state, chapter.path).set(label, id)
  const title = titleOf(node, caption)
  addLabel(state, chapter, label, { id, kind, title, chapterId, ...numbered(number) }, node)
}

/** The words of a caption, or of the title of a theorem. */
function titleOf(node: Nodes, caption: readonly PhrasingContent[] | undefined): string {
  if (caption) return plainText({ type: 'paragraph', children: [...caption] })
  const first = node.type === 'div' && node.data?.statement ? node.children[0] : undefined
  const data: Data = first?.data ?? {}
  const names = data.hProperties?.className
  return Array.isArray(names) && names.includes('div-title') ? plainText(first!) : ''
}

function isCountable(
  { data }: Nodes,
  kind: keyof Floats | 'other',
  isMarked: boolean,
): kind is keyof Floats {
  if (kind === 'other') return false
  const { statement, label }: Data = data ?? {}
  if (statement !== undefined) return isCounted(statement)
  return kind === 'equation' ? label !== undefined : isMarked
}

function kindOf(node: Nodes): keyof Floats | 'other' {
  if (node.type === 'div' && node.data?.statement) return node.data.statement
  if (node.type === 'figure' || node.type === 'table') return node.type
  if (node.type === 'code') return 'listing'
  if (node.type === 'math') return 'equation'
  return 'other'
}
