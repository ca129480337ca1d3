/** What Chromium leaves out of a PDF, or puts in wrong. */
import { createHash } from 'node:crypto'
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { bleedAtLeft, printedSize } from './page-boxes.js'
import { dateOf, infoDictionary, xmpPacket } from './pdf/metadata.js'
import { pageLabels } from './pdf/page-labels.js'
import { openPdf, type PdfFile } from './pdf/pdf-file.js'
import { pageObjects } from './pdf/read-pages.js'
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
  setBoxes(pdf, edition, metadata.language)
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

/**
 * Make the page exactly the trim. Chromium prints whole pixels, and quantises; what is printed too much lies
 * right and below. Without bleed all boxes are one (ISO 15930, PDF/X). Here there are no crop marks.
 */
function setBoxes(pdf: PdfFile, edition: PrintEdition, language: string): void {
  const { trim, bleed } = edition
  for (const [index, page] of pageObjects(pdf).entries()) {
    const dictionary = pdf.dictionary(page)
    const height = /\/MediaBox \[\S+ \S+ \S+ ([\d.]+)\]/.exec(dictionary)?.[1]
    if (height === undefined) continue
    const top = Number(height)
    const { width, height: depth } = printedSize(edition)
    const left = bleedAtLeft(edition, index + 1, language)
    const box = (...edges: number[]) => `[${edges.map(round).join(' ')}]`
    const whole = box(0, top - depth, width, top)
    const cut = box(left, top - bleed - trim.height, left + trim.width, top - bleed)
    pdf.set(
      page,
      dictionary.replace(
        /\/MediaBox \[[^\]]*\]/,
        `/TrimBox ${cut}\n/BleedBox ${whole}\n/MediaBox ${whole}`,
      ),
    )
  }
}

const round = (points: number): number => Math.round(points * 1000) / 1000
