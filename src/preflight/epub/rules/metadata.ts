/** What the package document says of the book, its makers and its subject. */

import { metaProperties, relators, type Statement, statementsOf } from '../metadata.js'
import type { OpenEpub } from '../open-epub.js'
import type { EpubRule, Fault } from '../rule.js'
import { isDate, isIsbn } from '../values.js'

const standard = 'Standard Ebooks Manual of Style, 9'

/** Judge each statement of some properties. */
const eachStatement =
  (pattern: RegExp, judge: (statement: Statement, epub: OpenEpub) => string | undefined) =>
  (epub: OpenEpub): Fault[] =>
    statementsOf(epub.package)
      .filter(({ property }) => pattern.test(property))
      .flatMap((statement) => {
        const reason = judge(statement, epub)
        return reason ? [{ path: epub.package.path, element: statement.element, reason }] : []
      })

/** Judge the package document as a whole. */
const whole =
  (judge: (epub: OpenEpub) => string | undefined) =>
  (epub: OpenEpub): Fault[] => {
    const reason = judge(epub)
    return reason ? [{ path: epub.package.path, reason }] : []
  }

const refined = ({ refinements }: Statement, property: string) =>
  refinements.find((one) => one.property === property)
const makers = /^dc:(creator|contributor)$/

/** What holds of the description of a book. */
export const metadataRules: readonly EpubRule[] = [
  {
    id: 'unknown-property',
    family: 'invalid-epub',
    summary: 'A property of the package document is one of its vocabulary, or has a prefix',
    why: 'EPUB 3.3, D.3; EPUBCheck OPF-027',
    cure: 'Leave it to Octavo',
    find: (epub) =>
      epub.package
        .named('meta')
        .filter(({ attributes }) => attributes.property !== undefined)
        .filter(
          ({ attributes: { property } }) =>
            !property!.includes(':') && !metaProperties.has(property!),
        )
        .map((element) => ({
          path: epub.package.path,
          element,
          reason: `Unexpected property \`${element.attributes.property}\`, expected one of the vocabulary`,
        })),
  },
  {
    id: 'book-identifier',
    family: 'careless-epub',
    summary: 'The identifier of the book is a URN, and the one that the package names',
    why: `${standard}.2; readers know a book again by it, and Kindle refuses one that does not match`,
    cure: 'Leave it to Octavo',
    find: whole(({ package: book }) => {
      const named = book.ids.get(book.root.attributes['unique-identifier'] ?? '')
      if (named?.name !== 'dc:identifier') return 'Missing identifier that the package names'
      const value = named.children.join('').trim()
      return /^(urn:|https?:)/.test(value)
        ? undefined
        : `Unexpected identifier \`${value}\`, expected a URN or URL`
    }),
  },
  {
    id: 'isbn-digits',
    family: 'careless-epub',
    summary: 'An ISBN has the right check digit',
    why: 'ISO 2108, Annex C; shops refuse the book',
    cure: 'Copy the ISBN again',
    find: eachStatement(/^dc:(identifier|source)$/, ({ value }) => {
      const isbn = /^urn:isbn:(.+)$/i.exec(value)?.[1]
      return isbn === undefined || isIsbn(isbn)
        ? undefined
        : `Unexpected ISBN \`${isbn}\`, expected the right check digit`
    }),
  },
  {
    id: 'title-kind',
    family: 'careless-epub',
    summary: 'Each of several titles says what it is: main, subtitle, short, collection, edition',
    why: `EPUB 3.3, D.3.13; ${standard}.4: shops show the subtitle apart`,
    cure: 'Use `title:` and `subtitle:`',
    find: eachStatement(/^dc:title$/, (title) => {
      const kind = refined(title, 'title-type')?.value ?? ''
      return /^(main|subtitle|short|collection|edition|expanded)$/.test(kind)
        ? undefined
        : `Unexpected title \`${title.value}\` without its kind`
    }),
  },
  {
    id: 'maker-role',
    family: 'careless-epub',
    summary: 'Everybody who made the book has a role of the MARC relators',
    why: `EPUB 3.3, D.3.10; ${standard}.5`,
    cure: 'Use `role:` with a word such as `editor`, or a code of three letters',
    find: eachStatement(makers, (maker) => {
      const role = refined(maker, 'role')
      return role && relators.has(role.value) && role.scheme === 'marc:relators'
        ? undefined
        : `Unexpected role \`${role?.value ?? ''}\` of ${maker.value}, expected a code of the MARC relators`
    }),
  },
  {
    id: 'maker-sorting',
    family: 'careless-epub',
    summary: 'Every name says how it is sorted',
    why: `EPUB 3.3, D.3.5; ${standard}.5: libraries on readers sort by it`,
    cure: 'Use `sort:` where Octavo guesses wrong',
    find: eachStatement(makers, (maker) =>
      refined(maker, 'file-as')?.value
        ? undefined
        : `Unexpected name \`${maker.value}\` without the form for sorting`,
    ),
  },
  {
    id: 'maker-order',
    family: 'careless-epub',
    summary: 'Names have an order, each a place of its own',
    why: 'EPUB 3.3, D.3.4: without it readers show them as they like',
    cure: 'Leave it to Octavo',
    find: whole(({ package: book }) => {
      const all = statementsOf(book).filter(({ property }) => makers.test(property))
      const places = all.map((maker) => refined(maker, 'display-seq')?.value)
      return all.length > 1 && new Set(places.filter(Boolean)).size < all.length
        ? 'Unexpected names without an order of their own'
        : undefined
    }),
  },
  {
    id: 'one-maker',
    family: 'careless-epub',
    summary: 'Each person has an element of his or her own',
    why: `EPUB 3.3, §5.5.4; ${standard}.5: “A and B” is one author to a shop`,
    cure: 'Write a list: `authors: [A, B]`',
    find: eachStatement(makers, ({ value }) =>
      /\s(and|und|et|y|&)\s|;/.test(value) &&
      !/\b(Sons|Co|Company|Associates|Partners|Brothers)\b/.test(value)
        ? `Unexpected \`${value}\`, expected one name`
        : undefined,
    ),
  },
  {
    id: 'subject-authority',
    family: 'careless-epub',
    summary: 'A subject with a code names its scheme, and one with a scheme its code',
    why: 'EPUB 3.3, D.3.2 and D.3.12: one without the other says nothing',
    cure: 'Leave it to Octavo: write `bisac:` or `thema:` subjects as the documentation says',
    find: eachStatement(/^dc:subject$/, (subject) => {
      const [authority, term] = [refined(subject, 'authority'), refined(subject, 'term')]
      return !authority === !term
        ? undefined
        : `Unexpected subject \`${subject.value}\` with half a code`
    }),
  },
  {
    id: 'subject-list',
    family: 'unpolished-epub',
    summary: 'Each subject is one subject',
    why: `EPUB 3.3, §5.5.4; ${standard}.6`,
    cure: 'Write a list: `subjects: [one, two]`',
    find: eachStatement(/^dc:subject$/, ({ value, refinements }) =>
      refinements.length === 0 && /[;,]\s/.test(value) && value.length > 60
        ? `Unexpected \`${value.slice(0, 60)}\`, expected one subject`
        : undefined,
    ),
  },
  {
    id: 'date-form',
    family: 'careless-epub',
    summary: 'Dates are those of ISO 8601, and exist',
    why: 'EPUB 3.3, §5.5.4: what else a date looks like, no shop can sort',
    cure: 'Write `2026-03-01`',
    find: eachStatement(/^(dc:date|dcterms:(modified|issued|created))$/, ({ property, value }) => {
      if (property === 'dcterms:modified' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value))
        return `Unexpected time \`${value}\`, expected \`2026-03-01T00:00:00Z\``
      return isDate(value) ? undefined : `Unexpected date \`${value}\`, expected \`2026-03-01\``
    }),
  },
  {
    id: 'description-markup',
    family: 'unpolished-epub',
    summary: 'The description is text, and says something',
    why: 'EPUB 3.3, §5.5.4: tags are shown as they are, and shops cut at 4000 characters',
    cure: 'Write two or three plain sentences',
    find: eachStatement(/^dc:description$/, ({ value }) =>
      /<\/?[a-z]+[^>]*>|\*\*|\]\(/i.test(value) || value.length > 4000
        ? 'Unexpected mark-up or length of the description'
        : undefined,
    ),
  },
  {
    id: 'series-kind',
    family: 'careless-epub',
    summary: 'A collection says whether it is a series or a set',
    why: 'EPUB 3.3, D.3.3: shops make the series of it',
    cure: 'Use `series:`',
    find: eachStatement(/^belongs-to-collection$/, (series) =>
      /^(series|set)$/.test(refined(series, 'collection-type')?.value ?? '')
        ? undefined
        : `Unexpected collection \`${series.value}\` without its kind`,
    ),
  },
  {
    id: 'cover-named',
    family: 'careless-epub',
    summary: 'The cover is named for new readers and for old',
    why: 'EPUB 3.3, D.6.1.2 (`cover-image`); Kindle Publishing Guidelines 4.2 (`meta name="cover"`)',
    cure: 'Leave it to Octavo',
    find: whole(({ package: book, items }) => {
      const cover = items.find(({ properties }) => properties.includes('cover-image'))
      const old = book.named('meta').find(({ attributes }) => attributes.name === 'cover')
      return cover && old?.attributes.content === cover.id ? undefined : 'Missing name of the cover'
    }),
  },
  {
    id: 'file-name',
    family: 'careless-epub',
    summary: 'Files have names of small letters, digits, hyphens and full stops of ASCII',
    why: `${standard}.1; EPUBCheck PKG-009, PKG-010, PKG-012: some readers cannot open others`,
    cure: 'Leave it to Octavo, or rename your picture',
    find: (epub) =>
      epub.items
        .filter(({ path }) => !/^[\w.\-/+]+$/.test(path))
        .map(({ path, element }) => ({
          path: epub.package.path,
          element,
          reason: `Unexpected file name \`${path}\`, expected letters and digits of ASCII`,
        })),
  },
]
