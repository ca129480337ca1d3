// A page of a reading engine in headless Chromium, served on loopback with the EPUB beside it.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import puppeteer from 'puppeteer-core'

const mediaTypes = { '.js': 'text/javascript', '.epub': 'application/epub+zip' }

/**
 * Open the page; it has the EPUB at `/book.epub`, and sets `window.view` when it is ready.
 *
 * @param engine its `html`, and the `folder` of its programs
 */
export async function openPage(epub, { html, folder }, { width, height }, findBrowser = ours) {
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
  // What the browser complains of: a file that is not there, XML that cannot be read. `favicon.ico` is its own wish.
  const complaints = []
  page.on('console', (message) => {
    const from = message.location().url ?? ''
    if (message.type() === 'error' && !from.endsWith('/favicon.ico'))
      complaints.push(`${message.text()} ${from}`)
  })
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.waitForFunction('window.view', { timeout: 120_000 })
  return {
    page,
    complaints,
    async close() {
      await browser.close()
      server.close()
    },
  }
}

const ours = async () => (await import('../../dist/world/find-browser.js')).findBrowser()
