/**
 * Everything that decides pages: Chromium lays every line out once, we read the lines back, choose the
 * breaks of each chapter together, number the pages, cut the document once, and print it. A book of some size is
 * several documents with consecutive columns, which the browser lays out, cuts and prints at the same time.
 */
import type { VFile } from 'vfile'
import type { MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import type { BrowserPage, Resource, World } from '../book/world.js'
import type { TaggedRun } from './finish-runs.js'
import { growGutter } from './grow-gutter.js'
import { identifyMakers } from './identify-makers.js'
import type { Kit } from './in-page/kit.js'
import { type Layout, layOut } from './lay-out.js'
import { marginRules, ownPageRules } from './page-rules.js'
import { prepare, reportFindings } from './prepare.js'
import { type RememberedPage, rememberPage } from './remember-page.js'
import { reportPages } from './report-pages.js'
import type { TagTask } from './tag-task.js'
import { takeTurns } from './take-turns.js'
import { joinDocument, type PrintDocument } from './to-print-html.js'

declare const octavo: Kit

const tagModule = new URL('./tag-task.js', import.meta.url)

/** A book in pages, in the browser, to be printed. */
export interface Paginated {
  /** What each page is called, in order. */
  readonly folios: readonly string[]
  /** How the pages were chosen. */
  readonly layout: Layout
  /** Print without Chromium's tags, and add our own; once. */
  print(): readonly Promise<TaggedRun>[]
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

/** Break the document into pages and number them. */
export async function paginate(world: World, given: Given): Promise<Paginated> {
  const { book, edition, document, resources, file } = given
  world.progress.phase('lay out lines')
  const makers = await identifyMakers(world)
  const pages = divide(document, given.isWhole === true).map(([from, to]) => {
    const html = hide(joinDocument(document, from, to))
    return rememberPage(world, { html, resources, makers })
  })
  const close = async () => {
    for (const page of pages) await page.close()
  }
  try {
    const findings = await Promise.all(pages.map((page) => prepare(page, edition)))
    reportFindings(book, edition, findings)
    world.progress.phase('break pages')
    const layout = await layOut(pages, book, edition)
    const { folios } = layout
    const margins = growGutter(edition, folios.length, file)
    reportPages(book, layout)
    const css = ownPageRules(edition) + marginRules({ ...edition, margins })
    const run: Run = { world, edition, layout, css, language: book.configuration.metadata.language }
    return {
      folios,
      layout,
      print: () => {
        world.progress.phase('print pages', undefined, folios.length)
        const turn = takeTurns(world.workers.count)
        return pages.map((page) => printRun(page, run, turn))
      },
      async printTagged() {
        await cut(pages[0]!, layout.columns, css)
        return pages[0]!.pdf({ tagged: true, outline: true })
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** What all documents of a book are cut and printed with. */
interface Run {
  readonly world: World
  readonly edition: PrintEdition
  readonly layout: Layout
  readonly css: string
  readonly language: string
}

/** Hide the text until its fonts are loaded: it is laid out once. */
const hide = (html: string): string => html.replace('<body>', '<body hidden>')

/** Pages of the columns of a document. */
const plansOf = (page: RememberedPage, { columns }: Layout) =>
  columns.filter(({ id }) => page.columns.has(id))

const cut = (
  page: Pick<BrowserPage, 'evaluate'>,
  plans: Layout['columns'],
  css: string,
): Promise<void> => page.evaluate((plans, css) => octavo.buildPages(plans, css), plans, css)

/** Cut, print and tag a document; what the browser does of it takes turns. */
function printRun(
  page: RememberedPage,
  { world, edition, layout, css, language }: Run,
  turn: ReturnType<typeof takeTurns>,
): Promise<TaggedRun> {
  const plans = plansOf(page, layout)
  const question = () => `print ${JSON.stringify([plans, css, edition, language])}`
  return page.recall(question, async (opened) => {
    const task = await turn(async (): Promise<TagTask> => {
      await cut(opened, plans, css)
      const collected = await opened.evaluate(() => JSON.stringify(octavo.collectPages()))
      const bytes = await opened.pdf({ tagged: false, outline: false })
      await opened.close()
      return { bytes, collected, edition, language }
    })
    return world.workers.run<TaggedRun>(tagModule, 'tagTask', task)
  })
}

/**
 * Characters of a document that are worth a second one; those that are enough for one, so that little is done again when a
 * chapter changes; how many are enough for a book; those that are too many for one.
 */
const [worthTwo, enough, most, tooMany] = [400_000, 800_000, 8, 8_000_000]

/** Divide a document into runs of columns of about the same length: first column, and the one after the last. */
function divide({ columns }: PrintDocument, isWhole: boolean): (readonly [number, number])[] {
  const total = columns.reduce((sum, { length }) => sum + length, 0)
  const some = Math.min(most, Math.max(2, Math.ceil(total / enough)))
  const wanted = isWhole || total < worthTwo ? 1 : Math.max(some, Math.ceil(total / tooMany))
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
