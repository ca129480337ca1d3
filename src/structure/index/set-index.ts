/** The entries of an index as text: lists in lists, with what an edition fills in or shows for each place. */
import type { List, ListItem, Paragraph, PhrasingContent } from 'mdast'
import type { Div, Span } from '../../book/mdast.js'
import { wordsFor } from '../../book/words.js'
import { claim, slugOf } from '../name-chapters.js'
import type { IndexMark } from './index-mark.js'
import { letterFinder } from './letter-of.js'
import type { IndexEntry, Reference } from './make-entries.js'
import { splitPath } from './read-index-mark.js'
import { type EntriesByPath, pathKey } from './report-index.js'

/** Main entries from which on the letters get heads; a shorter index is seen at a glance. */
const worthLetters = 40

interface Manner {
  readonly language: string
  readonly known: EntriesByPath
  /** Id of each entry, by the key of its path. */
  readonly ids: ReadonlyMap<string, string>
}

/**
 * Set an index as groups by letter, with the mark-up of EPUB Indexes 1.0 (§4).
 *
 * For print each entry has one `span[data-locators]`, to be filled with the pages when they are known: ids with a
 * space between, `from~to` for a passage, `!` behind what is main. For the e-book it has a link for each section.
 *
 * @param id of the chapter; ids of entries begin with it
 */
export function setIndex(
  entries: readonly IndexEntry[],
  known: EntriesByPath,
  language: string,
  id: string,
): Div {
  const taken = new Set<string>()
  const named = [...known].map(([key, { path }]): [string, string] => {
    const words = path.map((level) => slugOf(level) || 'entry').join('.')
    return [key, claim(`${id}-ix.${words}`, taken)]
  })
  const manner: Manner = { language, known, ids: new Map(named) }
  const letterOf = letterFinder(language)
  const groups = new Map<string, IndexEntry[]>()
  for (const entry of entries) {
    const letter = letterOf(entry.sort)
    const group = groups.get(letter)
    if (group) group.push(entry)
    else groups.set(letter, [entry])
  }
  const hasLetters = entries.length >= worthLetters
  return div(
    ['index-groups'],
    {},
    [...groups].map(([letter, own]) =>
      // Only a sectioning element may be a group (EPUB Indexes 1.0, 4.4).
      asSection(
        div(
          ['index-group'],
          { epubType: 'index-group', id: claim(`${id}-${slugOf(letter) || 'signs'}`, taken) },
          [...(hasLetters && letter ? [letterHead(letter)] : []), list(own, manner)],
        ),
      ),
    ),
  )
}

const div = (className: string[], others: object, children: Div['children']): Div => ({
  type: 'div',
  data: { hProperties: { className, ...others } },
  children,
})

const asSection = (group: Div): Div => ({ ...group, data: { ...group.data, hName: 'section' } })

const letterHead = (letter: string): Paragraph => ({
  type: 'paragraph',
  data: { hProperties: { className: ['index-letter'] } },
  children: [text(letter)],
})

const list = (entries: readonly IndexEntry[], manner: Manner): List => ({
  type: 'list',
  ordered: false,
  spread: false,
  data: { hProperties: { className: ['index'], epubType: 'index-entry-list' } },
  children: entries.map((entry) => item(entry, manner)),
})

function item(entry: IndexEntry, manner: Manner): ListItem {
  const line: Paragraph = {
    type: 'paragraph',
    children: [
      span(
        { className: ['index-term'], epubType: 'index-term' },
        structuredClone([...entry.content]),
      ),
      ...locators(entry.references, manner),
      ...crossReferences(entry, manner),
    ],
  }
  return {
    type: 'listItem',
    spread: false,
    data: {
      id: manner.ids.get(pathKey(entry.path))!,
      hProperties: { className: ['index-entry'], epubType: 'index-entry' },
    },
    children: entry.children.length > 0 ? [line, list(entry.children, manner)] : [line],
  }
}

function locators(references: readonly Reference[], manner: Manner): PhrasingContent[] {
  if (references.length === 0) return []
  const { comma } = wordsFor(manner.language)
  const value = references.map(
    ({ from, to }) => `${from.id}${to ? `~${to.id}` : ''}${from.isMain ? '!' : ''}`,
  )
  const print = span({ className: ['only-print'] }, [
    text(comma),
    span({ dataLocators: value.join(' '), dataBetween: comma }, [text('000')]),
  ])
  const sections = sectionsOf(references)
  const elsewhere = span({ className: ['only-epub'] }, [
    text(comma),
    ...sections.flatMap((section, index) => [...(index > 0 ? [text(comma)] : []), section]),
  ])
  return [print, elsewhere]
}

/** One link a section: to the first place in it, or to the main one. */
function sectionsOf(references: readonly Reference[]): PhrasingContent[] {
  const links = new Map<string, { from: IndexMark; name: string; isMain: boolean }>()
  for (const { from, to } of references) {
    const last = to && to.section !== from.section ? `–${to.section}` : ''
    const name = `${from.section}${last}`
    const known = links.get(name)
    if (known === undefined || (from.isMain && !known.isMain))
      links.set(name, { from, name, isMain: from.isMain })
  }
  return [...links.values()].map(({ from, name, isMain }) => ({
    type: 'link',
    url: `#${from.id}`,
    data: {
      hProperties: { className: ['locator'], epubType: 'index-locator', dataResolved: '' },
    },
    children: isMain ? [{ type: 'strong', children: [text(name)] }] : [text(name)],
  }))
}

/** ". See other; third": a sentence of its own after the locators (Chicago 18, 15.17–15.22). */
function crossReferences(entry: IndexEntry, manner: Manner): PhrasingContent[] {
  const words = wordsFor(manner.language).index
  // What has places of its own is not elsewhere alone.
  const hasOwn = entry.references.length + entry.children.length > 0
  const [see, seeAlso] = hasOwn
    ? [[], [...entry.see, ...entry.seeAlso]]
    : [entry.see, entry.seeAlso]
  return [
    ...crossReference(see, words.see, 'index-xref-preferred', manner),
    ...crossReference(seeAlso, words.seeAlso, 'index-xref-related', manner),
  ]
}

function crossReference(
  targets: readonly string[],
  word: string,
  epubType: string,
  manner: Manner,
): PhrasingContent[] {
  if (targets.length === 0) return []
  return [
    text('. '),
    span({ epubType }, [
      { type: 'emphasis', children: [text(word)] },
      text(' '),
      ...targets.flatMap((target, index) => [
        ...(index > 0 ? [text('; ')] : []),
        targetLink(target, manner),
      ]),
    ]),
  ]
}

function targetLink(target: string, manner: Manner): PhrasingContent {
  const levels = splitPath(target)
  const found = manner.known.get(pathKey(levels))
  const words = text((found?.path ?? levels).join(': '))
  if (!found) return words
  return {
    type: 'link',
    url: `#${manner.ids.get(pathKey(found.path))}`,
    data: { hProperties: { dataResolved: '' } },
    children: [words],
  }
}

const text = (value: string): { type: 'text'; value: string } => ({ type: 'text', value })

const span = (
  hProperties: Record<string, string | string[]>,
  children: PhrasingContent[],
): Span => ({
  type: 'span',
  children,
  data: { hProperties },
})
