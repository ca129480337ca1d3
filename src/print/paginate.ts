/**
 * Everything that decides pages: Chromium lays every line out once, we read the lines back, choose the
 * breaks of each chapter together, number the pages, cut the document once, and print it.
 */
import type { VFile } from 'vfile'
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { type BrowserPage, EnvironmentFault, type Resource, type World } from '../book/world.js'
import type { PrintedRun } from './finish-runs.js'
import { growGutter } from './grow-gutter.js'
import { findCoarseImages } from './in-page/find-coarse-images.js'
import { findMissingGlyphs } from './in-page/find-missing-glyphs.js'
import { fitBlocks, fitFormulas, fitTables, markWrappedLines } from './in-page/fit.js'
import { fitHeights } from './in-page/fit-heights.js'
import { fitInitials } from './in-page/fit-initials.js'
import { fitLooseness } from './in-page/fit-looseness.js'
import { installKit, type Kit } from './in-page/kit.js'
import { loadFonts } from './in-page/load-fonts.js'
import { type Layout, layOut } from './lay-out.js'
import { marginFonts, marginRules, ownPageRules, pixel, textArea } from './page-rules.js'
import { reportMisfits, reportMissingGlyphs } from './report-layout.js'
import { leastResolution, reportCoarseImages, reportPages, reportStiff } from './report-pages.js'

declare const octavo: Kit

/** A book in pages, in the browser, to be printed. */
export interface Paginated {
  /** What each page is called, in order. */
  readonly folios: readonly string[]
  /** How the pages were chosen. */
  readonly layout: Layout
  /** Print without tags, and collect what our own are made of. */
  print(): Promise<readonly PrintedRun[]>
  /** Print with Chromium's tags and outline. */
  printTagged(): Promise<Uint8Array>
  close(): Promise<void>
}

/** Share of its size to which a wide table may be set: 9.4 pt becomes 6.6. */
const smallestTable = 0.7

/** Break the document into pages and number them. @param file gets the messages about the edition */
export async function paginate(
  world: World,
  book: MarkedUpBook,
  edition: PrintEdition,
  html: string,
  resources: ReadonlyMap<string, Resource>,
  file: VFile | undefined,
): Promise<Paginated> {
  const page = await world.browser.newPage()
  try {
    world.progress.phase('lay out lines')
    await page.load(html, (path) => resources.get(path))
    await prepare(page, book, edition)
    world.progress.phase('break pages')
    const layout = await layOut(page, book, edition)
    const { columns, folios } = layout
    const margins = growGutter(edition, folios.length, file)
    reportPages(book, layout)
    world.progress.phase('cut pages', undefined, folios.length)
    await page.evaluate(
      (plans, css) => octavo.buildPages(plans, css),
      columns,
      ownPageRules(edition) + marginRules({ ...edition, margins }),
    )
    return {
      folios,
      layout,
      print: async () => {
        world.progress.phase('print pages', undefined, folios.length)
        const collected = await page.evaluate(() => octavo.collectPages())
        return [{ bytes: await page.pdf({ tagged: false, outline: false }), collected }]
      },
      printTagged: () => page.pdf({ tagged: true, outline: true }),
      close: () => page.close(),
    }
  } catch (error) {
    await page.close()
    throw error
  }
}

/** Load the fonts, fit what is too wide, install what runs in the page. */
async function prepare(
  page: BrowserPage,
  book: MarkedUpBook,
  edition: PrintEdition,
): Promise<void> {
  const lost = await page.evaluate(loadFonts, marginFonts)
  if (lost.length > 0) {
    throw new EnvironmentFault(
      `The font \`${lost[0]}\` cannot be loaded`,
      'Install Octavo again, or check the author’s style sheet',
    )
  }
  const misfits = [
    ...(await page.evaluate(fitTables, smallestTable)),
    ...(await page.evaluate(fitFormulas)),
    ...(await page.evaluate(fitBlocks)),
    ...(await page.evaluate(fitHeights, textArea(edition).depth / pixel)),
  ]
  await page.evaluate(fitInitials)
  reportStiff(book, await page.evaluate(fitLooseness))
  await page.evaluate(markWrappedLines)
  reportMisfits(book, misfits, edition)
  reportMissingGlyphs(book, await page.evaluate(findMissingGlyphs))
  reportCoarseImages(book, await page.evaluate(findCoarseImages, leastResolution))
  await installKit(page)
}
