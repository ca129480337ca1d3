/** One chapter from mdast to hast. */
import type { ElementContent, Root, RootContent } from 'hast'
import type { Root as MdastRoot, PhrasingContent } from 'mdast'
import { toHast as mdastToHast } from 'mdast-util-to-hast'
import { captionsIn } from '../book/captions.js'
import { visit } from '../book/visit.js'
import { cleanHtml } from './clean-html.js'
import type { MarkupContext } from './context.js'
import { putBack } from './finished.js'
import { makeHandlers } from './handlers/index.js'
import { nameLists } from './handlers/standard.js'
import { modernise } from './modernise.js'
import { nameDrawings } from './name-drawings.js'
import { nestSections } from './nest-sections.js'
import { noteAside, openChapter } from './open-chapter.js'
import { parseRaw } from './parse-raw.js'
import { placeFigures } from './place-figures.js'
import { sanitizeChapter } from './sanitize.js'
import { translateStyles } from './translate-styles.js'

/** Make the hast of a chapter; its notes come after its text. */
export function toHast(context: MarkupContext): Root {
  const { chapter } = context
  const children = convert(chapter.tree, context)
  const title = convertTitle(chapter.title, context)
  const lettered = context.tableNotes.flatMap(({ notes }) => [...notes.values()])
  for (const note of [...context.notes.values(), ...lettered]) {
    // Notes pass the same door as the text: they may hold raw HTML of their own.
    note.content.splice(
      0,
      note.content.length,
      ...(finish({ type: 'root', children: note.content }, true, context)
        .children as ElementContent[]),
    )
  }
  for (const { notes, holder } of context.tableNotes)
    holder.children = [...notes.values()].map((note) => noteAside(note, chapter.language))
  const sections = nestSections(children, Math.max(1, chapter.depth))
  const section = openChapter(chapter, title, sections, context.notes.values())
  return { type: 'root', children: [section] }
}

function convert(tree: MdastRoot, context: MarkupContext): RootContent[] {
  // Captions first, each of them: `some` would stop at the first that holds HTML.
  const inCaptions = [...captionsIn(tree)].map((caption) =>
    cleanHtml(caption, context.chapter.file),
  )
  const hasHtml = cleanHtml(tree, context.chapter.file) || inCaptions.includes(true)
  const converted = mdastToHast(tree, {
    allowDangerousHtml: true,
    handlers: makeHandlers(context),
  }) as Root
  return finish(converted, hasHtml, context).children
}

function convertTitle(title: readonly PhrasingContent[], context: MarkupContext): ElementContent[] {
  const children = convert(
    { type: 'root', children: [{ type: 'paragraph', children: [...title] }] },
    context,
  )
  const [paragraph] = children
  return paragraph?.type === 'element' ? paragraph.children : []
}

function finish(converted: Root, hasHtml: boolean, context: MarkupContext): Root {
  const parsed = hasHtml ? parseRaw(converted, context.chapter.file) : converted
  if (hasHtml) translateStyles(parsed)
  const clean = sanitizeChapter(parsed)
  modernise(clean)
  visit(clean, 'element', nameLists)
  putBack(clean, context.finished)
  placeFigures(clean)
  if (hasHtml) nameDrawings(clean, context.chapter.id, context.chapter.file)
  return dropBlanks(clean)
}

/** White space between blocks means nothing; without it trees are easier to read and test. */
function dropBlanks(tree: Root): Root {
  return {
    ...tree,
    children: tree.children.filter((node) => node.type !== 'text' || node.value.trim() !== ''),
  }
}
