/**
 * Whole books in two reading engines that share nothing: foliate-js (Foliate, Readest) and epub.js. What a test opens on
 * the screen is chosen at even distances; `npm run read -- --all` opens all of it.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { build } from '../../src/build.js'
import { createWorld } from '../../src/world/create-world.js'
import { findBrowser } from '../../src/world/find-browser.js'
import { readInEpubjs } from '../support/epubjs.js'
import { openInFoliate, survey, textsOf } from '../support/foliate.js'

const root = join(import.meta.dirname, '../..')
const shelf = resolve(root, '../shared/books')

/** Chapters, notes, lines of the contents and pages that are gone to on the screen, of each; of the sample more. */
const most = 8

const hasBrowser = await findBrowser().then(
  () => true,
  () => false,
)

/** What there is at least: in the whole contents, and in the chapters that are opened. */
const books = [
  { name: 'frankenstein', contents: 28, formulas: 0, pictures: 0, notes: 0 },
  { name: 'd2l-lite', contents: 70, formulas: 10, pictures: 1, notes: 0 },
  { name: 'rust-book', contents: 140, formulas: 0, pictures: 1, notes: 0 },
  { name: 'ml-engineering', contents: 250, formulas: 0, pictures: 1, notes: 0 },
]

describe.skipIf(!hasBrowser)('two engines read a whole book alike', () => {
  test('the sample, with its printed pages', { timeout: 120_000 }, async () => {
    const epub = await epubOf(join(root, 'manuscript'), ['print', 'epub'])
    const { pageList } = await expectRead(
      epub,
      { contents: 50, formulas: 40, pictures: 4, notes: 5 },
      60,
    )
    expect(pageList).toBeGreaterThan(60)
  })
  for (const { name, ...least } of books) {
    const folder = join(shelf, name)
    const isHere = existsSync(folder)
    test.skipIf(!isHere)(
      isHere ? name : `${name} (there is none in ../shared/books)`,
      { timeout: 300_000 },
      async () => {
        await expectRead(await epubOf(folder, ['epub']), least)
      },
    )
  }
})

async function epubOf(folder: string, kinds: ('print' | 'epub')[]): Promise<Uint8Array> {
  const world = createWorld({ cache: true })
  const written = new Map<string, Uint8Array>()
  const files = {
    ...world.files,
    write: async (path: string, bytes: Uint8Array) => {
      written.set(path, bytes)
    },
  }
  try {
    const request = { folder, kinds, out: '/never', write: true, strict: false }
    await build({ ...world, files }, request)
  } finally {
    await world.close()
  }
  return [...written].find(([path]) => path.endsWith('.epub'))![1]
}

interface Least {
  readonly contents: number
  readonly formulas: number
  readonly pictures: number
  readonly notes: number
}

async function expectRead(
  epub: Uint8Array,
  least: Least,
  shown = most,
): Promise<{ pageList: number }> {
  const reader = await openInFoliate(epub)
  try {
    const { summary } = await survey(reader, shown)
    expect(summary).toMatchObject({ faults: [], fraction: 1, popUps: summary.notes })
    for (const [name, count] of Object.entries(least))
      expect(summary[name as keyof Least], name).toBeGreaterThanOrEqual(count)
    expect(reader.complaints).toEqual([])
    const other = await readInEpubjs(epub, shown)
    expect(other.faults).toEqual([])
    expect(other.contents).toBe(summary.contents)
    expect(other.pageList).toBe(summary.pageList)
    expect(other.texts).toEqual(await textsOf(reader))
    return other
  } finally {
    await reader.close()
  }
}
