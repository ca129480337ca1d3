/** From mdast to hast: code and formulas, elements and roles, ids, links, pictures. */
import type { Chapter, MarkedUpBook, MarkedUpChapter, StructuredBook } from '../book/book.js'
import type { Configuration } from '../book/configuration.js'
import type { World } from '../book/world.js'
import { claimIds } from './claim-ids.js'
import type { FormulaElement, MarkupContext, NoteInOrder } from './context.js'
import { collectPictures } from './pictures/collect-pictures.js'
import { placeDescriptions } from './place-descriptions.js'
import { type PreparedSnippets, prepareSnippets } from './prepare/prepare-snippets.js'
import { resolveLinks } from './resolve-links.js'
import { shareRows } from './share-rows.js'
import { toHast } from './to-hast.js'

/**
 * Mark up a book once for all editions. ARCHITECTURE.md, "The marked-up book", says what comes out.
 *
 * @param folder of the book, where pictures are
 * @param foreseen code that was coloured while the text was parsed
 */
export async function markUp(
  world: World,
  folder: string,
  book: StructuredBook,
  foreseen?: PreparedSnippets,
): Promise<MarkedUpBook> {
  const { configuration } = book
  const snippets = await prepareSnippets(world, book.chapters, configuration.math.macros, foreseen)
  const formulas: FormulaElement[] = []
  let notesBefore = 0
  const chapters = book.chapters.map((chapter): MarkedUpChapter => {
    if (startsNotes(chapter, configuration.footnotes.numbering)) notesBefore = 0
    const notes = new Map<string, NoteInOrder>()
    const context: MarkupContext = {
      chapter,
      configuration,
      snippets,
      notes,
      notesBefore,
      tableNotes: [],
      isInTable: false,
      callouts: [],
      formulas,
      finished: [],
    }
    const hast = toHast(context)
    notesBefore += notes.size
    return { ...chapter, hast }
  })
  placeDescriptions(chapters, book.labels)
  const telling = tellFormulas(world, formulas)
  // Its faults are met below, where it is waited for.
  telling.catch(() => undefined)
  const { idOwners, anchors } = claimIds(chapters, book.anchors)
  resolveLinks(chapters, anchors)
  const assets = await collectPictures(world, folder, chapters, configuration)
  for (const { hast } of chapters) shareRows(hast)
  await telling
  return { ...book, chapters, assets, idOwners }
}

/** Give formulas words; those of a language that we do not speak keep their TeX. */
async function tellFormulas(world: World, formulas: readonly FormulaElement[]): Promise<void> {
  if (formulas.length === 0) return
  const { speakFormulas } = await import('./speech/speak-formulas.js')
  const wordsOf = await speakFormulas(world, formulas)
  for (const formula of formulas) {
    const words = wordsOf(formula)
    if (words !== undefined) formula.element.properties.alttext = words
  }
}

/** Whether the count of notes starts again; by page it can only in print, which sees to it. */
const startsNotes = (chapter: Chapter, numbering: Configuration['footnotes']['numbering']) =>
  numbering !== 'book' && chapter.depth <= 1
