/** epub.js in headless Chromium: `scripts/read/epubjs.mjs` for the tests. */

import { findBrowser } from '../../src/world/find-browser.js'
import type { Reader } from './foliate.js'

interface Reading {
  /** By file: the words of each chapter, white space as one space. */
  readonly texts: Readonly<Record<string, string>>
  readonly contents: number
  readonly pageList: number
  readonly faults: readonly string[]
}

/** Read a whole book; so many chapters are shown on the screen. */
export async function readInEpubjs(epub: Uint8Array, most: number): Promise<Reading> {
  const { openInEpubjs, readInEpubjs: read } = (await import(
    new URL('../../scripts/read/epubjs.mjs', import.meta.url).href
  )) as {
    openInEpubjs(epub: Uint8Array, size: object, find: typeof findBrowser): Promise<Reader>
    readInEpubjs(reader: Reader, most: number): Promise<Reading>
  }
  const reader = await openInEpubjs(epub, { width: 400, height: 700 }, findBrowser)
  try {
    return await read(reader, most)
  } finally {
    await reader.close()
  }
}
