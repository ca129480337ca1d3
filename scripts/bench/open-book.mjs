// A book in the browser, made ready as `octavo pdf` does it, before there are pages.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = (path) => import(join(fileURLToPath(new URL('../../dist', import.meta.url)), path))

/** Open a book folder. @returns the page with its columns, what it was made of and with, and how to close it. isCold: remembers no page */
export async function openBook(folder, isCold = false) {
  const { createWorld } = await dist('world/create-world.js')
  const { readConfiguration } = await dist('manuscript/configuration/read-configuration.js')
  const { readManuscript } = await dist('manuscript/read-manuscript.js')
  const { readBibliography } = await dist('structure/read-bibliography.js')
  const { structure } = await dist('structure/structure.js')
  const { markUp } = await dist('markup/mark-up.js')
  const { setType } = await dist('typography/set-type.js')
  const { readStyles } = await dist('print/read-styles.js')
  const { toPrintHtml, joinDocument } = await dist('print/to-print-html.js')
  const { prepare } = await dist('print/prepare.js')
  const world = createWorld({ cache: true })
  const { configuration } = await readConfiguration(world, folder)
  const edition = configuration.editions.find(({ kind }) => kind === 'print')
  const files = await readManuscript(world, folder, configuration, () => undefined)
  const bibliography = await readBibliography(world, folder, configuration)
  const book = setType(await markUp(world, folder, structure(files, configuration, bibliography)))
  const styles = await readStyles(world, book, edition, folder)
  const resources = new Map([...styles.fonts, ...book.assets])
  const { rememberPage } = await dist('print/remember-page.js')
  const html = joinDocument(await toPrintHtml(book, edition, styles.css))
  const forgetful = { get: async () => undefined, set: async () => undefined, keeps: false }
  const cache = isCold ? forgetful : world.cache
  const page = rememberPage(
    { browser: world.browser, cache },
    { html, resources, makers: 'a bench' },
  )
  await prepare(page, edition)
  const close = async () => {
    await page.close()
    await world.close()
  }
  return { page, book, edition, world, html, resources, close }
}
