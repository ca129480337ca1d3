/** What a program can say about the accessibility of the finished PDF, as our messages. */
import type { VFile } from 'vfile'
import { report } from '../diagnostics/report.js'
import { judgeFacts } from './pdf/conditions.js'
import { Pdf } from './pdf/open-pdf.js'
import { readFacts } from './pdf/read-facts.js'

/**
 * Check a PDF against PDF/UA-1. A file without a cross-reference stream (Chromium's own, where ours failed) was
 * reported as `untaggable-pdf`, and is not looked at.
 *
 * @param file gets one `inaccessible-pdf` for each condition that fails
 */
export function checkPdf(bytes: Uint8Array, file: VFile): void {
  if (!isOurs(bytes)) return
  for (const { condition, what, page, times } of judgeFacts(readFacts(new Pdf(bytes)))) {
    const where = page ? `, first on page ${page} of the file` : ''
    const count = times > 1 ? ` (${times} times)` : ''
    report(
      file,
      'inaccessible-pdf',
      undefined,
      `Unexpected ${what}${count}${where}, expected what condition ${condition} of PDF/UA asks for`,
      {
        subject: condition,
        hint: 'Other messages may name the place in the manuscript: a missing alt text, a skipped heading, a missing glyph',
      },
    )
  }
}

const isOurs = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .subarray(-2048)
    .includes('startxref') &&
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/Type /XRef')
