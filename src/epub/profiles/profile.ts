/** What the e-book of a shop has of its own. The tree, the files and their names are the same for all. */
import type { Root } from 'hast'
import type { ContentsEntry } from '../../book/book.js'
import type { EpubEdition } from '../../book/configuration.js'
import { plain } from './plain.js'

export interface Profile {
  /** Levels of the contents that its readers show. */
  readonly contentsDepth: number
  /** Levels of the NCX. */
  readonly ncxDepth: number
  /** Whether the text is set in our fonts; the author's own go with every profile. */
  readonly setsText: boolean
  /** How formulas are written where the author does not say. */
  readonly math: 'mathml' | 'png' | 'svg'
  /** Whether drawings and kinds of pictures that its readers do not know become PNG, sized in em. */
  readonly isRaster: boolean
  /** Whether its readers play recordings that go with the text. */
  readonly plays: boolean
  /** Change the tree of one file, after it is known which id stands in which file. */
  readonly adapt: (tree: Root, language: string) => Root
  /**
   * Change the finished style sheet.
   *
   * @param names of elements in the book, and of classes with a dot before them
   */
  readonly style: (css: string, names: ReadonlySet<string>) => string
}

/** Find a profile; those of the shops are loaded where they are needed. */
export async function profileOf({ profile }: EpubEdition): Promise<Profile> {
  if (profile === 'kobo') return (await import('./kobo.js')).kobo
  if (profile === 'kindle') return (await import('./kindle.js')).kindle
  return plain
}

/** Leave out what is deeper in the contents. @param depth 1 for the outermost entries only */
export const limitContents = (
  entries: readonly ContentsEntry[],
  depth: number,
): readonly ContentsEntry[] =>
  depth === Number.POSITIVE_INFINITY
    ? entries
    : entries.map((entry) => ({
        ...entry,
        children: depth > 1 ? limitContents(entry.children, depth - 1) : [],
      }))
