/** Captions in alt texts and attributes: words with markup, notes and links of the file they stand in. */
import type { PhrasingContent, Root } from 'mdast'
import { VFile } from 'vfile'
import { visit } from '../book/visit.js'
import { definitionsFor, definitionsOf, isDefinition } from './definitions.js'
import { attachAttributes } from './syntax/attributes.js'
import { restoreLinkTexts } from './syntax/citation.js'
import { placeInlineNotes } from './syntax/inline-note.js'
import type { ParseInline } from './tokenize/nodes.js'

/** What no caption without markup holds. */
const markup = /[*_`$[\]@<&:\\~^{]|https?:/

/**
 * Make the parser of a file's captions. All that it makes stands at the node that it is given.
 *
 * @param tree the file's: it says which notes and links there are, and receives notes written in captions
 * @param parse the parser of a text
 */
export function captionParser(tree: Root, parse: (file: VFile) => Root): ParseInline {
  let known: ReadonlySet<string> | undefined
  return (text, { position }) => {
    const plain: PhrasingContent[] = [{ type: 'text', value: text, position }]
    if (!markup.test(text)) return plain
    known ??= definitionsOf(tree)
    const file = new VFile(text + definitionsFor(text, known))
    const caption = parse(file)
    const [only, ...others] = caption.children
    if (only?.type !== 'paragraph' || !others.every(isDefinition)) return plain
    caption.children = [only]
    restoreLinkTexts(caption)
    attachAttributes(caption, file)
    visit(caption, (node) => {
      node.position = position
    })
    placeInlineNotes(caption, tree)
    return only.children
  }
}
