/** A page of the browser: isolated from the others, without scripts, network or files. */
import type { BrowserContext, CDPSession, Page, Protocol } from 'puppeteer-core'
import type { BrowserPage, PrintOptions, Resource } from '../book/world.js'
import { browserFault } from './faults.js'

/** A host that can never exist (RFC 2606 §2); the document and all that it shows live there. */
const origin = 'http://octavo.invalid/'

/** Bytes of one read of the finished PDF; in base64 still far below V8's longest string. */
const readSize = 32 * 1024 ** 2

/** Errors of the protocol that mean that the browser is at fault, not the function that we ran in it. */
const brokenBrowser = /Target closed|Session closed|crashed|detached|timed out|Connection closed/i

/** Open a page. */
export async function openPage(context: BrowserContext): Promise<BrowserPage> {
  const page = await context.newPage({ type: 'window' })
  await show(page, false)
  page.setDefaultTimeout(0)
  await page.setJavaScriptEnabled(false)
  let answer: (path: string) => Resource | undefined = () => undefined
  await intercept(page, (path) => answer(path))
  const crashed = new Promise<never>((_, reject) => page.once('error', reject))
  crashed.catch(() => undefined)
  const orCrash = <Result>(work: Promise<Result>): Promise<Result> => Promise.race([work, crashed])

  return {
    async load(html, serve) {
      let document: Resource | undefined = {
        bytes: Buffer.from(html),
        mediaType: 'text/html; charset=utf-8',
      }
      // The browser asks for an icon by itself, or not, as its mood is.
      const others = (path: string) => (path === 'favicon.ico' ? undefined : serve(path))
      answer = (path) => (path === '' ? document : others(path))
      await orCrash(page.goto(origin, { waitUntil: 'load' })).catch(fail)
      // It is large, and loaded once.
      document = undefined
    },
    async evaluate(run, ...given) {
      return (await orCrash(
        page.evaluate(run as unknown as (...given: unknown[]) => unknown, ...given),
      ).catch((error: unknown) => {
        if (error instanceof Error && !brokenBrowser.test(error.message)) throw error
        fail(error)
      })) as never
    },
    pdf: (options) => orCrash(print(page, options)).catch(fail),
    screenshot: (options) => orCrash(photograph(page, options)).catch(fail),
    close: () => page.close().catch(() => undefined),
  }
}

function fail(error: unknown): never {
  throw browserFault(error)
}

/**
 * Answer every request of a page. Puppeteer's own way takes half a second for the bytes of the fonts, each of
 * which it writes in base64 one by one.
 */
async function intercept(
  page: Page,
  answer: (path: string) => Resource | undefined,
): Promise<void> {
  const session = await page.createCDPSession()
  session.on('Fetch.requestPaused', (request) => void reply(session, request, answer))
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}

/** Resources as the browser takes them: every document asks for the same fonts. */
const encoded = new WeakMap<Uint8Array, string>()

async function reply(
  session: CDPSession,
  { request, requestId }: Protocol.Fetch.RequestPausedEvent,
  answer: (path: string) => Resource | undefined,
): Promise<void> {
  const { url } = request
  const path = url.startsWith(origin) ? decodePath(url.slice(origin.length)) : undefined
  const resource = path === undefined ? undefined : answer(path)
  const done = resource
    ? session.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: 200,
        responseHeaders: [
          { name: 'content-type', value: resource.mediaType },
          // A font is fetched in CORS mode; the origin is the same, but a redirect could lose it.
          { name: 'access-control-allow-origin', value: '*' },
          // Pages of one book ask for the same fonts.
          { name: 'cache-control', value: path === '' ? 'no-store' : 'max-age=3600' },
        ],
        body: toBase64(resource.bytes),
      })
    : session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
  // The page may be gone by now; then nobody waits for the answer.
  await done.catch(() => undefined)
}

function toBase64(bytes: Uint8Array): string {
  const known = encoded.get(bytes)
  if (known !== undefined) return known
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  encoded.set(bytes, text)
  return text
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path.replace(/[?#].*$/, ''))
  } catch {
    return undefined
  }
}

async function print(page: Page, options: PrintOptions): Promise<Uint8Array> {
  const session = await page.createCDPSession()
  try {
    const { stream } = await session.send('Page.printToPDF', {
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: options.tagged,
      generateDocumentOutline: options.outline,
      transferMode: 'ReturnAsStream',
    })
    return await readStream(session, stream!)
  } finally {
    await session.detach().catch(() => undefined)
  }
}

/** Read in large pieces: Puppeteer's own reader takes 1 MB at a time, which shows on a large book. */
async function readStream(session: CDPSession, handle: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for (;;) {
    const { data, eof, base64Encoded } = await session.send('IO.read', { handle, size: readSize })
    pieces.push(Buffer.from(data, base64Encoded ? 'base64' : 'utf8'))
    if (eof) break
  }
  await session.send('IO.close', { handle })
  return Buffer.concat(pieces)
}

/**
 * Show a page on the screen that there is not, or hide it: what is hidden is not drawn anew whenever it changes,
 * which would take a fifth of the time of a book.
 */
async function show(page: Page, isShown: boolean): Promise<void> {
  const session = await page.createCDPSession()
  const windowState = isShown ? 'normal' : 'minimized'
  try {
    const { windowId } = await session.send('Browser.getWindowForTarget')
    await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
  } catch {
    // A browser without windows shows what it likes.
  } finally {
    await session.detach().catch(() => undefined)
  }
}

async function photograph(
  page: Page,
  options: { width: number; height: number; type: 'jpeg' | 'png' },
): Promise<Uint8Array> {
  const { width, height, type } = options
  await show(page, true)
  await page.setViewport({ width, height, deviceScaleFactor: 1 })
  return page.screenshot({ type, ...(type === 'jpeg' ? { quality: 90 } : {}) })
}
