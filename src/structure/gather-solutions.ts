/** Exercises and their solutions: which belongs to which, and all solutions at the end of the book. */
import type { Data, Link, Nodes, Paragraph, Root } from 'mdast'
import type { Label } from '../book/book.js'
import type { Div, Span } from '../book/mdast.js'
import { visit } from '../book/visit.js'
import { nameNumber, wordsFor } from '../book/words.js'
import { didYouMean } from '../diagnostics/did-you-mean.js'
import { report } from '../diagnostics/report.js'
import { claim, slugOf } from './name-chapters.js'
import type { RawChapter } from './raw-chapter.js'

/** Id of the chapter that holds the solutions. */
export const solutionsId = 'solutions'

/** An exercise and what solves it, in one chapter. */
export interface Pair {
  readonly exercise: Div
  readonly solution: Div
  readonly chapter: RawChapter
}

/**
 * Give every solution the number of its exercise: that of its `for=`, of its label (`sol-x` for `exr-x`), or the one
 * before it.
 *
 * @param labels those of solutions get their numbers
 */
export function pairSolutions(chapters: readonly RawChapter[], labels: Map<string, Label>): Pair[] {
  const pairs = chapters.flatMap((chapter) => pairUp(chapter, labels))
  for (const { exercise, solution } of pairs) {
    const { number }: Data = exercise.data ?? {}
    const data: Data = solution.data ?? {}
    solution.data = { ...data, number }
    const label = data.label === undefined ? undefined : labels.get(data.label)
    if (label && number !== undefined) labels.set(data.label!, { ...label, number })
  }
  return pairs
}

/** What is moved from one chapter. */
export interface Moved {
  /** Of the chapter that holds them. */
  readonly id: string
  readonly chapter: RawChapter
  readonly tree: Root
}

/**
 * Take the solutions out of the text, and link them with their exercises.
 *
 * @param taken ids of chapters
 * @returns for each chapter that has some its solutions, in their order
 */
export function moveSolutions(
  pairs: readonly Pair[],
  language: string,
  taken: Set<string>,
): Moved[] {
  const moved = new Map<RawChapter, Moved>()
  for (const { exercise, solution, chapter } of pairs) {
    const data: Data = solution.data ?? {}
    const { id: exerciseId, number = '' }: Data = exercise.data ?? {}
    const own = moved.get(chapter) ?? begin(chapter, taken)
    const id = data.id ?? claim(`${own.id}-${number.replaceAll('.', '-') || 'x'}`, taken)
    solution.data = { ...data, id, leadsTo: exerciseId }
    exercise.children.push(toSolution(id, number, language))
    drop(chapter.tree, solution)
    own.tree.children.push(solution)
    moved.set(chapter, own)
  }
  // What solutions call may be called in the text as well.
  for (const { chapter, tree } of moved.values())
    tree.children.push(
      ...chapter.tree.children.filter(
        ({ type }) => type === 'footnoteDefinition' || type === 'definition',
      ),
    )
  return [...moved.values()]
}

const begin = (chapter: RawChapter, taken: Set<string>): Moved => ({
  id: claim(`${solutionsId}-${slugOf(chapter.titleText) || 'chapter'}`, taken),
  chapter,
  tree: { type: 'root', children: [] },
})

/** Find the solutions of a chapter, each with its exercise. */
function pairUp(chapter: RawChapter, labels: ReadonlyMap<string, Label>): Pair[] {
  const pairs: Pair[] = []
  const exercises = new Map<string, Div>()
  let last: Div | undefined
  visit(chapter.tree, 'div', (div) => {
    const { statement, label = '', hProperties = {} }: Data = div.data ?? {}
    if (statement === 'exercise') {
      last = div
      if (label) exercises.set(label, div)
    }
    if (statement !== 'solution') return
    const { for: target, ...others } = hProperties
    div.data = { ...div.data, hProperties: others }
    const asked = typeof target === 'string' ? target : label.replace(/^sol(?=[-:])/, 'exr')
    const exercise = exercises.get(asked) ?? (target === undefined ? last : undefined)
    if (exercise) pairs.push({ exercise, solution: div, chapter })
    else reportLost(chapter, div, asked, [...labels.keys()])
  })
  return pairs
}

function reportLost({ file }: RawChapter, div: Div, asked: string, known: readonly string[]): void {
  const reason = asked
    ? `Unexpected solution for \`${asked}\`, expected an exercise of this file before it`
    : 'Unexpected solution, expected an exercise before it'
  report(file, 'lost-solution', div, reason, {
    subject: asked,
    hint:
      didYouMean(
        asked,
        known.filter((label) => /^exr[-:]/.test(label)),
      ) ?? 'Write `::: {.solution for=exr-name}` after `::: {.exercise #exr-name}`',
  })
}

/** "Solution 2.1, page 212" under the exercise; the name of the solution leads back. */
function toSolution(id: string, number: string, language: string): Paragraph {
  const words = wordsFor(language)
  const [before = '', after = ''] = nameNumber(words.page, '%').split('%')
  const slot: Span = {
    type: 'span',
    data: { hProperties: { className: ['page-slot'], dataTo: id } },
    children: [text('000')],
  }
  const page: Span = {
    type: 'span',
    data: { hProperties: { className: ['only-print'] } },
    children: [text(`, ${before}`), slot, ...(after ? [text(after)] : [])],
  }
  const link: Link = {
    type: 'link',
    url: `#${id}`,
    data: { hProperties: { dataResolved: '' } },
    children: [text(nameNumber(words.solution, number))],
  }
  const data = { hProperties: { className: ['to-solution'] } }
  return { type: 'paragraph', data, children: [link, page] }
}

const text = (value: string): { type: 'text'; value: string } => ({ type: 'text', value })

function drop(node: Nodes, moved: Div): void {
  if (!('children' in node)) return
  node.children = node.children.filter((child) => child !== moved) as typeof node.children
  for (const child of node.children) drop(child, moved)
}
