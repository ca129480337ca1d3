/** A document made ready to be measured: fonts loaded, what is too wide or too high fitted. */
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { type BrowserPage, EnvironmentFault } from '../book/world.js'
import { type CoarseImage, findCoarseImages } from './in-page/find-coarse-images.js'
import { findMissingGlyphs, type MissingGlyph } from './in-page/find-missing-glyphs.js'
import { fitBlocks, fitFormulas, fitTables, type Misfit, markWrappedLines } from './in-page/fit.js'
import { fitHeights } from './in-page/fit-heights.js'
import { fitInitials } from './in-page/fit-initials.js'
import { fitLooseness, type StiffParagraph } from './in-page/fit-looseness.js'
import { fitTurned } from './in-page/fit-turned.js'
import { installKit } from './in-page/kit.js'
import { loadFonts } from './in-page/load-fonts.js'
import { marginFonts, pixel, textArea } from './page-rules.js'
import { reportMisfits, reportMissingGlyphs } from './report-layout.js'
import { leastResolution, reportCoarseImages, reportStiff } from './report-pages.js'

/** What was found while a document was made ready. */
export interface Findings {
  readonly misfits: readonly Misfit[]
  readonly stiff: readonly StiffParagraph[]
  readonly missing: readonly MissingGlyph[]
  readonly coarse: readonly CoarseImage[]
}

/** Share of its size to which a wide table may be set: 9.4 pt becomes 6.6. */
const smallestTable = 0.7

/**
 * Load the fonts, fit what is too wide, install what runs in the page.
 *
 * @throws EnvironmentFault where a font of the style sheets cannot be loaded
 */
export async function prepare(
  page: Pick<BrowserPage, 'evaluate'>,
  edition: PrintEdition,
): Promise<Findings> {
  const lost = await page.evaluate(loadFonts, marginFonts)
  if (lost.length > 0) {
    throw new EnvironmentFault(
      `The font \`${lost[0]}\` cannot be loaded`,
      'Install Octavo again, or check the author’s style sheet',
    )
  }
  await page.evaluate(fitTurned, textArea(edition).depth / pixel)
  const misfits = [
    ...(await page.evaluate(fitTables, smallestTable)),
    ...(await page.evaluate(fitFormulas)),
    ...(await page.evaluate(fitBlocks)),
    ...(await page.evaluate(fitHeights, textArea(edition).depth / pixel)),
  ]
  await page.evaluate(fitInitials)
  const stiff = await page.evaluate(fitLooseness)
  await page.evaluate(markWrappedLines)
  const missing = await page.evaluate(findMissingGlyphs)
  const coarse = await page.evaluate(findCoarseImages, leastResolution)
  await installKit(page)
  return { misfits, stiff, missing, coarse }
}

/** Report what was found in all documents of a book, in their order. */
export function reportFindings(
  book: MarkedUpBook,
  edition: PrintEdition,
  findings: readonly Findings[],
): void {
  reportMisfits(
    book,
    findings.flatMap(({ misfits }) => misfits),
    edition,
  )
  reportMissingGlyphs(
    book,
    findings.flatMap(({ missing }) => missing),
  )
  const coarse = findings.flatMap(({ coarse }) => coarse)
  const once = new Map(coarse.toReversed().map((image) => [image.src, image]))
  reportCoarseImages(
    book,
    coarse.filter((image) => once.get(image.src) === image),
  )
  reportStiff(
    book,
    findings.flatMap(({ stiff }) => stiff),
  )
}
