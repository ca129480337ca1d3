/** Pages of a PDF, and on which of them each destination lies. */
import type { PdfFile } from './pdf-file.js'

/** List the page objects in the order of the pages. */
export function pageObjects(pdf: PdfFile): number[] {
  const root = Number(/\/Pages (\d+) 0 R/.exec(pdf.dictionary(pdf.catalog))?.[1])
  const walk = (number: number): number[] => {
    const dictionary = pdf.dictionary(number)
    const kids = /\/Kids \[([^\]]*)\]/.exec(dictionary)?.[1]
    if (kids === undefined) return [number]
    return [...kids.matchAll(/(\d+) 0 R/g)].flatMap((match) => walk(Number(match[1])))
  }
  return walk(root)
}

/**
 * Find the page of every destination.
 *
 * @returns pages from 1, by the id in the document
 */
export function readDestinations(pdf: PdfFile): ReadonlyMap<string, number> {
  const pageOf = new Map(pageObjects(pdf).map((number, index) => [number, index + 1]))
  const destinations = destinationsObject(pdf)
  if (destinations === undefined) return new Map()
  const found = new Map<string, number>()
  for (const [, name, page] of pdf
    .dictionary(destinations)
    .matchAll(/\/(\S+) \[(\d+) 0 R \/XYZ/g)) {
    const number = pageOf.get(Number(page))
    if (number !== undefined) found.set(idOf(name!), number)
  }
  return found
}

/** The object that the catalog calls `/Dests`. */
export function destinationsObject(pdf: PdfFile): number | undefined {
  const found = /\/Dests (\d+) 0 R/.exec(pdf.dictionary(pdf.catalog))?.[1]
  return found === undefined ? undefined : Number(found)
}

/** A PDF name escapes bytes as `#20`; Chromium has percent-encoded the id before. */
function idOf(name: string): string {
  const plain = name.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}
