/** What of a chapter can be read aloud: runs of text in its blocks, and their words. */
import type { Element, ElementContent, Root } from 'hast'
import { isOnlyPrint } from '../xhtml/to-xhtml.js'

/** A word where it stands. */
export interface Word {
  readonly text: string
  /** Child of the line's parent that holds it. */
  readonly child: number
  /** Where it begins in that child, if the child is text: a cut may go before it; else 0. */
  readonly offset: number
}

/** Text that runs on, without a block between. */
export interface Line {
  readonly parent: Element
  /** Children from one to another, this one not included. */
  readonly from: number
  readonly to: number
  readonly words: readonly Word[]
}

const blocks = new Set(
  `address article aside blockquote caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr
  li ol p pre section summary table tbody td tfoot th thead tr ul`.split(/\s+/),
)

/** Nobody reads these aloud, or not as they are written. */
const isSilent = (node: Element): boolean =>
  ['pre', 'svg', 'img'].includes(node.tagName) ||
  isOnlyPrint(node) ||
  node.properties.role === 'doc-noteref' ||
  node.properties.role === 'doc-backlink'

/** List the lines of a chapter that have words, in the order of the text. */
export function listLines(tree: Root): Line[] {
  const lines: Line[] = []
  const visit = (parent: Element) => {
    let run: number | undefined
    const close = (to: number) => {
      if (run === undefined) return
      const words = wordsOf(parent, run, to)
      if (words.length > 0) lines.push({ parent, from: run, to, words })
      run = undefined
    }
    parent.children.forEach((child, index) => {
      if (child.type === 'element' && blocks.has(child.tagName)) {
        close(index)
        if (!isSilent(child)) visit(child)
      } else run ??= index
    })
    close(parent.children.length)
  }
  for (const child of tree.children) if (child.type === 'element' && !isSilent(child)) visit(child)
  return lines
}

function wordsOf({ children }: Element, from: number, to: number): Word[] {
  const words: Word[] = []
  for (let child = from; child < to; child++) {
    const node = children[child]!
    if (node.type === 'text')
      for (const { text, offset } of findWords(node.value)) words.push({ text, child, offset })
    else for (const { text } of findWords(textOf(node))) words.push({ text, child, offset: 0 })
  }
  return words
}

/** A formula is read as its words say. */
function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element' || isSilent(node)) return ''
  if (node.tagName === 'math') return ` ${node.properties.alttext ?? ''} `
  return node.children.map(textOf).join('')
}

/** Words; where a writing does not part them, letters. Soft hyphens and apostrophes are in a word. */
const word =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{N}\p{M}'’\u00ad\u2060])+/gu

/** Find the words of a text, without case, accents of compatibility, and signs. */
export function findWords(text: string): { readonly text: string; readonly offset: number }[] {
  return [...text.matchAll(word)].flatMap(({ 0: found, index }) => {
    const bare = found
      .replace(/['’\u00ad\u2060]/g, '')
      .normalize('NFKC')
      .toLowerCase()
    return bare === '' ? [] : [{ text: bare, offset: index }]
  })
}
