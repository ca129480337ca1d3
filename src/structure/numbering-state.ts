/** What numbering keeps while it walks the book: counters, labels, anchors. */
import GithubSlugger from 'github-slugger'
import type { Nodes } from 'mdast'
import type { Label } from '../book/book.js'
import type { Configuration } from '../book/configuration.js'
import { countedStatements, type StatementKind } from '../book/statements.js'
import { report } from '../diagnostics/report.js'
import type { RawChapter } from './raw-chapter.js'

/** The state of one numbering. */
export interface State {
  readonly configuration: Configuration
  readonly taken: Set<string>
  readonly labels: Map<string, Label>
  /** Where a label stands first, for the message about a second one. */
  readonly places: Map<string, string>
  readonly anchors: Map<string, Map<string, string>>
  readonly sluggers: Map<string, GithubSlugger>
  /** Number of the chapter of depth 1 that is being walked. */
  chapterNumber: string | undefined
  /** Section counters by rank; index 2 counts `1.1`, `1.2`. */
  sections: number[]
  floats: Floats
  /** Unnumbered chapters share one count, so that no two figures of the book are "Figure 1". */
  readonly looseFloats: Floats
  /** How many examples there have been in the book. */
  examples: number
}

/** How many of each kind there have been. */
export type Floats = Record<'figure' | 'table' | 'listing' | 'equation' | StatementKind, number>

/** Counters before the first. */
export const noFloats = (): Floats => ({ ...before })

const before = Object.fromEntries(
  ['figure', 'table', 'listing', 'equation', ...countedStatements].map((kind) => [kind, 0]),
) as Floats

/** The next number of a kind: `2.1`. */
export function nextFloat(state: State, kind: keyof Floats): string {
  if (state.chapterNumber === undefined) return String(++state.looseFloats[kind])
  return `${state.chapterNumber}.${++state.floats[kind]}`
}

/** Note a label; a second of the same name is reported with the place of the first. */
export function addLabel(
  state: State,
  chapter: RawChapter,
  name: string,
  label: Label,
  node: Nodes,
): void {
  const place = `${chapter.file.path}:${node.position?.start.line ?? 1}`
  const first = state.places.get(name)
  if (first === undefined) {
    state.places.set(name, place)
    state.labels.set(name, label)
    return
  }
  report(
    chapter.file,
    'duplicate-label',
    node,
    `Unexpected second \`#${name}\`, expected a label of its own`,
    {
      subject: name,
      hint: `The first stands at ${first}; give one of the two another name`,
    },
  )
}

/** Fragments that links to a file may name. */
export const anchorsOf = (state: State, path: string) =>
  getOr(state.anchors, path, () => new Map<string, string>())
/** Slugs as GitHub makes them, one series a file, so that links written for it work. */
export const slugger = (state: State, path: string) =>
  getOr(state.sluggers, path, () => new GithubSlugger())

function getOr<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key) ?? make()
  map.set(key, found)
  return found
}

/** An NCName (XML Namespaces 1.0 §3), so that the id is good in XHTML too. */
export const toName = (text: string) =>
  text.replace(/[^\p{L}\p{N}_.-]+/gu, '-').replace(/^[^\p{L}_]+/u, '') || 'x'
