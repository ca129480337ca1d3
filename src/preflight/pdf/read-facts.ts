/** What the conditions of PDF/UA look at, read from a finished PDF. */
import type { Facts, Font } from './conditions.js'
import type { Pdf } from './open-pdf.js'
import { nameOf, Reference } from './read-objects.js'
import { readContents, readElements } from './read-tags.js'

/** Collect what the conditions look at. */
export function readFacts(pdf: Pdf): Facts {
  const metadata = pdf.catalog.get('Metadata')
  const xmp = metadata instanceof Reference ? pdf.load(metadata.number).stream?.toString() : ''
  const links = pdf.pages.flatMap((page) =>
    pdf.array(pdf.dictionary(new Reference(page)).get('Annots')).flatMap((one) => {
      const about = pdf.dictionary(one)
      if (nameOf(about.get('Subtype')) !== 'Link' || !(one instanceof Reference)) return []
      return [{ object: one.number, page, hasContents: Boolean(about.get('Contents')) }]
    }),
  )
  return {
    catalog: pdf.catalog,
    xmp: xmp ?? '',
    elements: readElements(pdf),
    contents: readContents(pdf),
    pages: pdf.pages,
    links,
    fonts: readFonts(pdf),
  }
}

function readFonts(pdf: Pdf): Font[] {
  const found = new Map<string, Font>()
  for (const page of pdf.pages) {
    const resources = pdf.dictionary(pdf.dictionary(new Reference(page)).get('Resources'))
    for (const value of pdf.dictionary(resources.get('Font')).values()) {
      const font = pdf.dictionary(value)
      const name = nameOf(font.get('BaseFont')) || 'of type 3'
      const [descendant] = pdf.array(font.get('DescendantFonts'))
      const inner = descendant === undefined ? font : pdf.dictionary(descendant)
      const about = pdf.dictionary(inner.get('FontDescriptor'))
      const isType3 = nameOf(font.get('Subtype')) === 'Type3'
      const files = ['FontFile', 'FontFile2', 'FontFile3']
      const isEmbedded = isType3 || files.some((file) => about.has(file))
      found.set(name, { name, isEmbedded, isReadable: font.has('ToUnicode') })
    }
  }
  return [...found.values()]
}
