/** Words that are divided over two pages, or two columns of one: what of them stands there. */
import type { CollectedElement, CollectedPage } from '../../in-page/collect-pages.js'
import { leadingWord } from '../content/divided-words.js'

/** The halves of such words on one page. */
export interface WordsOverleaf {
  /** The rest of a word by the node of its hyphen. */
  readonly rests: ReadonlyMap<number, string>
  /** Nodes of texts that begin with such a rest. */
  readonly begun: ReadonlySet<number>
}

/** Pages on which the rest of a word is looked for; pages of figures may stand between. */
const mostPages = 3

/** Find the words divided over pages and columns. @param pages of one document, in order @returns by page */
export function findWordsOverleaf(pages: readonly CollectedPage[]): WordsOverleaf[] {
  const found = pages.map(() => ({ rests: new Map<number, string>(), begun: new Set<number>() }))
  for (const [index, page] of pages.entries())
    for (const [node, { parent, ...one }] of page.nodes.entries()) {
      if (!('kind' in one) || one.kind !== 'hyphen') continue
      const piece = pieceOf(page, parent)
      if (piece === undefined) continue
      for (let later = index; later <= index + mostPages; later++) {
        const rest = pages[later] && firstText(pages[later]!, piece, later === index ? node : -1)
        if (!rest) continue
        if (rest.letters !== '') {
          found[index]!.rests.set(node, rest.letters)
          found[later]!.begun.add(rest.node)
        }
        break
      }
    }
  return found
}

/** The nearest element around a node that is cut over pages. */
function pieceOf({ nodes }: CollectedPage, node: number): string | undefined {
  for (let at = node; at >= 0; at = nodes[at]!.parent) {
    const { piece } = nodes[at] as CollectedElement
    if (piece !== undefined) return piece
  }
  return undefined
}

/** @param after node of the page after which the element goes on */
function firstText(
  page: CollectedPage,
  piece: string,
  after: number,
): { readonly node: number; readonly letters: string } | undefined {
  const start = page.nodes.findIndex(
    (node, at) => at > after && 'tag' in node && node.piece === piece,
  )
  if (start < 0) return undefined
  const node = page.nodes.findIndex(
    (one, at) => at > start && 'text' in one && one.kind !== 'artifact',
  )
  const one = page.nodes[node]
  if (!one || !('text' in one) || pieceOf(page, one.parent) !== piece) return undefined
  const letters = leadingWord.exec(one.text)?.[0].replaceAll('\u00ad', '') ?? ''
  return { node, letters }
}
