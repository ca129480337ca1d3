/** Accessibility metadata (EPUB Accessibility 1.1, §2.2), computed from what the files hold. */

import { epubWordsFor } from '../epub-words.js'
import type { Facts } from '../find-facts.js'

/** What the package document says of a book's accessibility. */
export interface Accessibility {
  readonly modes: readonly string[]
  /** Sets of modes each of which is enough to read the book. */
  readonly sufficient: readonly string[]
  readonly features: readonly string[]
  readonly hazards: readonly string[]
  readonly summary: string
}

/** What the files have beside their content. */
interface Extras {
  /** There are marks of printed pages, and a list of them. */
  readonly hasPages?: boolean
  /** Text and recordings go together. */
  readonly isNarrated?: boolean
}

/**
 * Describe a book's accessibility.
 *
 * @param facts of the chapters, without the cover, which does not count (DAISY, accessMode)
 *
 * `conformsTo` is not among it: no program can say that a book meets
 * WCAG; a person must have looked.
 */
export function describeAccessibility(
  facts: Facts,
  language: string,
  { hasPages = false, isNarrated = false }: Extras = {},
): Accessibility {
  const words = epubWordsFor(language)
  const isVisual = facts.pictures.length > 0 || facts.hasSvg
  const isTextEnough = facts.describesPictures && facts.describesDrawings
  const features = [
    'structuralNavigation',
    'tableOfContents',
    'readingOrder',
    'displayTransformability',
    'ARIA',
  ]
  if (isVisual && isTextEnough) features.push('alternativeText')
  if (hasPages) features.push('pageBreakMarkers', 'pageNavigation')
  if (isNarrated) features.push('synchronizedAudioText')
  if (facts.hasLongDescriptions) features.push('longDescriptions')
  if (facts.hasMath) features.push('MathML')
  if (facts.describesMath) features.push('describedMath')
  return {
    modes: [...(isNarrated ? ['auditory'] : []), 'textual', ...(isVisual ? ['visual'] : [])],
    sufficient: isTextEnough
      ? ['textual', ...(isVisual ? ['textual,visual'] : [])]
      : ['textual,visual'],
    features: features.sort(),
    hazards: ['none'],
    summary: [
      words.summary,
      ...(isVisual ? [isTextEnough ? words.allDescribed : words.notAllDescribed] : []),
      ...(facts.hasMath ? [words.math] : []),
      ...(hasPages ? [words.printedPages] : []),
      ...(isNarrated ? [words.narrated] : []),
    ].join(' '),
  }
}
