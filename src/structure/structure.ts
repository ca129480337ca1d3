/** From files to a book: chapters, numbers, references, citations, generated pages, contents. */
import type { Root } from 'mdast'
import type { Chapter, ManuscriptFile, StructuredBook } from '../book/book.js'
import type { Configuration } from '../book/configuration.js'
import type { Div } from '../book/mdast.js'
import { wordsFor } from '../book/words.js'
import { assemble } from './assemble.js'
import { type Citer, makeCiter } from './cite.js'
import { collectCitations } from './csl/collect-citations.js'
import { makeCslCiter } from './csl/make-csl-citer.js'
import { tieCallouts } from './csl/tie-callouts.js'
import { emptyFile } from './empty-file.js'
import { fillVariables } from './fill-variables.js'
import { type Moved, moveSolutions, pairSolutions, solutionsId } from './gather-solutions.js'
import { generatePages } from './generate-pages.js'
import { findTerms } from './glossary/find-terms.js'
import { linkTerms } from './glossary/link-terms.js'
import { collectIndexMarks } from './index/collect-index-marks.js'
import { indexChapters } from './index/index-chapters.js'
import { listContents } from './list-contents.js'
import { listSources } from './list-sources.js'
import { nameChapters } from './name-chapters.js'
import { numberChapters } from './number-chapters.js'
import { numberContents } from './number-contents.js'
import type { RawChapter } from './raw-chapter.js'
import type { Bibliography } from './read-bibliography.js'
import { reportSources } from './report-sources.js'
import { resolveReferences } from './resolve-references.js'

/**
 * Structure a manuscript.
 *
 * The trees of `files` are completed in place (ids, numbers, resolved references): they belong to the
 * book from here on.
 */
export function structure(
  files: readonly ManuscriptFile[],
  configuration: Configuration,
  bibliography: Bibliography,
): StructuredBook {
  const { language } = configuration.metadata
  fillVariables(files, configuration)
  const raw = assemble(files, configuration)
  const ids = nameChapters(raw)
  const numbers = numberChapters(raw, configuration)
  const numbering = numberContents(raw, ids, numbers, configuration)
  const pairs = pairSolutions(raw, numbering.labels)
  const marks = collectIndexMarks(raw, { ids, ...numbering })
  linkTerms(
    raw,
    findTerms(raw, ids, (chapter) => languageOf(chapter, language)),
  )
  const styled =
    bibliography.makeEngine && makeCslCiter(bibliography, bibliography.makeEngine, language)
  const isNumeric = configuration.citationStyle === 'numeric'
  const citer = styled ?? makeCiter(bibliography, isNumeric ? 'numeric' : 'author-date', language)
  styled?.prepare(collectCitations(raw, numbering.labels, styled))
  for (const chapter of raw) {
    resolveReferences(chapter, numbering.labels, citer, {
      language: languageOf(chapter, language),
      page: configuration.references.page,
    })
    const notes = styled?.takeNotes() ?? []
    if (notes.length > 0)
      tieCallouts(chapter.tree, new Set(notes.map(({ identifier }) => identifier)))
    chapter.tree.children.push(...notes)
  }
  const solutions =
    configuration.solutions === 'back' ? moveSolutions(pairs, language, new Set(ids)) : []
  const numberOf = (chapter: RawChapter) => numbering.chapterNumbers[raw.indexOf(chapter)]
  const chapters = raw.map((chapter, index) =>
    toChapter(chapter, ids[index]!, numbering.chapterNumbers[index], language),
  )
  const list = styled ? styled.list() : ownList(citer, configuration)
  const sources = list && sourcesChapter(list, language, chapters)
  reportSources(bibliography, new Set(citer.cited().map(({ source }) => source.id)))
  const authored = new Set(chapters.map((chapter) => chapter.role))
  const indexes = indexChapters(marks, configuration, chapters)
  const all = [
    ...generatePages(configuration, authored),
    ...placeIndexes(
      placeSources(placeSolutions(chapters, solutions, language, numberOf), sources),
      indexes,
    ),
  ]
  const sections = all.map((chapter) => numbering.sections[chapters.indexOf(chapter)] ?? [])
  return {
    configuration,
    chapters: all,
    contents: listContents(all, sections, configuration.contents.depth),
    labels: numbering.labels,
    anchors: numbering.anchors,
  }
}

