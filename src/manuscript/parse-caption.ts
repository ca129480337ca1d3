/** Captions in alt texts and attributes: words with markup, notes and links of the file they stand in. */
import type { PhrasingContent, Root } from 'mdast'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import { VFile } from 'vfile'
import { visit } from '../book/visit.js'
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

const isDefinition = ({ type }: Root['children'][number]): boolean =>
  type === 'definition' || type === 'footnoteDefinition'

/** Names of the notes (with `^`) and links that a file defines. */
function definitionsOf(tree: Root): ReadonlySet<string> {
  const names = new Set<string>()
  visit(tree, (node) => {
    if (node.type === 'definition') names.add(normalizeIdentifier(node.identifier))
    if (node.type === 'footnoteDefinition') names.add(normalizeIdentifier(`^${node.identifier}`))
  })
  return names
}

/** Definitions that let a caption call what its file defines; where they lead is found by name later. */
function definitionsFor(text: string, known: ReadonlySet<string>): string {
  const labels = [...text.matchAll(/\[([^\][]+)\]/g)].map(([, label]) => label!)
  const called = labels.filter((label) => known.has(normalizeIdentifier(label)))
  return called.map((label) => `\n\n[${label}]: ${label.startsWith('^') ? '.' : '<>'}`).join('')
}
