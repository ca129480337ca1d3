/** The author's copyfitting, put on the blocks that it names: as classes, which the style sheets know. */
import type { Element, ElementContent, Root } from 'hast'
import type { Label, MarkedUpChapter } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import type { Copyfitting, CopyfittingEntry } from '../book/copyfitting.js'
import { report } from '../diagnostics/report.js'
import { classesOf } from './to-print-tree.js'

/** Elements that can be named by their first words. */
const blocks = /^(p|li|dt|dd|h[1-6]|blockquote|pre|table|figure|div)$/

/**
 * Fit the copy of a chapter.
 *
 * Reports `unused-copyfitting` for an entry that names no block of the file, or several.
 *
 * @param tree of the chapter; changed in place
 */
export function fitCopy(
  tree: Root,
  chapter: Pick<MarkedUpChapter, 'path'>,
  edition: PrintEdition,
  labels: ReadonlyMap<string, Label>,
  { file, entries }: Copyfitting,
): void {
  const own = entries.filter(
    (entry) => entry.edition === edition.name && entry.path === chapter.path,
  )
  if (own.length === 0) return
  const found = listBlocks(tree.children as ElementContent[])
  for (const entry of own) {
    const named = findBlocks(entry, found, labels)
    const [block, other] = named
    if (!block || other) reportUnused(file, entry, named.length)
    else block.properties.className = [...classesOf(block), ...entry.fittings]
  }
}

interface Block {
  readonly element: Element
  readonly words: string
}

function findBlocks(
  { block }: CopyfittingEntry,
  found: readonly Block[],
  labels: ReadonlyMap<string, Label>,
): Element[] {
  if (block.startsWith('#')) {
    const id = labels.get(block.slice(1))?.id ?? block.slice(1)
    return found.flatMap(({ element }) => (element.properties.id === id ? [element] : []))
  }
  const words = fold(block)
  const named = found.filter((one) => one.words.startsWith(words))
  // A list item and its first paragraph begin alike, and are one to the author: the inner one is meant.
  return named
    .filter(
      ({ element }) => !named.some((one) => one.element !== element && holds(element, one.element)),
    )
    .map(({ element }) => element)
}

const holds = (outer: Element, inner: Element): boolean =>
  outer.children.some(
    (child) => child === inner || (child.type === 'element' && holds(child, inner)),
  )

function listBlocks(nodes: readonly ElementContent[]): Block[] {
  return nodes.flatMap((node): Block[] => {
    if (node.type !== 'element') return []
    const inner = listBlocks(node.children)
    if (!blocks.test(node.tagName) && node.properties.id === undefined) return inner
    return [{ element: node, words: fold(firstWords(node.children, 400)) }, ...inner]
  })
}

/** The words that an author sees: without numbers of headings and calls of notes. */
function firstWords(nodes: readonly ElementContent[], most: number): string {
  let words = ''
  for (const node of nodes) {
    if (words.length >= most) break
    if (node.type === 'text') words += node.value
    if (node.type !== 'element') continue
    const classes = classesOf(node)
    if (!classes.includes('callout') && !classes.includes('number'))
      words += firstWords(node.children, most)
  }
  return words
}

/** Typed quotes, dashes and white space are those of the page. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[‘’]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[–—]|---?/g, '-')
    .replace(/[\s\u00ad]+/g, ' ')
    .trim()

function reportUnused(file: Copyfitting['file'], entry: CopyfittingEntry, found: number): void {
  const reason =
    found === 0
      ? `Unexpected \`${entry.block}\`, expected the label or the first words of a block of \`${entry.path}\``
      : `Unexpected \`${entry.block}\`, which ${found} blocks of \`${entry.path}\` begin with, expected words of one block`
  const hint =
    found === 0
      ? 'The text has changed: look whether the page still needs it, and take the line out or mend its words'
      : 'Copy more of its first words'
  report(file, 'unused-copyfitting', entry.place, reason, { subject: entry.block, hint })
}
