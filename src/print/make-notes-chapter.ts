/** Where notes stand that do not stand on the page of their call: at the end of their chapter, or of the book. */
import type { Element } from 'hast'
import type { ContentsEntry, MarkedUpBook } from '../book/book.js'
import { wordsFor } from '../book/words.js'

/** Id of the section of all notes; no chapter can have it, ids of chapters start with a letter. */
export const notesId = '_notes'

/** Notes of one chapter, under its title. */
export interface ChapterNotes {
  readonly title: string
  readonly notes: readonly Element[]
}

/** Make the notes at the end of a chapter. */
export function makeChapterNotes(notes: readonly Element[], language: string): Element {
  return section(wordsFor(language).notes, notes)
}

/** Make the notes at the end of the book, chapter by chapter. */
export function makeNotesChapter(book: MarkedUpBook, chapters: readonly ChapterNotes[]): Element {
  const title = wordsFor(book.configuration.metadata.language).notes
  const opener = element('header', { className: ['opener'] }, [
    element('h1', {}, [{ type: 'text', value: title }]),
  ])
  return element('section', { id: notesId, className: ['book-notes', 'opens'] }, [
    opener,
    ...chapters.map(({ title, notes }) => section(title, notes)),
  ])
}

/** The contents as print has them: with the chapter of notes, where there is one. */
export function printContents(
  book: Pick<MarkedUpBook, 'configuration' | 'contents'>,
  hasNotes: boolean,
): readonly ContentsEntry[] {
  if (!hasNotes || book.configuration.footnotes.place !== 'book') return book.contents
  const titleText = wordsFor(book.configuration.metadata.language).notes
  const own: ContentsEntry = {
    id: notesId,
    chapterId: notesId,
    title: [{ type: 'text', value: titleText }],
    titleText,
    kind: 'chapter',
    matter: 'back',
    children: [],
  }
  return [...book.contents, own]
}

const section = (title: string, notes: readonly Element[]): Element =>
  element('section', { className: ['notes'] }, [
    element('h2', {}, [{ type: 'text', value: title }]),
    ...notes,
  ])

const element = (
  tagName: string,
  properties: Element['properties'],
  children: Element['children'],
): Element => ({ type: 'element', tagName, properties, children })