function toChapter(
  raw: RawChapter,
  id: string,
  number: string | undefined,
  language: string,
): Chapter {
  const classes = raw.heading?.data?.hProperties?.className
  return {
    id,
    kind: raw.isPart ? 'part' : 'chapter',
    role: raw.role ?? 'chapter',
    matter: raw.matter,
    depth: raw.depth,
    title: raw.title,
    titleText: raw.titleText,
    ...(number === undefined ? {} : { number }),
    ...(Array.isArray(classes) && classes.includes('columns') && { inColumns: true as const }),
    file: raw.file,
    path: raw.path,
    language: languageOf(raw, language),
    tree: raw.tree,
  }
}

/** The language of a chapter: its own, or the book's. */
function languageOf({ frontMatter }: RawChapter, language: string): string {
  const own = frontMatter.lang ?? frontMatter.language
  return typeof own === 'string' ? own : language
}

/** The bibliography, unless nothing is cited. */
function sourcesChapter(
  list: Div,
  language: string,
  chapters: readonly Chapter[],
): Chapter | undefined {
  const own = chapters.find((chapter) => chapter.role === 'bibliography')
  if (own) {
    // The author's own page keeps its title and words; the entries follow them.
    own.tree.children.push(list)
    return undefined
  }
  const titleText = wordsFor(language).bibliography
  const tree: Root = { type: 'root', children: [list] }
  return generatedChapter('bibliography', 'bibliography', titleText, language, tree)
}

/** The entries as the built-in styles have them. */
function ownList(citer: Citer, { citationStyle, metadata }: Configuration): Div | undefined {
  const cited = citer.cited()
  return cited.length === 0
    ? undefined
    : listSources(cited, citationStyle === 'numeric', metadata.language)
}

function generatedChapter(
  id: string,
  role: string,
  titleText: string,
  language: string,
  tree: Root,
): Chapter {
  return {
    id,
    kind: 'generated',
    role,
    matter: 'back',
    depth: 1,
    title: [{ type: 'text', value: titleText }],
    titleText,
    file: emptyFile(id),
    path: '',
    language,
    tree,
  }
}

/** The bibliography comes after appendices and glossary, before an index or colophon (Chicago §1.4). */
function placeSources(
  chapters: readonly Chapter[],
  sources: Chapter | undefined,
): readonly Chapter[] {
  if (!sources) return chapters
  const after = chapters.findIndex(
    (chapter) => chapter.role === 'index' || chapter.role === 'colophon',
  )
  return after < 0
    ? [...chapters, sources]
    : [...chapters.slice(0, after), sources, ...chapters.slice(after)]
}

/** An index is the last that a reader looks for; only a colophon follows it (Chicago §1.4). */
function placeIndexes(chapters: readonly Chapter[], indexes: readonly Chapter[]): Chapter[] {
  const after = chapters.findIndex(({ role }) => role === 'colophon')
  const end = after < 0 ? chapters.length : after
  return [...chapters.slice(0, end), ...indexes, ...chapters.slice(end)]
}

/** Answers follow appendices and come before all other back matter (Chicago §1.4). */
function placeSolutions(
  chapters: readonly Chapter[],
  moved: readonly Moved[],
  language: string,
  numberOf: (chapter: RawChapter) => string | undefined,
): readonly Chapter[] {
  if (moved.length === 0) return chapters
  const titleText = wordsFor(language).plurals.solution.replace('%', '').trim()
  const empty: Root = { type: 'root', children: [] }
  const opening = generatedChapter(solutionsId, 'solutions', titleText, language, empty)
  // Each keeps its file: there are its notes and pictures, and there messages lead.
  const own = moved.map(({ id, chapter, tree }): Chapter => {
    const { file, path } = chapter
    const number = numberOf(chapter)
    const before = number === undefined ? '' : `${number} `
    const titleText = `${before}${chapter.titleText}`
    const title = [{ type: 'text' as const, value: before }, ...chapter.title]
    const place = { id, kind: 'generated', role: 'subchapter', matter: 'back', depth: 2 } as const
    return { ...place, title, titleText, file, path, language: languageOf(chapter, language), tree }
  })
  const before = chapters.findLastIndex(
    ({ matter, role }) => matter !== 'back' || role === 'appendix',
  )
  return [...chapters.slice(0, before + 1), opening, ...own, ...chapters.slice(before + 1)]
}
