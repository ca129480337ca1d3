/** What holds for every manuscript: ids are unique, numbers increase, nothing is lost. */
import fc from 'fast-check'
import { toString as hastText } from 'hast-util-to-string'
import type { Heading, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import type { ManuscriptFile } from '../../src/book/book.js'
import type { ManuscriptEntry } from '../../src/book/configuration.js'
import { readConfiguration } from '../../src/manuscript/configuration/read-configuration.js'
import { markUp } from '../../src/markup/mark-up.js'
import { structure } from '../../src/structure/structure.js'
import { bookFolder, worldOf } from '../support/book-folder.js'

/** Titles that collide on purpose: authors write "Summary" in every chapter. */
const title = fc.constantFrom(
  'Summary',
  'Exercises',
  'Preface',
  'Über uns',
  '重点',
  '1. One',
  'a.b',
  '…',
)
const heading = fc.record({
  depth: fc.integer({ min: 1, max: 6 }),
  title,
  label: fc.option(fc.constantFrom('a', 'b', 'sec-c'), { nil: undefined }),
})
const fileOfHeadings = fc.array(heading, { minLength: 0, maxLength: 6 })
const manuscript = fc.array(
  fc.record({ headings: fileOfHeadings, nested: fc.array(fileOfHeadings, { maxLength: 2 }) }),
  { minLength: 1, maxLength: 5 },
)

type Headings = { depth: number; title: string; label: string | undefined }[]

function treeOf(headings: Headings, word: string): Root {
  return {
    type: 'root',
    children: headings.flatMap((one, index) => [
      {
        type: 'heading',
        depth: one.depth as Heading['depth'],
        children: [{ type: 'text', value: one.title }],
        ...(one.label ? { data: { label: one.label } } : {}),
      },
      { type: 'paragraph', children: [{ type: 'text', value: `${word}${index}` }] },
    ]),
  }
}

async function bookOf(chapters: { headings: Headings; nested: Headings[] }[]) {
  const world = worldOf({
    'book.yaml': 'title: T\nlanguage: en\nchapters: [a.md]\n',
    'a.md': '# A',
  })
  const { configuration } = await readConfiguration(world, bookFolder)
  const files: ManuscriptFile[] = []
  const add = (headings: Headings, path: string) => {
    files.push({
      path,
      file: new VFile({ path }),
      included: [],
      tree: treeOf(headings, `w${files.length}x`),
      frontMatter: {},
    })
    return path
  }
  const entry = (file: string, children: ManuscriptEntry[]): ManuscriptEntry => ({
    file,
    matter: 'body',
    isPart: false,
    children,
  })
  const entries = chapters.map((chapter, index) =>
    entry(
      add(chapter.headings, `${index}.md`),
      chapter.nested.map((nested, inner) => entry(add(nested, `${index}-${inner}.md`), [])),
    ),
  )
  const words = files.flatMap((one) =>
    one.tree.children.flatMap((node) =>
      node.type === 'paragraph'
        ? node.children.map((child) => ('value' in child ? child.value : ''))
        : [],
    ),
  )
  const book = structure(
    files,
    { ...configuration, manuscript: entries },
    { sources: new Map(), files: [] },
  )
  return { book: await markUp(world, bookFolder, book), words }
}

test('ids are unique in the book, and NCNames', async () => {
  await fc.assert(
    fc.asyncProperty(manuscript, async (chapters) => {
      const { book } = await bookOf(chapters)
      const ids: string[] = []
      for (const chapter of book.chapters)
        visit(chapter.hast, 'element', (node) => {
          if (node.properties.id) ids.push(String(node.properties.id))
        })
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of ids) expect(id).toMatch(/^[\p{L}_][\p{L}\p{N}_.-]*$/u)
      const fileNames = book.chapters.map((chapter) => chapter.id)
      expect(new Set(fileNames).size).toBe(fileNames.length)
      for (const name of fileNames) expect(name).toMatch(/^[a-z][a-z0-9-]*$/)
    }),
    { numRuns: 60 },
  )
})

test('section numbers increase', async () => {
  await fc.assert(
    fc.asyncProperty(manuscript, async (chapters) => {
      const { book } = await bookOf(chapters)
      const numbers: number[][] = []
      const collect = (entries: typeof book.contents): void => {
        for (const entry of entries) {
          if (entry.number && /^[\d.]+$/.test(entry.number))
            numbers.push(entry.number.split('.').map(Number))
          collect(entry.children)
        }
      }
      collect(book.contents)
      for (let at = 1; at < numbers.length; at++)
        expect(compare(numbers[at - 1]!, numbers[at]!)).toBeLessThan(0)
    }),
    { numRuns: 60 },
  )
})

/** Compare section numbers place by place. */
function compare(one: number[], other: number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

test('every word of the manuscript is in the book, once', async () => {
  await fc.assert(
    fc.asyncProperty(manuscript, async (chapters) => {
      const { book, words } = await bookOf(chapters)
      const text = book.chapters.map((chapter) => hastText(chapter.hast)).join(' ')
      for (const word of words) expect(text.split(word).length, word).toBe(2)
    }),
    { numRuns: 60 },
  )
})
