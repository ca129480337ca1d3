// epub.js, a second reading engine: what it reads off the same EPUB. Shared by `npm run read` and the tests.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openPage } from './open-page.mjs'

const folder = fileURLToPath(new URL('.', import.meta.resolve('epubjs/dist/epub.min.js')))
const zip = readFileSync(fileURLToPath(import.meta.resolve('jszip/dist/jszip.min.js')), 'utf8')

const html = `<!DOCTYPE html><meta charset="utf-8"><body style="margin: 0"><div id="page"></div>
<script>${zip.replaceAll('</script', '<\\/script')}</script><script src="/epub.min.js"></script><script>
const open = async () => {
  const book = ePub(await (await fetch('/book.epub')).arrayBuffer())
  await book.ready
  window.view = { book, rendition: book.renderTo('page', { width: innerWidth, height: innerHeight, allowScriptedContent: false }) }
}
open()
</script>`

/** Open an EPUB; `window.view` has epub.js's book and its rendition. */
export const openInEpubjs = (epub, size, findBrowser) =>
  openPage(epub, { html, folder }, size, findBrowser)

/**
 * Read the book: the text of each chapter, where the contents lead, what does not open.
 *
 * @param most chapters that are shown on the screen, at even distances
 * @returns {Promise<{texts: Record<string, string>, contents: number, pageList: number, faults: string[]}>}
 */
export async function readInEpubjs({ page, complaints }, most = Number.MAX_SAFE_INTEGER) {
  const found = await page.evaluate(readAll, most)
  return { ...found, faults: [...found.faults, ...complaints] }
}

/** Runs in the page. */
async function readAll(most) {
  const { book, rendition } = view
  const faults = []
  const texts = {}
  const documents = new Map()
  const items = []
  book.spine.each((item) => items.push(item))
  for (const item of items) {
    const root = await item.load(book.load.bind(book))
    documents.set(item.href, root)
    if (root.querySelector('parsererror')) faults.push(`${item.href}: cannot be parsed`)
    const body = root.querySelector('body')
    texts[item.href.split('/').at(-1)] = (body?.textContent ?? '').replace(/\s+/g, ' ').trim()
  }
  const flat = (entries) => entries.flatMap((one) => [one, ...flat(one.subitems ?? [])])
  const contents = flat(book.navigation.toc)
  const landsIn = (href) => {
    const [path, id] = href.split('#')
    const root = documents.get(book.spine.get(path)?.href)
    return Boolean(root && (!id || root.querySelector(`[id="${CSS.escape(id)}"]`)))
  }
  for (const { href, label } of contents)
    if (!landsIn(href)) faults.push(`contents: ${label.trim()} (${href}) lands nowhere`)
  const pages = book.pageList?.pageList ?? []
  for (const { href, page } of pages)
    if (!landsIn(href)) faults.push(`page ${page} (${href}) lands nowhere`)
  const step = Math.max(1, Math.ceil(items.length / most))
  for (let at = 0; at < items.length; at += step) {
    await rendition.display(items[at].href)
    const shown = rendition.getContents()[0]?.document.body
    const isSeen = shown && (shown.textContent.trim() !== '' || shown.querySelector('img, svg'))
    if (!isSeen) faults.push(`${items[at].href}: nothing is shown`)
  }
  return { texts, contents: contents.length, pageList: pages.length, faults }
}
