/** What the package document says of the book's accessibility: in the right words, and true (EPUB Accessibility 1.1). */

import { accessibilityVocabulary, statementsOf, valuesOf } from '../metadata.js'
import type { OpenEpub } from '../open-epub.js'
import type { EpubRule, Fault } from '../rule.js'

const cure = 'Leave it to Octavo, which counts the features from the content'
const says = (epub: OpenEpub, feature: string) =>
  valuesOf(epub.package, 'schema:accessibilityFeature').includes(feature)
const has = (
  epub: OpenEpub,
  name: string,
  test: (attributes: Readonly<Record<string, string>>) => boolean = () => true,
) =>
  epub.documents.some((document) => document.named(name).some(({ attributes }) => test(attributes)))

const whole =
  (judge: (epub: OpenEpub) => string | undefined) =>
  (epub: OpenEpub): Fault[] => {
    const reason = judge(epub)
    return reason ? [{ path: epub.package.path, reason }] : []
  }

/** A feature is said if it is there, and only then. */
const agrees = (feature: string, isThere: (epub: OpenEpub) => boolean) =>
  whole((epub) => {
    if (says(epub, feature) === isThere(epub)) return undefined
    return says(epub, feature)
      ? `Unexpected feature \`${feature}\`, which the book does not have`
      : `Missing feature \`${feature}\`, which the book has`
  })

const isMarker = (attributes: Readonly<Record<string, string>>) =>
  attributes.role === 'doc-pagebreak'
const hasMarkers = (epub: OpenEpub) =>
  ['span', 'div', 'hr', 'a'].some((name) => has(epub, name, isMarker))

/** Formulas are MathML, or pictures of the class `formula`. */
function describesFormulas(epub: OpenEpub): boolean {
  const texts = epub.documents.flatMap((document) => [
    ...document.named('math').map(({ attributes }) => attributes.alttext),
    ...document
      .named('img', 'svg')
      .filter(({ attributes }) => /\bformula\b/.test(attributes.class ?? ''))
      .map(({ attributes }) => attributes.alt ?? attributes['aria-label']),
  ])
  return texts.length > 0 && texts.every((text) => text?.trim())
}

function* unknownValues(epub: OpenEpub): Generator<Fault> {
  for (const { property, value, element } of statementsOf(epub.package)) {
    const vocabulary = accessibilityVocabulary[property]
    const values = property === 'schema:accessModeSufficient' ? value.split(',') : [value]
    for (const one of vocabulary ? values : [])
      if (!vocabulary!.has(one.trim()))
        yield {
          path: epub.package.path,
          element,
          reason: `Unexpected \`${one}\` for \`${property}\`, expected a word of the vocabulary`,
        }
  }
}

const conformance = /^EPUB Accessibility 1\.[12] - WCAG 2\.[012] Level (A|AA|AAA)$/

