/**
 * Everything that decides pages: Chromium lays every line out once, we read the lines back, choose the
 * breaks of each chapter together, number the pages, cut the document once, and print it. A book of some size is
 * several documents with consecutive columns, which the browser lays out, cuts and prints at the same time.
 */
import type { VFile } from 'vfile'
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import type { BrowserPage, Resource, World } from '../book/world.js'
import type { PrintedRun } from './finish-runs.js'
import { growGutter } from './grow-gutter.js'
import type { Kit } from './in-page/kit.js'
import { type Layout, layOut } from './lay-out.js'
import { marginRules, ownPageRules } from './page-rules.js'
import { prepare, reportFindings } from './prepare.js'
import { reportPages } from './report-pages.js'
import { joinDocument, type PrintDocument } from './to-print-html.js'

declare const octavo: Kit

/** A book in pages, in the browser, to be printed. */
export interface Paginated {
  /** What each page is called, in order. */
  readonly folios: readonly string[]
  /** How the pages were chosen. */
  readonly layout: Layout
  /** Print without tags, and collect what our own are made of; once. A document is closed when it is printed. */
  print(): readonly Promise<PrintedRun>[]
  /** Print with Chromium's tags and outline; only of a book in one document. */
  printTagged(): Promise<Uint8Array>
  close(): Promise<void>
}

interface Given {
  readonly book: MarkedUpBook
  readonly edition: PrintEdition
  readonly document: PrintDocument
  /** By the path that the document names. */
  readonly resources: ReadonlyMap<string, Resource>
  /** Gets the messages about the edition. */
  readonly file: VFile | undefined
  /** True for a book in one document, whatever its size. */
  readonly isWhole?: boolean
}

/** Characters of a document that are worth a second one, and those that are too many for one. */
const [worthTwo, tooMany] = [400_000, 8_000_000]

/** Break the document into pages and number them. */
export async function paginate(world: World, given: Given): Promise<Paginated> {
  const { book, edition, document, resources, file } = given
  world.progress.phase('lay out lines')
  const parts = divide(document, given.isWhole === true)
  const opening = parts.map(() => world.browser.newPage())
  const close = async () => {
    const opened = await Promise.allSettled(opening)
    for (const page of opened) if (page.status === 'fulfilled') await page.value.close()
  }
  try {
    const pages = await Promise.all(opening)
    const findings = await Promise.all(
      pages.map(async (page, index) => {
        const [from, to] = parts[index]!
        await page.load(hide(joinDocument(document, from, to)), (path) => resources.get(path))
        return prepare(page, edition)
      }),
    )
    reportFindings(book, edition, findings)
    world.progress.phase('break pages')
    const layout = await layOut(pages, book, edition)
    const { folios } = layout
    const margins = growGutter(edition, folios.length, file)
    reportPages(book, layout)
    world.progress.phase('cut pages', undefined, folios.length)
    await cut(pages, layout, ownPageRules(edition) + marginRules({ ...edition, margins }))
    return {
      folios,
      layout,
      print: () => {
        world.progress.phase('print pages', undefined, folios.length)
        return pages.map(printRun)
      },
      printTagged: () => pages[0]!.pdf({ tagged: true, outline: true }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Hide the text until its fonts are loaded: it is laid out once. */
const hide = (html: string): string => html.replace('<body>', '<body hidden>')

/** Pieces that one document may be cut into; each counts its own, and no two may share a number. */
const mostPieces = 1_000_000

async function cut(pages: readonly BrowserPage[], { columns }: Layout, css: string): Promise<void> {
  await Promise.all(
    pages.map((page, index) =>
      page.evaluate(
        (plans, css, piece) => octavo.buildPages(plans, css, piece),
        columns,
        css,
        1 + index * mostPieces,
      ),
    ),
  )
}

async function printRun(page: BrowserPage): Promise<PrintedRun> {
  const collected = await page.evaluate(() => JSON.stringify(octavo.collectPages()))
  const bytes = await page.pdf({ tagged: false, outline: false })
  await page.close()
  return { bytes, collected }
}

/** Divide a document into runs of columns of about the same length: first column, and the one after the last. */
function divide({ columns }: PrintDocument, isWhole: boolean): (readonly [number, number])[] {
  const total = columns.reduce((sum, { length }) => sum + length, 0)
  const wanted = isWhole || total < worthTwo ? 1 : Math.max(2, Math.ceil(total / tooMany))
  const parts: [number, number][] = []
  let [from, length, done] = [0, 0, 0]
  for (const [index, column] of columns.entries()) {
    length += column.length
    const isFull = done + length >= (total * (parts.length + 1)) / wanted
    if (!isFull && index < columns.length - 1) continue
    parts.push([from, index + 1])
    ;[from, done, length] = [index + 1, done + length, 0]
  }
  return parts
}
