/** The print document in the browser, before and after it is cut into pages. */
import type { MarkedUpBook } from '../../src/book/book.js'
import type { PrintEdition } from '../../src/book/configuration.js'
import type { Resource, World } from '../../src/book/world.js'
import { fitHeights } from '../../src/print/in-page/fit-heights.js'
import { fitLooseness } from '../../src/print/in-page/fit-looseness.js'
import { installKit, type Kit } from '../../src/print/in-page/kit.js'
import { loadFonts } from '../../src/print/in-page/load-fonts.js'
import { type Layout, layOut } from '../../src/print/lay-out.js'
import { marginFonts, pixel, textArea } from '../../src/print/page-rules.js'
import { prepare } from '../../src/print/prepare.js'
import { readStyles } from '../../src/print/read-styles.js'
import { type RememberedPage, rememberPage } from '../../src/print/remember-page.js'
import { joinDocument, toPrintHtml } from '../../src/print/to-print-html.js'
import { sixByNine } from './print-book.js'

declare const octavo: Kit

export interface PagedDocument {
  readonly page: RememberedPage
  readonly layout: Layout
  /** `x text` of every piece of a line, in reading order: in the long column, and on the pages. */
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** `chapter:line:column` of the blocks that the pieces of `before` are in. */
  readonly places: readonly string[]
}

/** Lay a book out and cut it. The caller closes the page. @param isWhole true to fit what is too wide as well */
export async function pageBook(
  world: World,
  book: MarkedUpBook,
  edition: PrintEdition = sixByNine,
  isWhole = false,
): Promise<PagedDocument> {
  const styles = await readStyles(world, book, edition, undefined)
  const resources = new Map<string, Resource>(styles.fonts)
  for (const [name, asset] of book.assets) resources.set(name, asset)
  const html = joinDocument(await toPrintHtml(book, edition, styles.css))
  const page = rememberPage(world, { html, resources, makers: 'a test' })
  if (isWhole) await prepare(page, edition)
  else {
    await page.evaluate(loadFonts, marginFonts)
    await page.evaluate(fitHeights, textArea(edition).depth / pixel)
    await page.evaluate(fitLooseness)
    await installKit(page)
  }
  const layout = await layOut([page], book, edition)
  const before = [
    ...(await page.evaluate(readLinePieces, '.column')),
    ...(await page.evaluate(readLinePieces, '.column-notes > *')),
  ]
  await page.evaluate((plans) => octavo.buildPages(plans, ''), layout.columns)
  const text = await page.evaluate(readLinePieces, '.text-block')
  const notes = await page.evaluate(readLinePieces, '.page-notes > aside')
  const lines = (pieces: readonly LinePiece[]) => pieces.map(({ line }) => line)
  return {
    page,
    layout,
    before: lines(before),
    after: lines([...text, ...notes]),
    places: before.map(({ at }) => at),
  }
}

interface LinePiece {
  readonly line: string
  readonly at: string
}

/** Read every piece of text that stands on one line, with its distance from the left edge of its root. */
function readLinePieces(roots: string): LinePiece[] {
  const pieces: LinePiece[] = []
  const range = document.createRange()
  for (const root of document.querySelectorAll(roots)) {
    const edge = root.getBoundingClientRect().left
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode
      if (node.parentElement!.closest('[data-artifact], [data-hyphen], .wrap-mark')) continue
      let line: { top: number; left: number; text: string } | undefined
      const close = () => {
        const text = line?.text.replaceAll('\u00ad', '').trim()
        const at = node.parentElement?.closest('[data-at]')?.getAttribute('data-at') ?? ''
        if (line && text) pieces.push({ line: `${Math.round(line.left - edge)} ${text}`, at })
      }
      const text = node.nodeValue!
      for (let at = 0; at < text.length; at++) {
        range.setStart(node, at)
        range.setEnd(node, at + 1)
        // Of the letter after a soft hyphen, the first is the hyphen's, on the line before.
        const rect = [...range.getClientRects()].findLast(({ width }) => width > 0)
        if (rect && (!line || Math.abs(rect.top - line.top) > 3)) {
          close()
          line = { top: rect.top, left: rect.left, text: '' }
        }
        if (line) line.text += text[at]
      }
      close()
    }
  }
  return pieces
}
