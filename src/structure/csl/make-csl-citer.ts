/** Citations and bibliography by a style of CSL. The whole book is processed at once: numbers, letters and "ibid." need all of it. */
import type { FootnoteDefinition, PhrasingContent } from 'mdast'
import type { Citation, Div } from '../../book/mdast.js'
import { type Citer, entryIds, shortNames } from '../cite.js'
import type { Bibliography } from '../read-bibliography.js'
import type { MakeEngine } from './engine.js'
import { htmlToPhrasing } from './html-to-phrasing.js'
import { type PlacedCitation, type Processed, processCitations } from './process-citations.js'

/** A citer that must see all citations before the first is asked for. */
export interface CslCiter extends Citer {
  prepare(citations: readonly PlacedCitation[]): void
  /** Notes that a style of notes has made since they were taken last. */
  takeNotes(): FootnoteDefinition[]
  /** The bibliography as the style has it; `undefined` where it has none. */
  list(): Div | undefined
}

/** Make the citer. */
export function makeCslCiter(
  { sources, files }: Bibliography,
  makeEngine: MakeEngine,
  language: string,
): CslCiter {
  const ids = entryIds(sources)
  const items = [...sources.values()].map((source) => ({ ...source, system_id: source.id }))
  const engine = makeEngine(items)
  const isNote = engine.opt.xclass === 'note'
  let processed: Processed = { html: new Map(), entries: [] }
  const inNote = new Set<Citation>()
  const cited = new Set<string>()
  let notes: FootnoteDefinition[] = []
  let made = 0

  const link = (id: string, children: PhrasingContent[]): PhrasingContent => ({
    type: 'link',
    url: `#${ids.get(id)}`,
    children: children as never,
    data: { hProperties: { className: ['citation'], role: 'doc-biblioref', dataResolved: '' } },
  })
  const toText = (node: Citation): PhrasingContent[] =>
    htmlToPhrasing(processed.html.get(node) ?? '', (address, children) =>
      ids.has(address)
        ? link(address, children)
        : { type: 'link', url: address, children: children as never },
    )

  return {
    has: (key) => sources.has(key),
    keys: () => sources.keys(),
    size: sources.size,
    isWhole: !files.some(({ messages }) => messages.some(({ fatal }) => fatal)),
    prepare(citations) {
      const nameOf = (key: string) => shortNames(sources.get(key)!, language)
      processed = processCitations(engine, citations, nameOf)
      for (const { node, isInNote } of citations) {
        if (isInNote) inNote.add(node)
        for (const { key } of node.items) cited.add(key)
      }
    },
    cite(node) {
      // A key that nobody knows is told elsewhere.
      if (!processed.html.has(node)) return [{ type: 'text', value: node.value }]
      const text = toText(node)
      if (!isNote || inNote.has(node)) return text
      const identifier = `csl-${++made}`
      notes.push({
        type: 'footnoteDefinition',
        identifier,
        children: [{ type: 'paragraph', children: text }],
      })
      const call: PhrasingContent = { type: 'footnoteReference', identifier }
      const first = sources.get(node.items[0]?.key ?? '')
      const names = node.narrative && first ? shortNames(first, language) : ''
      return names ? [{ type: 'text', value: names }, call] : [call]
    },
    takeNotes() {
      const taken = notes
      notes = []
      return taken
    },
    cited: () =>
      [...cited].map((key) => ({ source: sources.get(key)!, id: ids.get(key)!, mark: '' })),
    list: () => listEntries(processed.entries, ids),
  }
}

function listEntries(
  entries: Processed['entries'],
  ids: ReadonlyMap<string, string>,
): Div | undefined {
  if (entries.length === 0) return undefined
  const children = entries.map(([key, html]): Div => {
    const content = trimmed(htmlToPhrasing(spacedMargin(html), toWeb))
    const hProperties = { className: ['reference'], role: 'doc-biblioentry' }
    const paragraph = { type: 'paragraph' as const, children: content }
    return { type: 'div', data: { id: ids.get(key), hProperties }, children: [paragraph] }
  })
  return { type: 'div', data: { hProperties: { className: ['references', 'csl'] } }, children }
}

const toWeb = (address: string, children: PhrasingContent[]): PhrasingContent => ({
  type: 'link',
  url: address,
  children: children as never,
})

/** A number that stands in the margin of its entry has a space behind it. */
const spacedMargin = (html: string): string => html.replace(/<\/div>\s*<div/g, '</div> <div')

/** Without the white space of the processor's own lines. */
function trimmed(content: readonly PhrasingContent[]): PhrasingContent[] {
  const texts = content.filter(
    (node) => node.type !== 'text' || node.value.trim() !== '' || node.value === ' ',
  )
  return texts.map((node, index) => {
    if (node.type !== 'text') return node
    let value = node.value.replace(/\s+/g, ' ')
    if (index === 0) value = value.trimStart()
    if (index === texts.length - 1) value = value.trimEnd()
    return { ...node, value }
  })
}
