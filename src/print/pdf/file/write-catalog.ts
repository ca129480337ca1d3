/** The catalog and what hangs on it: metadata, labels, outline, how a reader opens the book. */
import type { Metadata } from '../../../book/configuration.js'
import { isRightToLeft } from '../../../book/direction.js'
import { dateOf, infoDictionary, xmpPacket } from '../metadata.js'
import { pageLabels } from '../page-labels.js'
import { textString } from '../text-string.js'
import type { PdfWriter } from './write-pdf.js'

/** Objects of the file, and what the book says of itself. */
export interface CatalogParts {
  readonly metadata: Metadata
  readonly folios: readonly string[]
  readonly epoch: number | undefined
  readonly pages: number
  readonly structure: number
  readonly destinations: number
  readonly outline: number | undefined
  /** True where the file keeps PDF/UA-1, and says so. */
  readonly isAccessible: boolean
}

/** Write the catalog and finish the file. */
export function writeCatalog(writer: PdfWriter, parts: CatalogParts): Promise<Uint8Array> {
  const { metadata, folios, pages, structure, destinations, outline, isAccessible } = parts
  const date = dateOf(metadata, parts.epoch)
  const info = writer.add(infoDictionary(metadata, date))
  const packet = Buffer.from(xmpPacket(metadata, date, { isAccessible }), 'utf8')
  // Readable by those who do not read PDF (ISO 32000-1, 14.3.2).
  const xmp = writer.addEncoded('/Type /Metadata /Subtype /XML', packet)
  const labels = writer.add(pageLabels(folios))
  const names = writer.add(`<</Dests ${destinations} 0 R>>`)
  const direction = isRightToLeft(metadata.language) ? 'R2L' : 'L2R'
  const entries = [
    '/Type /Catalog /Version /1.7',
    `/Pages ${pages} 0 R /Names ${names} 0 R /PageLabels ${labels} 0 R /Metadata ${xmp} 0 R`,
    `/StructTreeRoot ${structure} 0 R /MarkInfo <</Marked true>> /Lang ${textString(metadata.language)}`,
    `/ViewerPreferences <</DisplayDocTitle true /Direction /${direction}>>`,
    // Facing pages, the first alone as a recto: at the right, or at the left where the book is read from right to left.
    `/PageLayout /${direction === 'L2R' ? 'TwoPageRight' : 'TwoPageLeft'}`,
    ...(outline === undefined ? [] : [`/Outlines ${outline} 0 R /PageMode /UseOutlines`]),
  ]
  return writer.finish(writer.add(`<<${entries.join('\n')}>>`), info)
}