/** What holds of accessibility metadata. */
export const accessibilityRules: readonly EpubRule[] = [
  {
    id: 'access-metadata',
    family: 'inaccessible-epub',
    summary: 'The book says how it is read, what helps, and what may harm',
    why: 'EPUB Accessibility 1.1, §2.2: a MUST, and by the European Accessibility Act the law',
    cure,
    find: whole(({ package: book }) => {
      const missing = [
        'accessMode',
        'accessibilityFeature',
        'accessibilityHazard',
        'accessModeSufficient',
        'accessibilitySummary',
      ].filter((name) => valuesOf(book, `schema:${name}`).length === 0)
      return missing.length > 0 ? `Missing \`schema:${missing.join('`, `schema:')}\`` : undefined
    }),
  },
  {
    id: 'access-vocabulary',
    family: 'inaccessible-epub',
    summary: 'Accessibility is said in the words of schema.org',
    why: 'Accessibility Properties for Discoverability Vocabulary; no checker looks at it, and shops drop what they do not know',
    cure,
    find: unknownValues,
  },
  {
    id: 'hazard-contradiction',
    family: 'inaccessible-epub',
    summary: 'Hazards do not contradict each other',
    why: 'EPUB Accessibility 1.1, §2.2: `none` stands alone',
    cure,
    find: whole(({ package: book }) => {
      const hazards = valuesOf(book, 'schema:accessibilityHazard')
      return hazards.length > 1 && (hazards.includes('none') || hazards.includes('unknown'))
        ? `Unexpected hazards \`${hazards.join('`, `')}\` together`
        : undefined
    }),
  },
  {
    id: 'summary-sentence',
    family: 'unpolished-epub',
    summary: 'The summary is a sentence for people',
    why: 'EPUB Accessibility 1.1, §2.2.5; shops show it as it is',
    cure,
    find: whole(({ package: book }) => {
      const [summary] = valuesOf(book, 'schema:accessibilitySummary')
      return summary !== undefined && (summary.length < 30 || !/[.!?。]$/.test(summary))
        ? 'Unexpected summary of accessibility, expected a sentence'
        : undefined
    }),
  },
  {
    id: 'feature-math',
    family: 'inaccessible-epub',
    summary: 'Formulas in the book are in the list of features, and only then',
    why: 'Standard Ebooks m-077; EPUB Accessibility 1.1, §2.2.2',
    cure,
    find: agrees('MathML', (epub) => has(epub, 'math')),
  },
  {
    id: 'feature-math-text',
    family: 'inaccessible-epub',
    summary: '`describedMath` is claimed if every formula has a text',
    why: 'Standard Ebooks m-077',
    cure,
    find: agrees('describedMath', describesFormulas),
  },
  {
    id: 'feature-alternatives',
    family: 'inaccessible-epub',
    summary: '`alternativeText` is claimed if every picture has one',
    why: 'Standard Ebooks m-029; a claim that is not true is worse than none',
    cure: 'Write the missing alternative texts',
    find: whole((epub) =>
      says(epub, 'alternativeText') &&
      has(epub, 'img', ({ alt, role }) => alt === undefined || (alt === '' && role === 'img'))
        ? 'Unexpected feature `alternativeText`, since a picture has none'
        : undefined,
    ),
  },
  {
    id: 'feature-contents',
    family: 'inaccessible-epub',
    summary: 'A book with contents says so',
    why: 'EPUB Accessibility 1.1, §2.2.2',
    cure,
    find: agrees('tableOfContents', (epub) => epub.navigation !== undefined),
  },
  {
    id: 'feature-pages',
    family: 'inaccessible-epub',
    summary: 'A book with the pages of its print edition says so',
    why: 'EPUB Accessibility 1.1, §2.2.2 and §2.3.3',
    cure,
    find: agrees('pageBreakMarkers', hasMarkers),
  },
  {
    id: 'visual-mode',
    family: 'inaccessible-epub',
    summary: 'A book with pictures says that it is seen, and one without that it need not be',
    why: 'Standard Ebooks m-028; DAISY: the cover does not count',
    cure,
    find: whole((epub) => {
      const isVisual =
        has(epub, 'img', ({ role, alt }) => role !== 'doc-cover' && alt !== '') || has(epub, 'svg')
      const isSaid = valuesOf(epub.package, 'schema:accessMode').includes('visual')
      return isVisual && !isSaid ? 'Missing mode `visual` of a book with pictures' : undefined
    }),
  },
  {
    id: 'conformance-string',
    family: 'inaccessible-epub',
    summary: 'Conformance is claimed in the words of the standard, to the letter',
    why: 'EPUB Accessibility 1.1, §2.4.2; no checker looks at it',
    cure: 'Claim `EPUB Accessibility 1.1 - WCAG 2.2 Level AA`, once a person has checked it',
    find: (epub) =>
      statementsOf(epub.package)
        .filter(({ property }) => property === 'dcterms:conformsTo')
        .filter(({ value }) => !conformance.test(value))
        .map(({ element, value }) => ({
          path: epub.package.path,
          element,
          reason: `Unexpected claim \`${value}\`, expected \`EPUB Accessibility 1.1 - WCAG 2.2 Level AA\``,
        })),
  },
  {
    id: 'certifier',
    family: 'inaccessible-epub',
    summary: 'Whoever claims conformance says who checked it',
    why: 'EPUB Accessibility 1.1, §2.4.3',
    cure: 'Name the checker in `book.yaml`',
    find: (epub) =>
      statementsOf(epub.package)
        .filter(({ property }) => property === 'dcterms:conformsTo')
        .filter(
          ({ refinements }) => !refinements.some(({ property }) => property === 'a11y:certifiedBy'),
        )
        .filter(() => valuesOf(epub.package, 'a11y:certifiedBy').length === 0)
        .map(({ element }) => ({
          path: epub.package.path,
          element,
          reason: 'Unexpected claim without who checked it',
        })),
  },
]
