/** Author-date and numeric citations, built in (The Chicago Manual of Style 18, §13.102–13.128). */
import type { PhrasingContent, Text } from 'mdast'
import type { Citation, CitationItem } from '../book/mdast.js'
import { wordsFor } from '../book/words.js'
import { slugOf } from './name-chapters.js'
import type { Bibliography, Source, SourceName } from './read-bibliography.js'

/** Cites sources and remembers which, for the bibliography. */
export interface Citer {
  has(key: string): boolean
  keys(): Iterable<string>
  readonly size: number
  /** False where a bibliography could not be read: then nobody knows which keys it holds. */
  readonly isWhole: boolean
  /** Text and links of one citation. */
  cite(node: Citation): PhrasingContent[]
  /** Sources cited so far with the number or letter they are known by, in order of the bibliography. */
  cited(): CitedSource[]
}

export interface CitedSource {
  readonly source: Source
  /** Id of the entry in the bibliography. */
  readonly id: string
  /** `2014a` or `12`. */
  readonly mark: string
}

/** Make a citer for one book. */
export function makeCiter(
  { sources, files }: Bibliography,
  style: 'author-date' | 'numeric',
  language: string,
): Citer {
  const order = new Map<string, number>()
  const letters =
    style === 'author-date' ? yearLetters(sources, language) : new Map<string, string>()
  const ids = entryIds(sources)
  const markOf = (source: Source) =>
    style === 'numeric'
      ? String(order.get(source.id))
      : yearOf(source, language) + (letters.get(source.id) ?? '')
  const linkTo = (source: Source, value: string): PhrasingContent => ({
    type: 'link',
    url: `#${ids.get(source.id)}`,
    children: [text(value)],
    data: { hProperties: { className: ['citation'], role: 'doc-biblioref', dataResolved: '' } },
  })
  const citeItem = (item: CitationItem, narrative: boolean): PhrasingContent[] => {
    const source = sources.get(item.key)
    if (!source) return [text(`${spaced(item.prefix)}@${item.key}${after(item.suffix)}`)]
    if (!order.has(source.id)) order.set(source.id, order.size + 1)
    const names = shortNames(source, language)
    if (style === 'numeric') {
      const who = narrative && !item.suppressAuthor ? `${names} ` : ''
      return [
        text(spaced(item.prefix) + who + (narrative ? '[' : '')),
        linkTo(source, markOf(source)),
        text(after(item.suffix) + (narrative ? ']' : '')),
      ]
    }
    if (narrative && item.suppressAuthor)
      return [text('('), linkTo(source, markOf(source)), text(`${after(item.suffix)})`)]
    if (narrative)
      return [
        text(`${spaced(item.prefix)}${names} (`),
        linkTo(source, markOf(source)),
        text(`${after(item.suffix)})`),
      ]
    const label = item.suppressAuthor ? markOf(source) : `${names} ${markOf(source)}`
    return [text(spaced(item.prefix)), linkTo(source, label), text(after(item.suffix))]
  }
  return {
    has: (key) => sources.has(key),
    keys: () => sources.keys(),
    size: sources.size,
    isWhole: !files.some(({ messages }) => messages.some(({ fatal }) => fatal)),
    cite(node) {
      const pieces = node.items.flatMap((item, index) => [
        ...(index > 0 ? [text(style === 'numeric' ? ', ' : '; ')] : []),
        ...citeItem(item, node.narrative),
      ])
      const [open, close] = style === 'numeric' ? ['[', ']'] : ['(', ')']
      const whole = node.narrative ? pieces : [text(open), ...pieces, text(close)]
      return whole.filter((piece) => piece.type !== 'text' || piece.value !== '')
    },
    cited() {
      const all = [...order.keys()].map((key) => sources.get(key)!)
      const sorted = style === 'numeric' ? all : sortSources(all, language)
      return sorted.map((source) => ({ source, id: ids.get(source.id)!, mark: markOf(source) }))
    },
  }
}

const text = (value: string): Text => ({ type: 'text', value })
const spaced = (prefix: string) => (prefix ? `${prefix.trimEnd()} ` : '')
const after = (suffix: string) => (suffix ? `, ${suffix}` : '')

/** Ids of the entries, by key. */
export function entryIds(sources: ReadonlyMap<string, Source>): Map<string, string> {
  const taken = new Map<string, number>()
  return new Map(
    [...sources.keys()].map((key) => {
      const base = `ref-${slugOf(key.replace(/^\d/, 'n$&')) || 'source'}`
      const count = (taken.get(base) ?? 0) + 1
      taken.set(base, count)
      return [key, count === 1 ? base : `${base}-${count}`]
    }),
  )
}

/** Sources of the same authors and year get a, b, c in order of their titles (Chicago §13.114). */
function yearLetters(sources: ReadonlyMap<string, Source>, language: string): Map<string, string> {
  const groups = new Map<string, Source[]>()
  for (const source of sources.values()) {
    const key = `${shortNames(source, language)} ${yearOf(source, language)}`
    groups.set(key, [...(groups.get(key) ?? []), source])
  }
  const letters = new Map<string, string>()
  for (const group of groups.values()) {
    if (group.length < 2) continue
    sortSources(group, language).forEach((source, index) => {
      letters.set(
        source.id,
        /[a-z]$/.test(yearOf(source, language)) ? '' : String.fromCharCode(97 + (index % 26)),
      )
    })
  }
  return letters
}

function sortSources(sources: readonly Source[], language: string): Source[] {
  const collator = new Intl.Collator(language)
  const key = (source: Source) =>
    `${namesOf(source).map(sortKey).join(' ')}\u0000${yearOf(source, language)}\u0000${source.title ?? ''}`
  return [...sources].sort(
    (one, other) => collator.compare(key(one), key(other)) || (one.id < other.id ? -1 : 1),
  )
}

const sortKey = (name: SourceName) => `${familyOf(name)} ${name.given ?? ''}`

/** Authors, else editors. */
export const namesOf = (source: Source): readonly SourceName[] =>
  source.author ?? source.editor ?? []

/** `and others` and `et al.` of BibTeX stand for names that are not given. */
export const isOthers = (name: SourceName): boolean =>
  /^(others|al\.?|et al\.?)$/i.test(name.family ?? name.literal ?? '')

/** Family name with the particle that belongs to it: "van Merriënboer". */
export const familyOf = (name: SourceName): string =>
  [name['non-dropping-particle'], name.family ?? name.literal ?? name.given]
    .filter(Boolean)
    .join(' ')

/** "Legendre", "Goodfellow and Bengio", "Silver et al." for three or more (Chicago §13.107). */
export function shortNames(source: Source, language: string): string {
  const words = wordsFor(language)
  const names = namesOf(source)
  const [first, second] = names
  if (!first) return source.title ? shortTitle(source.title) : source.id
  if (names.length > 2 || (second && isOthers(second)))
    return `${familyOf(first)} ${words.andOthers}`
  return second ? `${familyOf(first)}${words.and}${familyOf(second)}` : familyOf(first)
}

const shortTitle = (title: string) => `“${title.split(/[:.]/)[0]!.trim()}”`

/** Year as given, or the language's "n.d.". */
export function yearOf(source: Source, language: string): string {
  const year =
    source.issued?.['date-parts']?.[0]?.[0] ?? source.issued?.literal ?? source.issued?.raw
  return year === undefined ? wordsFor(language).noDate : String(year)
}
