/** The bibliography as a chapter: one entry a source that the book cites. */
import type { Paragraph, PhrasingContent } from 'mdast'
import type { Div } from '../book/mdast.js'
import { wordsFor } from '../book/words.js'
import { type CitedSource, familyOf, isOthers, namesOf, yearOf } from './cite.js'
import type { Source, SourceName } from './read-bibliography.js'

/**
 * Set one entry: authors, year, title, where it appeared, link.
 *
 * @param numeric whether the entry starts with its number instead of giving the year after the names
 */
export function listSources(
  cited: readonly CitedSource[],
  numeric: boolean,
  language: string,
): Div {
  return {
    type: 'div',
    data: { hProperties: { className: ['references', numeric ? 'numeric' : 'author-date'] } },
    children: cited.map((entry) => entryOf(entry, numeric, language)),
  }
}

function entryOf({ source, id, mark }: CitedSource, numeric: boolean, language: string): Div {
  const year = numeric ? yearOf(source, language) : mark
  const names = fullNames(namesOf(source), language)
  const head = [numeric ? `[${mark}] ` : '', names ? `${ended(names)} ` : ''].join('')
  const content: PhrasingContent[] = [
    text(head),
    ...(numeric ? [] : [text(`${year}. `)]),
    ...titleOf(source),
    ...placeOf(source),
    ...(numeric ? [text(` ${year}.`)] : []),
    ...linkOf(source),
  ]
  const paragraph: Paragraph = {
    type: 'paragraph',
    children: content.filter((piece) => piece.type !== 'text' || piece.value),
  }
  return {
    type: 'div',
    data: { id, hProperties: { className: ['reference'], role: 'doc-biblioentry' } },
    children: [paragraph],
  }
}

const text = (value: string): PhrasingContent => ({ type: 'text', value })
const emphasised = (value: string): PhrasingContent => ({
  type: 'emphasis',
  children: [text(value)],
})
const ended = (value: string) => (/[.?!]$/.test(value) ? value : `${value}.`)

/** "LeCun, Yann, Léon Bottou, and Patrick Haffner"; more than ten are cut after seven (Chicago §13.78). */
function fullNames(names: readonly SourceName[], language: string): string {
  const words = wordsFor(language)
  const listed = names.filter((name) => !isOthers(name))
  const isCut = listed.length > 10 || listed.length < names.length
  const shown = (listed.length > 10 ? listed.slice(0, 7) : listed).map((name, index) =>
    index === 0 ? inverted(name) : straight(name),
  )
  if (isCut) return `${shown.join(', ')}, ${words.andOthers}`
  if (shown.length < 2) return shown[0] ?? ''
  return `${shown.slice(0, -1).join(', ')},${words.and.startsWith(' ') ? '' : ' '}${words.and}${shown.at(-1)}`
}

const inverted = (name: SourceName) =>
  [familyOf(name), name.family ? name.given : undefined, name.suffix].filter(Boolean).join(', ')
const straight = (name: SourceName) =>
  [name.family ? name.given : undefined, familyOf(name), name.suffix].filter(Boolean).join(' ')

/** Works that stand alone are in italics, parts of others in quotation marks (Chicago §14.1). */
const standsAlone = new Set([
  'book',
  'thesis',
  'report',
  'webpage',
  'software',
  'document',
  'dataset',
])

function titleOf(source: Source): PhrasingContent[] {
  if (!source.title) return []
  if (standsAlone.has(source.type) && !source['container-title'])
    return [emphasised(source.title), text('.')]
  return [text(`“${ended(source.title)}”`)]
}

function placeOf(source: Source): PhrasingContent[] {
  const container = source['container-title']
  const pieces: PhrasingContent[] = []
  if (container) {
    pieces.push(text(source.type.startsWith('article') ? ' ' : ' In '), emphasised(container))
    const issue = source.issue === undefined ? '' : ` (${source.issue})`
    const volume = source.volume === undefined ? '' : ` ${source.volume}`
    const pages = source.page
      ? `${volume || issue ? ': ' : ', '}${source.page.replace(/(\d)-+(\d)/g, '$1–$2')}`
      : ''
    pieces.push(text(`${volume}${issue}${pages}.`))
  }
  const publisher = [source['publisher-place'], source.publisher].filter(Boolean).join(': ')
  if (publisher) pieces.push(text(` ${ended(publisher)}`))
  return pieces
}

function linkOf(source: Source): PhrasingContent[] {
  const url = source.DOI ? `https://doi.org/${source.DOI}` : source.URL
  if (!url) return []
  return [
    text(' '),
    { type: 'link', url, children: [text(url.replace(/^https?:\/\//, ''))] },
    text('.'),
  ]
}
