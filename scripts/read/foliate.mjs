// foliate-js in headless Chromium, served on loopback. Shared by `npm run read` and the tests.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'

const folder = fileURLToPath(new URL('.', import.meta.resolve('foliate-js/view.js')))

const mediaTypes = { '.js': 'text/javascript', '.epub': 'application/epub+zip' }

const html = `<!DOCTYPE html><meta charset="utf-8"><style>html, body { margin: 0; height: 100% } foliate-view { display: block; height: 100% }</style>
<body><script type="module">
import '/view.js'
import { FootnoteHandler } from '/footnotes.js'
const view = document.createElement('foliate-view')
document.body.append(view)
view.addEventListener('load', ({ detail }) => { window.shown = detail.doc })
const notes = new FootnoteHandler()
view.addEventListener('link', (event) => notes.handle(view.book, event)?.catch?.((error) => { window.noteError = String(error) }))
notes.addEventListener('before-render', ({ detail }) => { window.noteView?.remove(); window.noteView = detail.view; detail.view.style.height = '200px'; document.body.append(detail.view) })
notes.addEventListener('render', ({ detail }) => { window.note = detail.view.renderer.getContents()[0].doc.body.textContent.trim(); detail.view.remove() })
const file = await (await fetch('/book.epub')).blob()
await view.open(new File([file], 'book.epub'))
await view.init({})
window.view = view
</script>`

/** Open an EPUB; `window.view` is foliate's view, `window.shown` the document on screen. */
export async function openInFoliate(epub, { width, height }, findBrowser = ours) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    const content =
      path === '/' ? html : path === '/book.epub' ? epub : readFile(join(folder, path))
    response.setHeader('content-type', mediaTypes[extname(path)] ?? 'text/html')
    Promise.resolve(content).then(
      (body) => response.end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address()
  const browser = await puppeteer.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox'],
    protocolTimeout: 600_000,
  })
  const page = await browser.newPage()
  await page.setViewport({ width, height })
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.waitForFunction('window.view', { timeout: 120_000 })
  return {
    page,
    async close() {
      await browser.close()
      server.close()
    },
  }
}

const ours = async () => (await import('../../dist/world/find-browser.js')).findBrowser()
