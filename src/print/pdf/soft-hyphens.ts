/**
 * Skia writes each unused soft hyphen into the text, as a space that is read as U+00AD. Readers keep it
 * ("In com pre hen si"), and poppler loses the words after it (notes/pdf-tagging.md). Out with them.
 */
import type { PdfFile } from './pdf-file.js'
import { pageObjects } from './read-pages.js'

/** A soft hyphen alone. What follows places itself (`Td`) or ends, so nothing moves. */
const alone =
  /\/Span<<\/ActualText <FEFF00AD> >> BDC\n<[0-9A-F]{4}> Tj\nEMC\n(?=-?[\d.]+ -?[\d.]+ Td|ET|\/F\d+ |EMC|1 0 0 -1)/g

/** A ligature over soft hyphens: `f‑i` as one glyph. */
const within = /(ActualText <FEFF(?:[0-9A-F]{4})*?)00AD(?=(?:[0-9A-F]{4})*>)/g

/** Take unused soft hyphens out of the pages' text. */
export function removeSoftHyphens(pdf: PdfFile): void {
  for (const page of pageObjects(pdf)) {
    const contents = Number(/\/Contents (\d+) 0 R/.exec(pdf.dictionary(page))?.[1] ?? 0)
    const stream = contents ? pdf.stream(contents) : undefined
    if (!stream?.includes('00AD')) continue
    let text = stream.toString('latin1').replace(alone, '')
    for (let before = ''; before !== text; ) {
      before = text
      text = text.replace(within, '$1')
    }
    pdf.setStream(contents, Buffer.from(text, 'latin1'))
  }
}
