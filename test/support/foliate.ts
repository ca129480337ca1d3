/** foliate-js in headless Chromium, served on loopback: `scripts/read/` for the tests. */
import type { Page } from 'puppeteer-core'
import { findBrowser } from '../../src/world/find-browser.js'

export interface Reader {
  readonly page: Page
  /** What the browser complained of. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

interface Survey {
  readonly summary: {
    readonly contents: number
    readonly formulas: number
    readonly pictures: number
    readonly notes: number
    readonly popUps: number
    readonly pageList: number
    readonly fraction: number
    readonly faults: readonly string[]
  }
}

const load = async (name: string) =>
  (await import(new URL(`../../scripts/read/${name}.mjs`, import.meta.url).href)) as Record<
    string,
    (...given: unknown[]) => Promise<unknown>
  >

/** Open an EPUB; `window.view` is foliate's view, `window.shown` the document on screen. */
export async function openInFoliate(
  epub: Uint8Array,
  size = { width: 400, height: 700 },
): Promise<Reader> {
  const { openInFoliate: open } = await load('foliate')
  return (await open!(epub, size, findBrowser)) as Reader
}

/**
 * Walk through the book: contents, notes, formulas, pictures, page list, all pages.
 *
 * @param most chapters, notes and pages that are gone to; all where it is not given
 */
export async function survey({ page }: Reader, most?: number): Promise<Survey> {
  const { survey: walk } = await load('survey')
  return (await walk!(page, most)) as Survey
}

/** The words of each chapter as foliate reads them, by file; white space as one space. */
export const textsOf = ({ page }: Reader): Promise<Record<string, string>> =>
  page.evaluate(`(async () => {
    const texts = {}
    for (const section of view.book.sections) {
      const { body } = await section.createDocument()
      texts[section.id.split('/').at(-1)] = (body ? body.textContent : '').replace(/\\s+/g, ' ').trim()
    }
    return texts
  })()`) as Promise<Record<string, string>>
