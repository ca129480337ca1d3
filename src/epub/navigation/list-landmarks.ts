import type { MarkedUpBook } from '../../book/book.js'
import { wordsFor } from '../../book/words.js'
import { epubWordsFor } from '../epub-words.js'
import type { GuideReference } from '../package/package-document.js'
import type { Plan } from '../plan-files.js'

/** A place that readers have a button for. One type each: Apple Books skips those with more. */
export interface Landmark {
  readonly type: string
  readonly title: string
  readonly href: string
}

/** Roles whose `epub:type` is a landmark (EPUB Structural Semantics 1.1). */
const landmarkRoles: Readonly<Record<string, string>> = {
  'title-page': 'titlepage',
  'copyright-page': 'copyright-page',
  foreword: 'foreword',
  preface: 'preface',
  introduction: 'introduction',
  acknowledgments: 'acknowledgments',
  glossary: 'glossary',
  bibliography: 'bibliography',
  appendix: 'appendix',
  afterword: 'afterword',
  colophon: 'colophon',
}

/** List the places, in reading order; the first of each type. */
export function listLandmarks(
  book: MarkedUpBook,
  plan: Plan,
  paths: { cover: string; contents: string },
): Landmark[] {
  const { language, title } = book.configuration.metadata
  const words = wordsFor(language)
  const landmarks: Landmark[] = [
    { type: 'cover', title: words.cover, href: paths.cover },
    { type: 'toc', title: words.contents, href: paths.contents },
  ]
  const seen = new Set<string>()
  let isBodyFound = false
  for (const { chapter, path } of plan.files) {
    const type = landmarkRoles[chapter.role]
    if (type !== undefined && !seen.has(type)) {
      seen.add(type)
      landmarks.push({ type, title: chapter.titleText || title, href: path })
    }
    if (isBodyFound || chapter.matter !== 'body') continue
    isBodyFound = true
    landmarks.push({ type: 'bodymatter', title: epubWordsFor(language).startOfText, href: path })
  }
  return landmarks
}

/** What the guide of EPUB 2 calls the same places (OPF 2.0.1, §2.6). */
const guideTypes: Readonly<Record<string, string>> = {
  cover: 'cover',
  toc: 'toc',
  titlepage: 'title-page',
  'copyright-page': 'copyright-page',
  bodymatter: 'text',
}

/** Give the landmarks that a guide knows. */
export const toGuide = (landmarks: readonly Landmark[]): GuideReference[] =>
  landmarks.flatMap(({ type, title, href }) => {
    const known = guideTypes[type]
    return known === undefined ? [] : [{ type: known, title, href }]
  })
