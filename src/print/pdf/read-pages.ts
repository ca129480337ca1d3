/** The pages of a PDF. */
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
