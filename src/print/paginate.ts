/**
 * Everything that decides pages. For now Chromium breaks them and we number them: a draft without tags
 * tells where everything lies, the plan follows from it, and the final print is read back and compared.
 */
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { type BrowserPage, EnvironmentFault, type Resource, type World } from '../book/world.js'
import { applyPlan, loadFonts } from './in-page/apply-plan.js'
import { findMissingGlyphs } from './in-page/find-missing-glyphs.js'
import { fitBlocks, fitFormulas, fitTables, markWrappedLines } from './in-page/fit.js'
import { marginFonts, marginRules } from './page-rules.js'
import { openPdf } from './pdf/pdf-file.js'
import { pageObjects, readDestinations } from './pdf/read-pages.js'
import { type PagePlan, planPages } from './plan-pages.js'
import { reportMisfits, reportMissingGlyphs } from './report-layout.js'

export interface Paginated {
  readonly bytes: Uint8Array
  /** What each page is called, in order. */
  readonly folios: readonly string[]
  /** Prints after which the numbers still moved, and were taken as they were. */
  readonly unsettledAfter?: number
}

/** Share of its size to which a wide table may be set: 9.4 pt becomes 6.6. */
const smallestTable = 0.7

/** Final prints after which the numbers are taken as they are. One is enough unless a number moves a line. */
const mostPrints = 3

/** Break the document into pages, number them, print them. */
export async function paginate(
  world: World,
  book: MarkedUpBook,
  edition: PrintEdition,
  html: string,
  resources: ReadonlyMap<string, Resource>,
): Promise<Paginated> {
  const page = await world.browser.newPage()
  try {
    world.progress.phase('lay out pages')
    await page.load(html, (path) => resources.get(path))
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
    ]
    await page.evaluate(markWrappedLines)
    reportMisfits(book, misfits, edition)
    reportMissingGlyphs(book, await page.evaluate(findMissingGlyphs))
    return await settle(world, page, book, edition)
  } finally {
    await page.close()
  }
}

async function settle(
  world: World,
  page: BrowserPage,
  book: MarkedUpBook,
  edition: PrintEdition,
): Promise<Paginated> {
  world.progress.phase('find page numbers')
  let drafted = readPages(await page.pdf({ tagged: false, outline: false }))
  for (let prints = 1; ; prints++) {
    const plan = planPages(book, edition, drafted.pages, drafted.count)
    await page.evaluate(applyPlan, {
      css: marginRules(plan.margins, edition),
      blanksBefore: plan.blanksBefore,
      folios: Object.fromEntries(
        [...plan.pages].map(([id, number]) => [id, plan.folios[number - 1] ?? '']),
      ),
    })
    world.progress.phase('print pages', undefined, plan.folios.length)
    const bytes = await page.pdf({ tagged: true, outline: true })
    const printed = readPages(bytes)
    if (isAsPlanned(plan, printed)) return { bytes, folios: plan.folios }
    if (prints === mostPrints) return { bytes, folios: plan.folios, unsettledAfter: prints }
    drafted = withoutBlanks(plan, printed)
  }
}

interface Pages {
  readonly pages: ReadonlyMap<string, number>
  readonly count: number
}

function readPages(bytes: Uint8Array): Pages {
  const pdf = openPdf(bytes)
  return { pages: readDestinations(pdf), count: pageObjects(pdf).length }
}

const isAsPlanned = (plan: PagePlan, printed: Pages): boolean =>
  printed.count === plan.folios.length &&
  [...plan.pages].every(([id, number]) => printed.pages.get(id) === number)

/** The draft that this print would have been. */
function withoutBlanks(plan: PagePlan, printed: Pages): Pages {
  const blanks = plan.blanksBefore.map((id) => (printed.pages.get(id) ?? 1) - 1)
  const before = (number: number) => blanks.filter((blank) => blank < number).length
  return {
    pages: new Map([...printed.pages].map(([id, number]) => [id, number - before(number)])),
    count: printed.count - blanks.length,
  }
}
