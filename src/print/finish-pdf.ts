/** What Chromium leaves out of a PDF, or puts in wrong. */
import { createHash } from 'node:crypto'
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { dateOf, infoDictionary, xmpPacket } from './pdf/metadata.js'
import { pageLabels } from './pdf/page-labels.js'
import { openPdf, type PdfFile } from './pdf/pdf-file.js'
import { destinationsObject, pageObjects } from './pdf/read-pages.js'
import { removeSoftHyphens } from './pdf/soft-hyphens.js'
import { textString } from './pdf/text-string.js'

interface Finish {
  readonly book: MarkedUpBook
  readonly edition: PrintEdition
  readonly folios: readonly string[]
  /** Seconds since 1970, where the environment fixes a date. */
  readonly epoch: number | undefined
}

/** Finish a PDF of Chromium's: metadata, labels, boxes, destinations, text without soft hyphens. */
export function finishPdf(bytes: Uint8Array, { book, edition, folios, epoch }: Finish): Uint8Array {
  const pdf = openPdf(bytes)
  const { metadata } = book.configuration
  const date = dateOf(metadata, epoch)
  removeSoftHyphens(pdf)
  setBoxes(pdf)
  lowerDestinations(pdf, edition)
  pdf.set(pdf.info, infoDictionary(metadata, date))
  const xmp = pdf.addStream(
    '/Type /Metadata\n/Subtype /XML\n',
    Buffer.from(xmpPacket(metadata, date), 'utf8'),
  )
  const labels = pdf.add(pageLabels(folios))
  const catalog = pdf
    .dictionary(pdf.catalog)
    .replace(/\/Lang \([^)]*\)/, '')
    .replace(
      />>\s*$/,
      `\n/Metadata ${xmp} 0 R\n/PageLabels ${labels} 0 R\n/Lang ${textString(metadata.language)}\n/PageMode /UseOutlines>>`,
    )
  pdf.set(pdf.catalog, catalog)
  // The id is the content's: writing with a blank one first costs a copy, and gives equal bytes.
  const id = createHash('sha256')
    .update(pdf.write('0'.repeat(32)))
    .digest('hex')
    .slice(0, 32)
  const finished = pdf.write(id)
  return new Uint8Array(finished.buffer, finished.byteOffset, finished.byteLength)
}

/** A press asks for the trim; without bleed it is the page (ISO 15930, PDF/X). */
function setBoxes(pdf: PdfFile): void {
  for (const page of pageObjects(pdf)) {
    const dictionary = pdf.dictionary(page)
    const box = /\/MediaBox (\[[^\]]*\])/.exec(dictionary)?.[1]
    if (box)
      pdf.set(
        page,
        dictionary.replace(/\/MediaBox/, `/TrimBox ${box}\n/BleedBox ${box}\n/MediaBox`),
      )
  }
}

/** Chromium counts destinations from the edge of the page and forgets the margin (notes §2). */
function lowerDestinations(pdf: PdfFile, edition: PrintEdition): void {
  const number = destinationsObject(pdf)
  if (number === undefined) return
  const lowered = pdf
    .dictionary(number)
    .replace(
      /\/XYZ ([\d.-]+) ([\d.-]+) 0\]/g,
      (_, x: string, y: string) =>
        `/XYZ ${x} ${Math.max(0, Number(y) - edition.margins.top + edition.leading).toFixed(2)} 0]`,
    )
  pdf.set(number, lowered)
}
