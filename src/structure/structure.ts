/** From files to a book: chapters, numbers, references, citations, generated pages, contents. */
import type { Chapter, ManuscriptFile, StructuredBook } from '../book/book.js'
import type { Configuration } from '../book/configuration.js'
import { wordsFor } from '../book/words.js'
import { assemble } from './assemble.js'
import { type Citer, makeCiter } from './cite.js'
import { emptyFile } from './empty-file.js'
import { fillVariables } from './fill-variables.js'
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
  const marks = collectIndexMarks(raw, { ids, ...numbering })
  linkTerms(
    raw,
    findTerms(raw, ids, (chapter) => languageOf(chapter, language)),
  )
  const citer = makeCiter(bibliography, configuration.citationStyle, language)
  for (const chapter of raw)
    resolveReferences(chapter, numbering.labels, citer, {
      language: languageOf(chapter, language),
      page: configuration.references.page,
    })
  const chapters = raw.map((chapter, index) =>
    toChapter(chapter, ids[index]!, numbering.chapterNumbers[index], language),
  )
  const sources = sourcesChapter(citer, configuration, chapters)
  const authored = new Set(chapters.map((chapter) => chapter.role))
  const indexes = indexChapters(marks, configuration, chapters)
  const all = [
    ...generatePages(configuration, authored),
    ...placeIndexes(placeSources(chapters, sources), indexes),
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
  return {
    id,
    kind: raw.isPart ? 'part' : 'chapter',
    role: raw.role ?? 'chapter',
    matter: raw.matter,
    depth: raw.depth,
    title: raw.title,
    titleText: raw.titleText,
    ...(number === undefined ? {} : { number }),
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
  citer: Citer,
  configuration: Configuration,
  chapters: readonly Chapter[],
): Chapter | undefined {
  const cited = citer.cited()
  if (cited.length === 0) return undefined
  const { language } = configuration.metadata
  const list = listSources(cited, configuration.citationStyle === 'numeric', language)
  const own = chapters.find((chapter) => chapter.role === 'bibliography')
  if (own) {
    // The author's own page keeps its title and words; the entries follow them.
    own.tree.children.push(list)
    return undefined
  }
  const titleText = wordsFor(language).bibliography
  return {
    id: 'bibliography',
    kind: 'generated',
    role: 'bibliography',
    matter: 'back',
    depth: 1,
    title: [{ type: 'text', value: titleText }],
    titleText,
    file: emptyFile('bibliography'),
    path: '',
    language,
    tree: { type: 'root', children: [list] },
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
