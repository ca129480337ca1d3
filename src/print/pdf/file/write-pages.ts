/** The page objects, with their boxes and links, and the destinations on them. */
import type { PrintEdition } from '../../../book/configuration.js'
import { pageBoxes, pageOrigin } from '../../page-boxes.js'
import type { TaggedPage } from '../../tag-task.js'
import { writeLinks } from '../write-links.js'
import type { Destination } from '../write-outline.js'
import type { PdfWriter } from './write-pdf.js'

/** A CSS pixel in points. */
const pixel = 0.75

/** White above what a link leads to, so that it does not touch the edge of the window, in points. */
const headroom = 6

const round = (points: number): number => Math.round(points * 1000) / 1000

function boxesOf(page: number, edition: PrintEdition, language: string): string {
  const { media, bleed, trim } = pageBoxes(edition, page, language)
  const array = (box: readonly number[]) => `[${box.join(' ')}]`
  return `/MediaBox ${array(media)} /BleedBox ${array(bleed)} /TrimBox ${array(trim)}`
}

/** Find where every id lies; of a thing that is cut over pages, where it begins. */
export function locateIds(
  pages: readonly TaggedPage[],
  edition: PrintEdition,
): ReadonlyMap<string, Destination> {
  const found = new Map<string, Destination>()
  const origin = pageOrigin(edition)
  for (const { ids, object } of pages) {
    for (const [id, top] of Object.entries(ids)) {
      const y = Math.min(origin.y, round(origin.y - top * pixel + headroom))
      if (!found.has(id)) found.set(id, { page: object, y: Math.max(0, y) })
    }
  }
  return found
}

/** Write the pages. @returns the object of the page tree */
export function writePages(
  writer: PdfWriter,
  pages: readonly TaggedPage[],
  { edition, language }: { readonly edition: PrintEdition; readonly language: string },
  isKnown: (id: string) => boolean,
): number {
  const tree = writer.reserve()
  const origin = pageOrigin(edition)
  for (const { page, object, contents, resources, links } of pages) {
    const written = writeLinks(writer, links, object, origin, isKnown)
    const annotations = written.length > 0 ? ` /Annots [${written.map(refer).join(' ')}]` : ''
    writer.set(
      object,
      `<</Type /Page /Parent ${refer(tree)} ${boxesOf(page, edition, language)} /Resources ${resources} /Contents ${refer(contents)}${annotations} /StructParents ${object} /Tabs /S>>`,
    )
  }
  const kids = pages.map(({ object }) => refer(object))
  writer.set(tree, `<</Type /Pages /Count ${kids.length} /Kids [${kids.join(' ')}]>>`)
  return tree
}

const refer = (object: number): string => `${object} 0 R`
