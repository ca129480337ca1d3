/** From mdast to hast: code and formulas, elements and roles, ids, links, pictures. */
import type { Chapter, MarkedUpBook, MarkedUpChapter, StructuredBook } from '../book/book.js'
import type { Configuration } from '../book/configuration.js'
import type { World } from '../book/world.js'
import { claimIds } from './claim-ids.js'
import type { MarkupContext, NoteInOrder } from './context.js'
import { collectPictures } from './pictures/collect-pictures.js'
import { type PreparedSnippets, prepareSnippets } from './prepare/prepare-snippets.js'
import { resolveLinks } from './resolve-links.js'
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
      finished: [],
    }
    const hast = toHast(context)
    notesBefore += notes.size
    return { ...chapter, hast }
  })
  const { idOwners, anchors } = claimIds(chapters, book.anchors)
  resolveLinks(chapters, anchors)
  const assets = await collectPictures(world, folder, chapters, configuration)
  return { ...book, chapters, assets, idOwners }
}

/** Whether the count of notes starts again; by page it can only in print, which sees to it. */
const startsNotes = (chapter: Chapter, numbering: Configuration['footnotes']['numbering']) =>
  numbering !== 'book' && chapter.depth <= 1
