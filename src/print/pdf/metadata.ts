/** What the PDF says about the book: the Info dictionary and XMP, which say the same (PDF/A, 6.7.3). */
import type { Metadata } from '../../book/configuration.js'
import { textString, xmlText } from './text-string.js'

/** The moment that a book without date and without SOURCE_DATE_EPOCH was made: 1980, as in ZIP files. */
const noDate = 315_532_800

const people = (metadata: Metadata): string[] =>
  metadata.creators.filter(({ role }) => role === 'aut').map(({ name }) => name)

/** Find the moment to write into the file: never the clock's, so that the same book gives the same bytes. */
export function dateOf(metadata: Metadata, epoch: number | undefined): Date {
  if (epoch !== undefined) return new Date(epoch * 1000)
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(metadata.date ?? '')
  if (!match) return new Date(noDate * 1000)
  const date = new Date(
    Date.UTC(Number(match[1]), Number(match[2] ?? 1) - 1, Number(match[3] ?? 1)),
  )
  return date
}

/** Write the Info dictionary. */
export function infoDictionary(metadata: Metadata, date: Date): string {
  const stamp = `(D:${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z)`
  const author = people(metadata).join(', ')
  return [
    `<</Title ${textString(metadata.title)}`,
    ...(author ? [`/Author ${textString(author)}`] : []),
    ...(metadata.description ? [`/Subject ${textString(metadata.description)}`] : []),
    ...(metadata.subjects.length > 0
      ? [`/Keywords ${textString(metadata.subjects.join(', '))}`]
      : []),
    '/Creator (Octavo)',
    '/Producer (Octavo with Skia/PDF)',
    `/CreationDate ${stamp}`,
    `/ModDate ${stamp}>>`,
  ].join('\n')
}

/**
 * Write the XMP packet (ISO 16684-1).
 *
 * @param claims `isAccessible` for a file that keeps PDF/UA-1 (ISO 14289-1, 5)
 */
export function xmpPacket(
  metadata: Metadata,
  date: Date,
  claims: { readonly isAccessible: boolean } = { isAccessible: false },
): string {
  const stamp = date.toISOString().replace('.000', '')
  const list = (name: string, kind: 'Seq' | 'Bag', values: readonly string[]) =>
    values.length === 0
      ? ''
      : `<dc:${name}><rdf:${kind}>${values.map((value) => `<rdf:li>${xmlText(value)}</rdf:li>`).join('')}</rdf:${kind}></dc:${name}>`
  const words = (name: string, value: string | undefined) =>
    value === undefined
      ? ''
      : `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${xmlText(value)}</rdf:li></rdf:Alt></dc:${name}>`
  const isbn = metadata.isbn.print
    ? `<dc:identifier>urn:isbn:${metadata.isbn.print}</dc:identifier>`
    : ''
  const keywords =
    metadata.subjects.length > 0
      ? `<pdf:Keywords>${xmlText(metadata.subjects.join(', '))}</pdf:Keywords>`
      : ''
  const conformance = claims.isAccessible ? '\n<pdfuaid:part>1</pdfuaid:part>' : ''
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>${isbn}
${words('title', metadata.title)}${list('creator', 'Seq', people(metadata))}${words('description', metadata.description)}${words('rights', metadata.rights)}
${list('subject', 'Bag', metadata.subjects)}${list('language', 'Bag', [metadata.language])}${list('publisher', 'Bag', metadata.publisher ? [metadata.publisher] : [])}
<xmp:CreatorTool>Octavo</xmp:CreatorTool><xmp:CreateDate>${stamp}</xmp:CreateDate><xmp:ModifyDate>${stamp}</xmp:ModifyDate>
<pdf:Producer>Octavo with Skia/PDF</pdf:Producer>${keywords}${conformance}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`
}
