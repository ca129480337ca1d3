/** Notes where they are called: `^[text with *markup*]`, as pandoc writes them. */
import type { FootnoteDefinition, Paragraph, PhrasingContent, Root } from 'mdast'
import type { Construct } from 'micromark-util-types'
import { visit } from '../../book/visit.js'
import { plannedText } from '../tokenize/planned-text.js'
import type { Source } from '../tokenize/source.js'

/** Make the construct of the `^` before a bracket; the bracket and its end are those of a span. */
export const inlineNoteMark = (source: Source): Construct =>
  plannedText(source, 'spanName', (line, index) =>
    line[index + 1] === '[' ? { length: 1, planned: { isNote: true } } : undefined,
  )

/** A name that no author can write: names of footnotes hold no spaces (GFM's `footnote` extension). */
const namePrefix = 'inline note '

/**
 * Make footnotes of the inline notes of a tree, so that all notes are called and numbered alike.
 *
 * @param to the tree of the file, which receives the definitions; it holds `from` or its caption
 */
export function placeInlineNotes(from: Root, to: Root): void {
  const count = to.children.filter(
    (child) => child.type === 'footnoteDefinition' && child.identifier.startsWith(namePrefix),
  ).length
  const definitions: FootnoteDefinition[] = []
  // Visits what is inside a note as well: a note may hold notes.
  visit(from, 'inlineNote', (note, index, parent) => {
    if (!parent || index === undefined) return
    const { position } = note
    const identifier = `${namePrefix}${count + definitions.length + 1}`
    const paragraph: Paragraph = { type: 'paragraph', children: trimmed(note.children), position }
    definitions.push({ type: 'footnoteDefinition', identifier, children: [paragraph], position })
    parent.children[index] = { type: 'footnoteReference', identifier, position }
  })
  to.children.push(...definitions)
}

/** The words of a note without the spaces next to its brackets. */
function trimmed(children: PhrasingContent[]): PhrasingContent[] {
  const first = children[0]
  if (first?.type === 'text') first.value = first.value.trimStart()
  const last = children.at(-1)
  if (last?.type === 'text') last.value = last.value.trimEnd()
  return children
}
