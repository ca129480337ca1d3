/** The boxes of a PDF page (ISO 32000-1, 14.11.2): what is cut, what is printed beyond it, what the marks need. */
import type { PrintEdition } from '../book/configuration.js'
import { isRightToLeft } from '../book/direction.js'

/** Left, lower, right, upper edge in points. */
type Rectangle = readonly [number, number, number, number]

export interface PageBoxes {
  readonly media: Rectangle
  readonly bleed: Rectangle
  readonly trim: Rectangle
}

/** Room for crop marks around the bleed, and the length of a mark in it; points. */
const [markRoom, markLength] = [24, 18]

const round = (points: number): number => Math.round(points * 1000) / 1000

/** Size of the page as the browser prints it, in points: bleed at head, foot and fore-edge, none at the spine. */
export const printedSize = ({ trim, bleed }: PrintEdition) => ({
  width: trim.width + bleed,
  height: trim.height + 2 * bleed,
})

/** Where the upper left corner of what the browser prints lies in every page. */
export interface Origin {
  readonly x: number
  readonly y: number
}

/** Find the origin of the pages of an edition. */
export function pageOrigin(edition: PrintEdition): Origin {
  const room = edition.cropMarks ? markRoom : 0
  return { x: room, y: round(room + printedSize(edition).height) }
}

/** Find the boxes of a page. @param page from 1; odd ones are rectos @param language of the book */
export function pageBoxes(edition: PrintEdition, page: number, language: string): PageBoxes {
  const { trim, bleed, cropMarks } = edition
  const room = cropMarks ? markRoom : 0
  const { width, height } = printedSize(edition)
  const left = room + bleedAtLeft(edition, page, language)
  const rectangle = (...edges: number[]) => edges.map(round) as unknown as Rectangle
  return {
    media: rectangle(0, 0, width + 2 * room, height + 2 * room),
    bleed: rectangle(room, room, room + width, room + height),
    trim: rectangle(left, room + bleed, left + trim.width, room + bleed + trim.height),
  }
}

/** Width of the bleed at the left, in points: a recto's spine is at its left, or at its right in a book from right to left. */
export const bleedAtLeft = ({ bleed }: PrintEdition, page: number, language: string): number =>
  (page % 2 === 1) === isRightToLeft(language) ? bleed : 0

/** Draw crop marks at the corners of the trim, outside of the bleed: an artefact of the page, in 0.25 pt lines. */
export function cropMarks(edition: PrintEdition, page: number, language: string): string {
  if (!edition.cropMarks) return ''
  const { media, bleed, trim } = pageBoxes(edition, page, language)
  const [left, lower, right, upper] = trim
  const gap = markRoom - markLength
  const lines: [number, number, number, number][] = []
  for (const x of [left, right]) {
    lines.push([x, 0, x, bleed[1] - gap], [x, bleed[3] + gap, x, media[3]])
  }
  for (const y of [lower, upper]) {
    lines.push([0, y, bleed[0] - gap, y], [bleed[2] + gap, y, media[2], y])
  }
  const paths = lines.map(
    ([x1, y1, x2, y2]) => `${[x1, y1].map(round).join(' ')} m ${[x2, y2].map(round).join(' ')} l S`,
  )
  return `/Artifact <</Type /Page>> BDC\nq\n0 G\n0.25 w\n${paths.join('\n')}\nQ\nEMC\n`
}
