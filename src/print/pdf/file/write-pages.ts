/** The page objects, with their boxes and links, and the destinations on them. */
import type { PrintEdition } from '../../../book/configuration.js'
import type { CollectedPage } from '../../in-page/collect-pages.js'
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

/** Chromium rounds pages to whole pixels; what differs by less is the trim itself, in points. */
const rounding = 1.5

/** White above what a link leads to, so that it does not touch the edge of the window, in points. */
const headroom = 6

const round = (points: number): number => Math.round(points * 1000) / 1000

/** Size of the printed page in points: the trim, or more where it is printed with bleed. */
export function mediaOf(
  { width, height }: Pick<CollectedPage, 'width' | 'height'>,
  { trim }: PrintEdition,
): { width: number; height: number } {
  const exact = (pixels: number, points: number) =>
    round(Math.abs(pixels * pixel - points) < rounding ? points : pixels * pixel)
  return { width: exact(width, trim.width), height: exact(height, trim.height) }
}

/** The trim in the middle of the page; what lies around it is bleed (ISO 32000-1, 14.11.2). */
function boxesOf(page: CollectedPage, edition: PrintEdition): string {
  const { width, height } = mediaOf(page, edition)
  const x = round((width - Math.min(width, edition.trim.width)) / 2)
  const y = round((height - Math.min(height, edition.trim.height)) / 2)
  const trim = [x, y, round(width - x), round(height - y)]
  const media = `[0 0 ${width} ${height}]`
  return `/MediaBox ${media} /BleedBox ${media} /TrimBox [${trim.join(' ')}]`
}

/** Find where every id lies; of a thing that is cut over pages, where it begins. */
export function locateIds(
  pages: readonly FinishedPage[],
  edition: PrintEdition,
): ReadonlyMap<string, Destination> {
  const found = new Map<string, Destination>()
  for (const { collected, tagged } of pages) {
    const { height } = mediaOf(collected, edition)
    for (const [id, top] of Object.entries(collected.ids)) {
      const y = Math.min(height, round(height - top * pixel + headroom))
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
    const { height } = mediaOf(collected, edition)
    const links = writeLinks(file, collected, places, object, height, isKnown)
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
