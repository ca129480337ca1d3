/** Decide which files the EPUB has and where each id of the book ends up. */
import type { Element, RootContent } from 'hast'
import type { MarkedUpBook, MarkedUpChapter } from '../book/book.js'
import { toNcName } from './xhtml/attributes.js'
import { isOnlyPrint } from './xhtml/to-xhtml.js'

/** A chapter and the name of its file, relative to the package document. */
export interface ContentFile {
  readonly chapter: MarkedUpChapter
  readonly path: string
}

export interface Plan {
  /** In reading order; chapters that only print shows are left out. */
  readonly files: readonly ContentFile[]
  /** Path of the file that holds each id that is really written. */
  readonly pathOf: ReadonlyMap<string, string>
}

/** Plan one file a chapter. */
export function planFiles(book: MarkedUpBook): Plan {
  const files = book.chapters
    .filter((chapter) => chapter.hast.children.some(isShown))
    .map((chapter) => ({ chapter, path: pathFor(chapter.id) }))
  const pathOf = new Map<string, string>()
  for (const { chapter, path } of files) addIds(chapter.hast.children, path, pathOf)
  return { files, pathOf }
}

/** Name a chapter's file. `toc.xhtml` is the navigation document; no chapter's id holds an underscore. */
const pathFor = (id: string): string => (id === 'toc' ? 'toc_.xhtml' : `${toNcName(id)}.xhtml`)

const isShown = (node: RootContent): boolean =>
  node.type === 'element' ? !isOnlyPrint(node) : node.type === 'text' && node.value.trim() !== ''

/** Read the ids off the tree itself: what is not there cannot be linked to, whatever was meant. */
function addIds(nodes: readonly RootContent[], path: string, pathOf: Map<string, string>): void {
  for (const node of nodes) {
    if (node.type !== 'element' || isOnlyPrint(node)) continue
    const { id } = node.properties
    if (id !== undefined && id !== null) {
      const name = toNcName(String(id))
      if (!pathOf.has(name)) pathOf.set(name, path)
    }
    addIds((node as Element).children, path, pathOf)
  }
}
