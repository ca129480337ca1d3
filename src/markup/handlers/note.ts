/** Footnotes: a callout in the text, the note itself gathered for the end of the chapter. */
import type { Element, ElementContent } from 'hast'
import type { FootnoteReference } from 'mdast'
import type { State } from 'mdast-util-to-hast'
import type { MarkupContext, NoteInOrder } from '../context.js'
import { element, text } from './element.js'

export const noteHandler =
  (context: MarkupContext) =>
  (state: State, node: FootnoteReference): ElementContent => {
    const key = node.identifier.toUpperCase()
    const table = context.isInTable ? context.tableNotes.at(-1) : undefined
    const notes = table?.own.has(key) ? table.notes : context.notes
    const note = notes.get(key) ?? openNote(context, state, key, notes)
    if (!note) return text(`[^${node.label ?? node.identifier}]`)
    const again = note.callouts.length
    const id = `${note.id.replace(/-note-([^-]*)$/, '-call-$1')}${again > 0 ? `-${again + 1}` : ''}`
    note.callouts.push(id)
    const callout: Element = element(
      'a',
      {
        id,
        href: `#${note.id}`,
        className: ['callout'],
        role: 'doc-noteref',
        epubType: 'noteref',
        dataResolved: '',
      },
      [text(note.number)],
    )
    state.patch(node, callout)
    return callout
  }

function openNote(
  context: MarkupContext,
  state: State,
  key: string,
  notes: Map<string, NoteInOrder>,
): NoteInOrder | undefined {
  const definition = state.footnoteById.get(key)
  if (!definition) return undefined
  const isLettered = notes !== context.notes
  const number = isLettered
    ? toLetters(notes.size + 1)
    : String(context.notesBefore + notes.size + 1)
  const prefix = isLettered ? `-table-${context.tableNotes.length}` : ''
  const note: NoteInOrder = {
    id: `${context.chapter.id}${prefix}-note-${number}`,
    number,
    callouts: [],
    content: [],
  }
  // Known before its text is read: a note may call itself or another.
  notes.set(key, note)
  note.content.push(...(state.all(definition) as ElementContent[]))
  return note
}

/** 1 is `a`, 27 is `aa`. */
const toLetters = (count: number): string =>
  (count > 26 ? toLetters(Math.floor((count - 1) / 26)) : '') +
  String.fromCharCode(97 + ((count - 1) % 26))
