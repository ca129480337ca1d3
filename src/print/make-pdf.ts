/** The print edition: one HTML document, laid out and printed by Chromium, finished by us. */
import { VFile } from 'vfile'
import type { MarkedUpBook } from '../book/book.js'
import type { BookSource } from '../book/book-source.js'
import type { PrintEdition } from '../book/configuration.js'
import { figureFontEmbedder, readFontFaces } from '../book/embed-figure-fonts.js'
import type { PrintPages } from '../book/print-pages.js'
import type { Resource, World } from '../book/world.js'
import { describeLayout } from './describe-layout.js'
import { finishPdf } from './finish-pdf.js'
import { finishRuns, type TaggedRun } from './finish-runs.js'
import { type Paginated, paginate } from './paginate.js'
import { readStyles } from './read-styles.js'
import { reportNarrowMargin, reportUnsettled, reportUntaggable } from './report-layout.js'
import { reportLines } from './report-pages.js'
import { toOneFile } from './to-one-file.js'
import { joinDocument, toPrintHtml } from './to-print-html.js'

/** The finished edition, with the HTML that it was printed from. */
export interface PrintedBook {
  readonly bytes: Uint8Array
  readonly pages: number
  /** The document before pagination, with all it shows in it. */
  readonly html: () => string
  /** What stands on each page, as JSON. */
  readonly layout: () => string
  /** Where each page begins in the text. */
  readonly pageStarts: () => PrintPages
}

/**
 * Make the PDF of a book.
 *
 * Faults of layout are reported on the chapters' files (`overfull-line`, `lone-line`, …) and, where they are
 * the whole book's, on its configuration (`unsettled-pages`).
 *
 * @param source absent for a book without a folder, whose author has no style sheets
 * @throws EnvironmentFault where there is no browser, or the package lacks its styles or fonts
 */
export async function makePdf(
  world: World,
  book: MarkedUpBook,
  edition: PrintEdition,
  source?: BookSource,
): Promise<PrintedBook> {
  const given = await compose(world, book, edition, source)
  const { document, resources } = given
  const paginated = await paginate(world, given)
  try {
    const { layout } = paginated
    if (source) reportNarrowMargin(source.file, book, edition)
    if (source && layout.unsettledAfter !== undefined)
      reportUnsettled(source.file, layout.unsettledAfter)
    const runs = await Promise.all(paginated.print())
    const bytes = await finish(world, given, paginated, runs, source)
    return {
      bytes,
      pages: paginated.folios.length,
      html: () => toOneFile(joinDocument(document), resources),
      layout: () => describeLayout(book, edition, layout),
      pageStarts: () => toPrintPages(edition, runs, paginated),
    }
  } finally {
    await paginated.close()
  }
}

/**
 * Say where the pages of a book begin, without messages. They are printed for it, as for `makePdf`: what either
 * did before is remembered.
 *
 * @throws EnvironmentFault where there is no browser, or the package lacks its styles or fonts
 */
export async function findPages(
  world: World,
  book: MarkedUpBook,
  edition: PrintEdition,
  source?: BookSource,
): Promise<PrintPages> {
  const given = await compose(world, book, edition, source)
  const silent = { ...given, book: withoutFiles(book), file: undefined }
  const paginated = await paginate(world, silent)
  try {
    return toPrintPages(edition, await Promise.all(paginated.print()), paginated)
  } finally {
    await paginated.close()
  }
}

async function compose(
  world: World,
  book: MarkedUpBook,
  edition: PrintEdition,
  source: BookSource | undefined,
) {
  world.progress.phase('compose pages')
  const styles = await readStyles(world, book, edition, source?.folder)
  const document = await toPrintHtml(book, edition, styles.css, source?.copyfitting)
  const resources = new Map<string, Resource>(styles.fonts)
  const embedFonts = figureFontEmbedder(readFontFaces(styles.css), styles.fonts)
  for (const [name, asset] of book.assets)
    resources.set(name, { bytes: embedFonts(asset), mediaType: asset.mediaType })
  return { book, edition, document, resources, file: source?.file }
}

const toPrintPages = (
  { name }: PrintEdition,
  runs: readonly TaggedRun[],
  { folios }: Paginated,
): PrintPages => ({
  edition: name,
  starts: runs.flatMap(({ starts }) =>
    starts.map(({ page, ...start }) => ({ ...start, folio: folios[page - 1] ?? '' })),
  ),
})

/** Tag the pages ourselves; where a page holds what we cannot read, let Chromium do it, and say so. */
async function finish(
  world: World,
  given: Parameters<typeof paginate>[1],
  paginated: Paginated,
  runs: readonly TaggedRun[],
  source: BookSource | undefined,
): Promise<Uint8Array> {
  const { book, edition } = given
  const about = { book, edition, folios: paginated.folios, epoch: world.sourceDateEpoch }
  world.progress.phase('write the PDF', undefined, paginated.folios.length)
  const { bytes, untaggable, mismatches, lineFaults } = await finishRuns(runs, about)
  reportLines(book, lineFaults)
  if (bytes) return bytes
  if (source) reportUntaggable(source.file, untaggable!, mismatches)
  world.progress.phase('print pages with tags', undefined, paginated.folios.length)
  // Chromium tags a document at a time.
  await paginated.close()
  const whole = await paginate(world, {
    ...given,
    book: withoutFiles(book),
    file: undefined,
    isWhole: true,
  })
  try {
    return finishPdf(await whole.printTagged(), about)
  } finally {
    await whole.close()
  }
}

/** The book with files of its own, for messages that were given before. */
const withoutFiles = (book: MarkedUpBook): MarkedUpBook => ({
  ...book,
  chapters: book.chapters.map((chapter) => ({ ...chapter, file: new VFile() })),
})
