/** Hand all citations of a book to a processor, and make links of what comes back. */
import type { Citation, CitationItem } from '../../book/mdast.js'
import type { CslCite, CslCluster, CslEngine } from './engine.js'

/** A citation, and whether it stands in a note already. */
export interface PlacedCitation {
  readonly node: Citation
  readonly isInNote: boolean
}

/** What a style makes of the citations of a book. */
export interface Processed {
  /** HTML in which `<a href>` names keys. */
  readonly html: ReadonlyMap<Citation, string>
  /** The bibliography: key and HTML. */
  readonly entries: readonly (readonly [id: string, html: string])[]
}

/** Process all citations. @param namesOf the authors of a key, for a style that has no form of them in a sentence */
export function processCitations(
  engine: CslEngine,
  citations: readonly PlacedCitation[],
  namesOf: (key: string) => string,
): Processed {
  const isNote = engine.opt.xclass === 'note'
  const clusters = citations.map(({ node }, index): CslCluster => {
    const mode = node.narrative && !isNote ? { mode: 'composite' as const } : {}
    const properties = { noteIndex: isNote ? index + 1 : 0, ...mode }
    return { citationID: String(index), citationItems: node.items.map(toCite), properties }
  })
  engine.updateItems([
    ...new Set(citations.flatMap(({ node }) => node.items.map(({ key }) => key))),
  ])
  const plain = engine.rebuildProcessorState(clusters, 'html').map(([, , text]) => text)
  const made = engine.makeBibliography()
  const order = made ? made[0].entry_ids.map(([id]) => id!) : []
  const pieces = findPieces(engine, clusters)
  const html = citations.map(({ node }, index): [Citation, string] => {
    const text = plain[index]!.replace('[NO_PRINTED_FORM]', namesOf(node.items[0]!.key))
    return [node, linkPieces(text, pieces[index]!, order)]
  })
  const entries = made ? made[1].map((entry, index) => [order[index]!, entry] as const) : []
  return { html: new Map(html), entries }
}

/** The same once more, with each work marked: with marks the processor leaves the brackets away. */
function findPieces(engine: CslEngine, clusters: readonly CslCluster[]): Piece[][] {
  engine.sys.wrapCitationEntry = (text, id) => `${open}${id ?? ''}${middle}${text}${close}`
  engine.opt.development_extensions.apply_citation_wrapper = true
  const marked = engine.rebuildProcessorState(clusters, 'html')
  return marked.map(([, , text]) =>
    [...text.matchAll(piece)].map(([, id, words]) => ({ id: id ?? '', text: words ?? '' })),
  )
}

/** A work of a citation as the style prints it. */
interface Piece {
  /** Empty where the processor does not say: then the text is its number. */
  readonly id: string
  readonly text: string
}

/** Signs of the private use area, which no text of a style has. */
const [open, middle, close] = ['\ue000', '\ue001', '\ue002']
const piece = new RegExp(`${open}([^${middle}]*)${middle}([^${close}]*)${close}`, 'g')

/** Make each work of a citation a link to its entry. @param order keys of the bibliography */
function linkPieces(html: string, pieces: readonly Piece[], order: readonly string[]): string {
  let done = ''
  let rest = html
  for (const { id, text } of pieces) {
    const at = rest.indexOf(text)
    const number = /\d+/.exec(text)?.[0]
    const key = id && id !== 'undefined' ? id : order[Number(number) - 1]
    if (at < 0 || key === undefined || /<a\b/.test(text)) continue
    done += `${rest.slice(0, at)}<a href="${escaped(key)}">${text}</a>`
    rest = rest.slice(at + text.length)
  }
  return done + rest
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** Words before a number, and what CSL calls it (CSL 1.0.2, "Locators"). */
const locators: readonly (readonly [RegExp, string])[] = [
  [/^(?:pp?|S|pages?|Seiten?|blz|с|стр)\.?\s*(?=[\divxlc])/i, 'page'],
  [/^(?:ch|chap|chapter|Kap|chapitre|cap)\.?\s*(?=[\divxlc])/i, 'chapter'],
  [/^(?:§|sec|section|Abschnitt)\.?\s*(?=\d)/i, 'section'],
  [/^(?:vol|volume|Bd)\.?\s*(?=[\divxlc])/i, 'volume'],
  [/^(?:fig|figure|Abb)\.?\s*(?=\d)/i, 'figure'],
]

/** "p. 5, and elsewhere" has a locator and a suffix. */
function toCite({ key, prefix, suffix, suppressAuthor }: CitationItem): CslCite {
  const found = locators.find(([words]) => words.test(suffix))
  const rest = found ? suffix.replace(found[0], '') : suffix
  const [, locator = '', after = ''] = found
    ? (/^([\divxlc–-]+(?:,\s*\d[\d–-]*)*)(.*)$/is.exec(rest) ?? [])
    : []
  const end = found && locator ? after : suffix
  return {
    id: key,
    ...(prefix ? { prefix: `${prefix.trimEnd()} ` } : {}),
    ...(found && locator ? { locator, label: found[1] } : {}),
    ...(end ? { suffix: /^[,;.]/.test(end) ? end : `, ${end}` } : {}),
    ...(suppressAuthor ? { 'suppress-author': true } : {}),
  }
}
