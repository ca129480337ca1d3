/** The page objects, with their boxes and links, and the destinations on them. */
import type { PrintEdition } from '../../../book/configuration.js'
import type { CollectedPage } from '../../in-page/collect-pages.js'
import { pageBoxes } from '../../page-boxes.js'
import type { Structure } from '../structure/build-structure.js'
import { writeLinks } from '../write-links.js'
import type { Destination } from '../write-outline.js'
import type { NewFile, TaggedPage } from './tag-run.js'

/** A page, all that is known of it. */
export interface FinishedPage {
  readonly collected: CollectedPage
  readonly places: Structure['places'][number]
  readonly tagged: TaggedPage
}

/** A CSS pixel in points. */
const pixel = 0.75

/** White above what a link leads to, so that it does not touch the edge of the window, in points. */
const headroom = 6

const round = (points: number): number => Math.round(points * 1000) / 1000

function boxesOf(page: CollectedPage, edition: PrintEdition): string {
  const { media, bleed, trim } = pageBoxes(edition, page.page)
  const array = (box: readonly number[]) => `[${box.join(' ')}]`
  return `/MediaBox ${array(media)} /BleedBox ${array(bleed)} /TrimBox ${array(trim)}`
}

/** Find where every id lies; of a thing that is cut over pages, where it begins. */
export function locateIds(
  pages: readonly FinishedPage[],
  edition: PrintEdition,
): ReadonlyMap<string, Destination> {
  const found = new Map<string, Destination>()
  for (const { collected, tagged } of pages) {
    const { origin } = pageBoxes(edition, collected.page)
    for (const [id, top] of Object.entries(collected.ids)) {
      const y = Math.min(origin.y, round(origin.y - top * pixel + headroom))
      if (!found.has(id)) found.set(id, { page: tagged.object, y: Math.max(0, y) })
    }
  }
  return found
}

/** Write the pages. @returns the object of the page tree */
export function writePages(
  file: NewFile,
  pages: readonly FinishedPage[],
  edition: PrintEdition,
  isKnown: (id: string) => boolean,
): number {
  const { writer, keys } = file
  const tree = writer.reserve()
  for (const { collected, places, tagged } of pages) {
    const { object, contents, resources } = tagged
    const { origin } = pageBoxes(edition, collected.page)
    const links = writeLinks(file, collected, places, object, origin, isKnown)
    const annotations = links.length > 0 ? ` /Annots [${links.map(refer).join(' ')}]` : ''
    writer.set(
      object,
      `<</Type /Page /Parent ${refer(tree)} ${boxesOf(collected, edition)} /Resources ${resources} /Contents ${refer(contents)}${annotations} /StructParents ${keys.get(object)} /Tabs /S>>`,
    )
  }
  const kids = pages.map(({ tagged }) => refer(tagged.object))
  writer.set(tree, `<</Type /Pages /Count ${kids.length} /Kids [${kids.join(' ')}]>>`)
  return tree
}

const refer = (object: number): string => `${object} 0 R`
