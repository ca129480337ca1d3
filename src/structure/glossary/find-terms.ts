/** The terms that a glossary explains. A glossary is a chapter of that role; its definition lists are the entries. */
import type { Data } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { DefinitionList, DefinitionTerm } from '../../book/mdast.js'
import { visit } from '../../book/visit.js'
import { claim, slugOf } from '../name-chapters.js'
import type { RawChapter } from '../raw-chapter.js'

/** A term of the glossary. */
export interface Term {
  /** As the glossary prints it. */
  readonly name: string
  /** Id of what explains it. */
  readonly id: string
  /** What it is short for. */
  readonly long?: string
  readonly node: DefinitionTerm
  readonly chapter: RawChapter
}

/** Terms by what they are looked up by (`keyOf`). */
export type Terms = ReadonlyMap<string, Term>

interface Entry {
  readonly terms: DefinitionTerm[]
  readonly rest: DefinitionList['children'][number][]
}

/**
 * Find the terms of a book, give each explanation an id, and put the entries of each list into the order of the
 * language.
 *
 * @param ids of the chapters
 */
export function findTerms(
  chapters: readonly RawChapter[],
  ids: readonly string[],
  languageOf: (chapter: RawChapter) => string,
): Terms {
  const found = new Map<string, Term>()
  chapters.forEach((chapter, index) => {
    if (chapter.role !== 'glossary') return
    const order = new Intl.Collator(languageOf(chapter), { numeric: true })
    const taken = new Set<string>()
    visit(chapter.tree, 'definitionList', (list) => {
      const entries = entriesOf(list).map((entry) => ({ entry, name: nameOf(entry.terms[0]) }))
      entries.sort((one, other) => order.compare(one.name, other.name))
      for (const { entry } of entries) {
        const id = claim(`${ids[index]}-term-${slugOf(nameOf(entry.terms[0])) || 'x'}`, taken)
        const explained = entry.rest[0] ?? entry.terms[0]!
        addProperties(explained, { id, ...(entry.rest[0] ? { epubType: 'glossdef' } : {}) })
        for (const node of entry.terms) {
          const long = takeLong(node)
          const term: Term = { name: nameOf(node), id, node, chapter, ...(long ? { long } : {}) }
          if (long) node.children.push({ type: 'text', value: ` (${long})` })
          if (!found.has(keyOf(term.name))) found.set(keyOf(term.name), term)
        }
      }
      list.children = entries.flatMap(({ entry }) => [...entry.terms, ...entry.rest])
    })
  })
  return found
}

/** Terms that stand together share what follows them. */
function entriesOf(list: DefinitionList): Entry[] {
  const entries: Entry[] = []
  for (const child of list.children) {
    const last = entries.at(-1)
    if (child.type === 'definitionTerm') {
      if (last && last.rest.length === 0) last.terms.push(child)
      else entries.push({ terms: [child], rest: [] })
    } else last?.rest.push(child)
  }
  return entries
}

const nameOf = (term: DefinitionTerm | undefined): string =>
  term ? plainText(term).replace(/\s+/g, ' ').trim() : ''

/** `[ONNX]{long="Open Neural Network Exchange"}`. */
function takeLong(term: DefinitionTerm): string | undefined {
  let long: string | undefined
  visit(term, 'span', (span) => {
    const data: Data = span.data ?? {}
    const { long: given, ...others } = data.hProperties ?? {}
    if (given === undefined) return
    long ??= String(given)
    span.data = { ...data, hProperties: others }
  })
  return long
}

function addProperties(
  node: DefinitionList['children'][number],
  properties: Record<string, string>,
): void {
  const data: Data = node.data ?? {}
  node.data = { ...data, hProperties: { ...data.hProperties, ...properties } }
}

/** What a term is looked up by: without capitals, accents, and the plural of many languages. */
export const keyOf = (words: string): string =>
  words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ies$/, 'y')
    .replace(/(?<=[^s])s$/, '')
