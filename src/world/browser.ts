/**
 * One headless browser, started when the first page is asked for. Its pages run no script of the
 * manuscript and reach nothing: every request is answered by us or refused.
 */
import { availableParallelism } from 'node:os'
import type { BrowserContext, Browser as Chromium } from 'puppeteer-core'
import { type Browser, type BrowserPage, EnvironmentFault } from '../book/world.js'
import { openPage } from './browser-page.js'
import { browserFault } from './faults.js'
import { findBrowser } from './find-browser.js'

/** Milliseconds for one command; printing 5,000 pages takes two minutes here. */
const commandTimeout = 30 * 60 * 1000

/** Milliseconds for the browser to start; a cold disk can take half a minute. */
const startTimeout = 90 * 1000

/** Flags beyond Puppeteer's own. */
const flags = [
  // Advance widths as the font says, not as a screen's pixels would have them (notes/chrome-print §5).
  '--font-render-hinting=none',
  '--lang=en-US',
  '--hide-scrollbars',
  '--no-default-browser-check',
  '--no-pings',
  '--disable-gpu',
  '--disable-domain-reliability',
  // Every window has an address bar, and Chromium loads two web pages ahead for its pop-up: 0.4 s each.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  '--no-startup-window',
  // Of a context; see `contexts`.
  '--process-per-site',
  '--component-updater=url-source=http://127.0.0.1:9/',
  // Should a request ever slip by the interception (preconnect does): no names, no way out.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
]

export interface ClosableBrowser extends Browser {
  close(): Promise<void>
}

/** Make a browser that starts when it is needed and is found anew if it broke. */
export function createBrowser(): ClosableBrowser {
  let starting: Promise<Chromium> | undefined
  let isClosed = false
  const opening = new Set<Promise<BrowserPage>>()
  /** Each has a process; the pages of one share it, and the fonts that it has loaded. */
  let contexts: Promise<BrowserContext>[] = []
  let count = 0

  /** Pages that were opened ahead. */
  const spare: Promise<BrowserPage>[] = []

  function warm(count: number): void {
    while (spare.length < count) {
      const page = open()
      // Faults are met by those who need the page.
      page.catch(() => undefined)
      spare.push(page)
    }
  }

  const newPage = (): Promise<BrowserPage> => spare.shift() ?? open()

  const open = (): Promise<BrowserPage> =>
    use((chromium) => {
      const at = count++ % availableParallelism()
      contexts[at] ??= chromium.createBrowserContext()
      const page = contexts[at].then(openPage)
      opening.add(page)
      return page.finally(() => opening.delete(page))
    })

  async function use<Result>(run: (chromium: Chromium) => Promise<Result>): Promise<Result> {
    // What a failed build had begun may ask late; a browser that nobody ends would keep the program alive.
    if (isClosed) throw browserFault(new Error('The browser is closed'))
    starting ??= start()
    try {
      const chromium = await starting
      if (!chromium.connected) throw new Error('The browser is gone')
      return await run(chromium)
    } catch (error) {
      starting = undefined
      contexts = []
      throw browserFault(error)
    }
  }

  async function close(): Promise<void> {
    isClosed = true
    const chromium = await starting?.catch(() => undefined)
    starting = undefined
    if (!chromium) return
    // Closed while a page is being opened, Puppeteer waits 30 s for a target that never comes.
    await Promise.allSettled(opening)
    await chromium.close().catch(() => chromium.process()?.kill('SIGKILL'))
  }

  const version = (): Promise<string> => use((chromium) => chromium.version())

  return { newPage, version, warm, close }
}

async function start(): Promise<Chromium> {
  const executablePath = await findBrowser()
  // The core, at the version of `puppeteer`: that package looks for a `.puppeteerrc.cjs` from the current
  // folder on and runs it, so that a stranger's manuscript could bring a program.
  const { default: puppeteer } = await import('puppeteer-core')
  const isRoot = process.getuid?.() === 0
  try {
    return await puppeteer.launch({
      executablePath,
      headless: true,
      pipe: true,
      waitForInitialPage: false,
      // The sandbox of Chromium refuses to start for root.
      args: isRoot ? [...flags, '--no-sandbox'] : flags,
      env: { ...process.env, TZ: 'UTC' },
      protocolTimeout: commandTimeout,
      timeout: startTimeout,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
  } catch (error) {
    throw startFault(executablePath, error)
  }
}

function startFault(path: string, cause: unknown): EnvironmentFault {
  const said = cause instanceof Error ? cause.message : String(cause)
  const library = /loading shared libraries: (\S+):/.exec(said)?.[1]
  const hint = library
    ? `Install the library ${library}, or another browser: \`apt-get install -y chromium\``
    : /sandbox/i.test(said)
      ? 'Allow unprivileged user namespaces, or run in a container as root'
      : 'Start it by hand to see what it lacks, or set PUPPETEER_EXECUTABLE_PATH to another'
  return new EnvironmentFault(`The browser \`${path}\` does not start`, hint, { cause })
}
