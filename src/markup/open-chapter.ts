/** Wrap a chapter in its section, with its opener before the text and its notes after it. */
import type { Element, ElementContent, Properties } from 'hast'
import type { Chapter } from '../book/book.js'
import { displayPages } from '../book/display-pages.js'
import { nameNumber, wordOfChapter, wordsFor } from '../book/words.js'
import type { NoteInOrder } from './context.js'
import { element, text } from './handlers/element.js'

/** Roles that DPUB-ARIA 1.1 knows for a division of a book. */
const ariaRoles = new Set(
  words(`
  acknowledgments afterword appendix bibliography chapter colophon conclusion credits dedication epigraph epilogue
  errata foreword glossary index introduction part preface prologue`),
)

/** EPUB Structural Semantics has these names too, and some of its own. */
const otherTypes: Readonly<Record<string, string>> = {
  'title-page': 'titlepage',
  'half-title': 'halftitlepage',
  'copyright-page': 'copyright-page',
}

function words(list: string): string[] {
  return list.trim().split(/\s+/)
}

/**
 * Make the section of a chapter.
 *
 * @param title the chapter's title in hast; @param content its text, nested in sections
 */
export function openChapter(
  chapter: Chapter,
  title: readonly ElementContent[],
  content: readonly ElementContent[],
  notes: Iterable<NoteInOrder>,
): Element {
  return element('section', sectionProperties(chapter), [
    ...opener(chapter, title),
    ...content,
    notesSection(chapter, [...notes]),
  ])
}

function sectionProperties(chapter: Chapter): Properties {
  const kind =
    chapter.depth > 1
      ? ['subchapter']
      : chapter.kind === 'part'
        ? ['part']
        : [...new Set([chapter.role, ...(chapter.kind === 'generated' ? [] : ['chapter'])])]
  const classes = chapter.inColumns ? [...kind, 'columns'] : kind
  const type = otherTypes[chapter.role] ?? (ariaRoles.has(chapter.role) ? chapter.role : undefined)
  return {
    id: chapter.id,
    className: chapter.role === 'half-title' ? [...classes, 'only-print'] : classes,
    ...(chapter.depth <= 1 && ariaRoles.has(chapter.role) ? { role: `doc-${chapter.role}` } : {}),
    ...(chapter.depth <= 1 && type ? { epubType: type } : {}),
    ...(chapter.language === undefined ? {} : { lang: chapter.language }),
  }
}

function opener(chapter: Chapter, title: readonly ElementContent[]): Element[] {
  if (displayPages.has(chapter.role) || title.length === 0) return []
  if (chapter.depth > 1) {
    const number = chapter.number
      ? [element('span', { className: ['number'] }, [text(chapter.number)]), text(' ')]
      : []
    return [element(`h${Math.min(6, chapter.depth)}`, {}, [...number, ...title])]
  }
  const name = ordinalOf(chapter)
  return [
    element('header', { className: ['opener'] }, [
      name ? element('p', { className: ['ordinal'] }, [text(name)]) : undefined,
      element('h1', {}, title),
    ]),
  ]
}

/** "Chapter 2", "Appendix A", "Part I". */
function ordinalOf(chapter: Chapter): string | undefined {
  if (chapter.number === undefined) return undefined
  const word = wordOfChapter(wordsFor(chapter.language), chapter)
  return nameNumber(word, chapter.number).replace('\u00a0', ' ')
}

function notesSection(chapter: Chapter, notes: readonly NoteInOrder[]): Element | undefined {
  if (notes.length === 0) return undefined
  const names = wordsFor(chapter.language)
  const id = `${chapter.id}-notes`
  return element(
    'section',
    { id, className: ['notes'], role: 'doc-endnotes', epubType: 'footnotes' },
    [
      element('h2', {}, [text(names.notes)]),
      ...notes.map((note) => noteAside(note, chapter.language)),
    ],
  )
}

/** Set a note, with links back to its callouts. */
export function noteAside(note: NoteInOrder, language: string): Element {
  const back = wordsFor(language).backToReference
  // The second callout of note 3 is 3b, that of note a is a2.
  const nameOf = (index: number) =>
    index === 0
      ? note.number
      : note.number + (/^\d/.test(note.number) ? String.fromCharCode(97 + index) : index + 1)
  const links = note.callouts.map((id, index) =>
    element(
      'a',
      {
        className: ['back-link'],
        role: 'doc-backlink',
        href: `#${id}`,
        ariaLabel: `${back} ${note.number}`,
        dataResolved: '',
      },
      [text(nameOf(index))],
    ),
  )
  const [first, ...rest] = note.content.filter(
    (child) => child.type !== 'text' || child.value.trim(),
  )
  const marks = links.flatMap((link) => [link, text(' ')])
  const isParagraph = first?.type === 'element' && first.tagName === 'p'
  const opening = isParagraph
    ? { ...first, children: [...marks, ...first.children] }
    : element('p', {}, [...marks, ...(first && first.type === 'text' ? [first] : [])])
  const others = isParagraph || first?.type === 'text' ? rest : first ? [first, ...rest] : []
  return element(
    'aside',
    { id: note.id, className: ['note'], role: 'doc-footnote', epubType: 'footnote' },
    [opening, ...others],
  )
}
