/** From a place in the EPUB back to the Markdown: by ids, and by counting elements of the same name. */
import { posix } from 'node:path'
import type { Element, Root } from 'hast'
import type { VFile } from 'vfile'
import type { MarkedUpBook } from '../../book/book.js'
import type { Place } from '../../diagnostics/report.js'
import type { OpenEpub } from './open-epub.js'
import type { XmlElement } from './read-xml.js'
import type { Fault } from './rule.js'

interface Located {
  readonly file: VFile
  readonly place: Place
}

/**
 * Make a function that finds where in the manuscript a fault comes from.
 *
 * @param file where it cannot be told: the configuration
 */
export function makeLocator(
  epub: OpenEpub,
  book: MarkedUpBook | undefined,
  file: VFile,
): (fault: Fault) => Located {
  const chapters = new Map(book?.chapters.map((chapter) => [chapter.id, chapter]))
  const lists = new Map<Root, Element[]>()
  const listOnce = (hast: Root): readonly Element[] => {
    const all = lists.get(hast) ?? list(hast)
    lists.set(hast, all)
    return all
  }
  return ({ path, element }) => {
    const chapter = chapters.get(posix.basename(path, '.xhtml'))
    if (!chapter) return { file, place: undefined }
    if (!element) return { file: chapter.file, place: undefined }
    const document = epub.documents.find((one) => one.path === path)
    return {
      file: chapter.file,
      place: placeOf(element, document?.elements ?? [], listOnce(chapter.hast)),
    }
  }
}

function placeOf(
  element: XmlElement,
  elements: readonly XmlElement[],
  all: readonly Element[],
): Place {
  for (let one: XmlElement | undefined = element; one; one = one.parent) {
    const found = twin(one, elements, all)
    if (found) return found
  }
  return undefined
}

/** The element of the tree that an element of the file was made from, as far as it has a place. */
function twin(
  element: XmlElement,
  elements: readonly XmlElement[],
  all: readonly Element[],
): Place {
  const { id } = element.attributes
  if (id !== undefined) {
    const same = all.find((one) => one.properties.id === id)
    if (same?.position) return same
  }
  const namesakes = elements.filter(({ name }) => name === element.name)
  const candidates = all.filter(({ tagName }) => tagName === element.name)
  if (namesakes.length !== candidates.length) return undefined
  const candidate = candidates[namesakes.indexOf(element)]
  return candidate?.position ? candidate : undefined
}

/** All elements that the EPUB shows, in order. */
function list(node: Root | Element): Element[] {
  return node.children.flatMap((child) =>
    child.type !== 'element' || isOnlyPrint(child) ? [] : [child, ...list(child)],
  )
}

const isOnlyPrint = ({ properties }: Element): boolean =>
  Array.isArray(properties.className) && properties.className.includes('only-print')
