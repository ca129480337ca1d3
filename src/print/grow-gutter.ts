/** The inside margin that a book of so many pages needs, because a thick book opens less. */
import type { VFile } from 'vfile'
import type { PrintEdition } from '../book/configuration.js'
import { points } from '../book/length.js'
import { report } from '../diagnostics/report.js'

/** Pages up to which an inside margin will do, and that margin in points (KDP, "Set trim size, bleed, and margins"). */
const needed: readonly (readonly [pages: number, inside: number])[] = [
  [150, 27],
  [300, 36],
  [500, 45],
  [700, 54],
  [Number.POSITIVE_INFINITY, 63],
]

/** The outside margin leaves room for the thumb, in points. */
const leastOutside = 27

/**
 * Move the text towards the fore-edge where the book is too thick for its inside margin. The measure stays, so that
 * no line changes. An inside margin of the author's own stays too; one that is too narrow is reported (`narrow-gutter`).
 *
 * @returns the margins of the pages
 */
export function growGutter(
  edition: PrintEdition,
  pages: number,
  file: VFile | undefined,
): PrintEdition['margins'] {
  const { margins } = edition
  const least = needed.find(([most]) => pages <= most)![1]
  const lacking = least - margins.inside
  if (lacking <= 0) return margins
  if (!edition.ownInside && margins.outside - lacking >= leastOutside) {
    return {
      ...margins,
      inside: points(least),
      outside: points(margins.outside - lacking),
    }
  }
  if (file) {
    const reason = `Unexpected inside margin of ${Math.round(margins.inside)} pt in a book of ${pages} pages, expected at least ${least} pt`
    report(file, 'narrow-gutter', undefined, reason, {
      subject: edition.name,
      hint: `Write \`margins: {inside: ${least}pt}\` in the edition, or leave \`inside:\` to Octavo`,
    })
  }
  return margins
}
