/** foliate-js in headless Chromium, served on loopback. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer, { type Page } from 'puppeteer-core'
import { findBrowser } from '../../src/world/find-browser.js'

const folder = fileURLToPath(new URL('.', import.meta.resolve('foliate-js/view.js')))

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.epub': 'application/epub+zip',
}

const page = `<!DOCTYPE html><meta charset="utf-8"><style>html, body { margin: 0; height: 100% } foliate-view { display: block; height: 100% }</style>
<body><script type="module">
import '/view.js'
import { FootnoteHandler } from '/footnotes.js'
const view = document.createElement('foliate-view')
document.body.append(view)
view.addEventListener('load', ({ detail }) => { window.shown = detail.doc })
const notes = new FootnoteHandler()
view.addEventListener('link', (event) => notes.handle(view.book, event)?.catch?.((error) => { window.noteError = String(error) }))
notes.addEventListener('before-render', ({ detail }) => { detail.view.style.height = '200px'; document.body.append(detail.view) })
notes.addEventListener('render', ({ detail }) => { window.note = detail.view.renderer.getContents()[0].doc.body.textContent.trim() })
const file = await (await fetch('/book.epub')).blob()
await view.open(new File([file], 'book.epub'))
await view.init({})
window.view = view
</script>`

export interface Reader {
  readonly page: Page
  close(): Promise<void>
}

/** Open an EPUB; `window.view` is foliate's view, `window.shown` the document on screen. */
export async function openInFoliate(
  epub: Uint8Array,
  size = { width: 400, height: 700 },
): Promise<Reader> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    const content =
      path === '/' ? page : path === '/book.epub' ? epub : readFile(join(folder, path))
    response.setHeader('content-type', mediaTypes[extname(path)] ?? 'text/html')
    Promise.resolve(content).then(
      (body) => response.end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const browser = await puppeteer.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox'],
  })
  const shown = await browser.newPage()
  await shown.setViewport(size)
  await shown.goto(`http://127.0.0.1:${port}/`)
  await shown.waitForFunction('window.view')
  return {
    page: shown,
    async close() {
      await browser.close()
      server.close()
    },
  }
}
