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
    const note = context.notes.get(key) ?? openNote(context, state, key)
    if (!note) return text(`[^${node.label ?? node.identifier}]`)
    const again = note.callouts.length
    const id = `${context.chapter.id}-call-${note.number}${again > 0 ? `-${again + 1}` : ''}`
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

function openNote(context: MarkupContext, state: State, key: string): NoteInOrder | undefined {
  const definition = state.footnoteById.get(key)
  if (!definition) return undefined
  const number = String(context.notesBefore + context.notes.size + 1)
  const note: NoteInOrder = {
    id: `${context.chapter.id}-note-${number}`,
    number,
    callouts: [],
    content: [],
  }
  // Known before its text is read: a note may call itself or another.
  context.notes.set(key, note)
  note.content.push(...(state.all(definition) as ElementContent[]))
  return note
}
