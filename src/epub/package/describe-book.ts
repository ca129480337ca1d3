/** The metadata of the package document (EPUB 3.3, §5.5). */
import type { Creator, Metadata } from '../../book/configuration.js'
import type { PrintPages } from '../../book/print-pages.js'
import { escapeText, escapeValue } from '../xhtml/escape.js'
import type { Accessibility } from './accessibility.js'
import { identify } from './identifier.js'

/** Id of the identifier that `unique-identifier` points to. */
export const identifierId = 'book-id'

/** Write what shops and readers are told of the book, one element a line. */
export function describeBook(
  metadata: Metadata,
  modified: string,
  access: Accessibility,
): string[] {
  return [
    ...identifiers(metadata),
    ...titles(metadata),
    `<dc:language>${escapeText(metadata.language)}</dc:language>`,
    ...metadata.creators.flatMap(creatorLines),
    ...optional('publisher', metadata.publisher),
    ...optional('date', metadata.date),
    ...optional('rights', metadata.rights),
    ...optional('description', metadata.description),
    ...metadata.subjects.flatMap((subject) => subjectLines(subject, metadata)),
    ...optional('source', metadata.source),
    ...series(metadata),
    meta('dcterms:modified', modified),
    ...accessibility(access),
    ...conformance(metadata),
  ]
}

/**
 * Name the print edition that the marks of pages come from (EPUB Accessibility 1.1, §3.3.3): its ISBN, or what is
 * known of it. The refined `dc:source` is what readers before 2023 look for.
 */
export function namePageSource(metadata: Metadata, { edition }: PrintPages): string[] {
  const { title, isbn, publisher, date } = metadata
  const named = [`${title.trim() || '—'} (PDF, ${edition})`, publisher, date]
  const name =
    isbn.print === undefined ? named.filter(Boolean).join(', ') : `urn:isbn:${isbn.print}`
  return [
    meta('pageBreakSource', name),
    `<dc:source id="page-source">${escapeText(name)}</dc:source>`,
    meta('source-of', 'pagination', 'page-source'),
  ]
}

const meta = (property: string, text: string, refines?: string, scheme?: string): string =>
  `<meta property="${property}"${refines ? ` refines="#${refines}"` : ''}${
    scheme ? ` scheme="${scheme}"` : ''
  }>${escapeText(text)}</meta>`

/** An element of Dublin Core must not be empty (EPUB 3.3, §5.5.2). */
const optional = (name: string, text: string | undefined): string[] =>
  text === undefined || text.trim() === ''
    ? []
    : [`<dc:${name}>${escapeText(text.trim())}</dc:${name}>`]

function identifiers(metadata: Metadata): string[] {
  const { epub } = metadata.isbn
  return [
    `<dc:identifier id="${identifierId}">${identify(metadata)}</dc:identifier>`,
    ...(epub === undefined
      ? []
      : [
          `<dc:identifier id="isbn">urn:isbn:${escapeText(epub)}</dc:identifier>`,
          // ONIX list 5, value 15: ISBN-13.
          meta('identifier-type', '15', 'isbn', 'onix:codelist5'),
        ]),
    ...optional('identifier', metadata.identifier),
  ]
}

/** In the order in which they are read; alone, the main title needs no number. */
function titles({ title, subtitle, edition }: Metadata): string[] {
  const all = [
    { id: 'title', type: 'main', text: title.trim() || '—' },
    { id: 'subtitle', type: 'subtitle', text: subtitle?.trim() ?? '' },
    { id: 'edition', type: 'edition', text: edition?.trim() ?? '' },
  ].filter(({ text }) => text !== '')
  return all.flatMap(({ id, type, text }, index) => [
    `<dc:title id="${id}">${escapeText(text)}</dc:title>`,
    meta('title-type', type, id),
    ...(all.length > 1 ? [meta('display-seq', String(index + 1), id)] : []),
  ])
}

/** Who wrote the book is a creator; who illustrated, translated or edited it, a contributor. */
const creatorRoles = new Set(['aut', 'cre', 'com', 'dub', 'win'])

function creatorLines(creator: Creator, index: number): string[] {
  const id = `creator-${index + 1}`
  const element = creatorRoles.has(creator.role) || index === 0 ? 'creator' : 'contributor'
  return [
    `<dc:${element} id="${id}">${escapeText(creator.name)}</dc:${element}>`,
    meta('role', creator.role, id, 'marc:relators'),
    meta('file-as', creator.sortName, id),
    meta('display-seq', String(index + 1), id),
  ]
}

/** A subject once in words, and once more for each further scheme: an element can carry one code. */
function subjectLines(name: string, { subjects, subjectCodes = [] }: Metadata): string[] {
  const codes = subjectCodes.filter((code) => code.name === name)
  if (codes.length === 0) return optional('subject', name)
  return codes.flatMap(({ authority, term }, index) => {
    const id = `subject-${subjects.indexOf(name) + 1}${index > 0 ? `-${index + 1}` : ''}`
    return [
      `<dc:subject id="${id}">${escapeText(name)}</dc:subject>`,
      meta('authority', authority, id),
      meta('term', term, id),
    ]
  })
}

/** Only a person can say that a book meets WCAG; what they say is passed on to the letter. */
function conformance({ conformance: found }: Metadata): string[] {
  if (!found) return []
  const { standard, certifiedBy, credential, report } = found
  return [
    `<meta property="dcterms:conformsTo" id="conformance">${escapeText(standard)}</meta>`,
    `<meta property="a11y:certifiedBy" refines="#conformance" id="certifier">${escapeText(certifiedBy)}</meta>`,
    ...(credential === undefined
      ? []
      : [meta('a11y:certifierCredential', credential, 'certifier')]),
    ...(report === undefined
      ? []
      : [`<link rel="a11y:certifierReport" refines="#certifier" href="${escapeValue(report)}"/>`]),
  ]
}

function series({ series: found }: Metadata): string[] {
  if (!found) return []
  return [
    `<meta property="belongs-to-collection" id="series">${escapeText(found.name)}</meta>`,
    meta('collection-type', 'series', 'series'),
    ...(found.position === undefined
      ? []
      : [meta('group-position', String(found.position), 'series')]),
  ]
}

function accessibility(access: Accessibility): string[] {
  return [
    ...access.modes.map((mode) => meta('schema:accessMode', mode)),
    ...access.sufficient.map((modes) => meta('schema:accessModeSufficient', modes)),
    ...access.features.map((feature) => meta('schema:accessibilityFeature', feature)),
    ...access.hazards.map((hazard) => meta('schema:accessibilityHazard', hazard)),
    meta('schema:accessibilitySummary', access.summary),
  ]
}
