/** Report footnotes and links of a file that lead nowhere. */
import type { FootnoteDefinition, Nodes, Root } from 'mdast'
import type { VFile } from 'vfile'
import { captionsIn } from '../book/captions.js'
import { visit } from '../book/visit.js'
import { didYouMean } from '../diagnostics/did-you-mean.js'
import { report } from '../diagnostics/report.js'

/** Compare the calls of a file's footnotes and links with what the file defines. */
export function checkReferences(tree: Root, file: VFile): void {
  const notes = new Map<string, FootnoteDefinition>()
  const called = new Set<string>()
  const links = new Set<string>()
  visitWithCaptions(tree, (node) => {
    if (node.type === 'footnoteReference') called.add(node.identifier)
    else if (node.type === 'definition') links.add(node.identifier)
    else if (node.type === 'footnoteDefinition') {
      if (notes.has(node.identifier)) reportTwice(node, file)
      else notes.set(node.identifier, node)
    }
  })
  for (const [name, note] of notes) {
    if (called.has(name)) continue
    report(
      file,
      'unused-footnote',
      note,
      `Unexpected note \`[^${note.label ?? name}]\`, expected a place that calls it`,
      {
        subject: name,
        hint: `Write \`[^${note.label ?? name}]\` where the note belongs`,
      },
    )
  }
  checkTexts(tree, file, [...notes.keys()], [...links])
}

/** Visit what stands beside the tree as well, after what stands in it. */
function visitWithCaptions(tree: Root, visitor: (node: Nodes) => void): void {
  for (const part of [tree, ...captionsIn(tree)]) visit(part, visitor)
}

function reportTwice(node: FootnoteDefinition, file: VFile): void {
  const name = node.label ?? node.identifier
  report(
    file,
    'duplicate-footnote',
    node,
    `Unexpected second note \`[^${name}]\`, expected one of each name`,
    {
      subject: name,
      hint: 'Give it a name of its own; until then only the first is printed',
    },
  )
}

/** A call that nothing answers is text by now; `[text][label]` too. */
const callInText = /\[\^([^\]\s]+)\]|\[([^\]]+)\]\[([^\]]+)\]/g

function checkTexts(
  tree: Root,
  file: VFile,
  notes: readonly string[],
  links: readonly string[],
): void {
  visitWithCaptions(tree, (text) => {
    if (text.type !== 'text') return
    for (const match of text.value.matchAll(callInText)) {
      const place = text.position && pointIn(text.value, text.position.start, match.index)
      const [whole, note, , label] = match
      if (note !== undefined) {
        report(
          file,
          'undefined-footnote',
          place,
          `Unexpected \`${whole}\`, expected the name of a note of this file`,
          {
            subject: note,
            hint:
              didYouMean(note, notes) ??
              `Write the note as \`[^${note}]: text\` on a line of its own`,
          },
        )
      } else if (label !== undefined && /\p{L}/u.test(label)) {
        report(
          file,
          'undefined-link-reference',
          place,
          `Unexpected \`${whole}\`, expected the label of a link of this file`,
          {
            subject: label,
            hint:
              didYouMean(label, links) ??
              `Write the address as \`[${label}]: https://…\` on a line of its own`,
          },
        )
      }
    }
  })
}

/** The point of a character of a text; near enough where the text holds escapes. */
function pointIn(
  value: string,
  start: { line: number; column: number },
  index: number,
): { line: number; column: number } {
  const before = value.slice(0, index).split('\n')
  const last = before.at(-1)!.length
  return before.length === 1
    ? { line: start.line, column: start.column + last }
    : { line: start.line + before.length - 1, column: last + 1 }
}
