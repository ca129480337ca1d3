/** From files to a book: outline, numbers, labels, references. */
import { toString as plainText } from 'mdast-util-to-string'
import { describe, expect, test } from 'vitest'
import type { ContentsEntry } from '../src/book/book.js'
import { toRoman } from '../src/book/to-roman.js'
import { letterFinder } from '../src/structure/index/letter-of.js'
import { cases, matchesExpected } from './support/cases.js'
import { listMessages, structureAt } from './support/pipeline.js'

test.each(cases('structure'))(
  '%s',
  matchesExpected(async (folder) => {
    const { book, files } = await structureAt(folder)
    const lines = book.chapters.map(
      (chapter) =>
        `${chapter.matter} ${'  '.repeat(chapter.depth)}${chapter.number ?? '-'} ${chapter.id} [${chapter.role}] ${chapter.titleText}`,
    )
    const labels = [...book.labels].map(
      ([name, label]) =>
        `${name} → ${label.kind} ${label.number ?? '-'} #${label.id} in ${label.chapterId}`,
    )
    const texts = book.chapters
      .filter((chapter) => chapter.kind !== 'part')
      .map((chapter) => `${chapter.id}: ${plainText(chapter.tree)}`)
    return [
      '# chapters',
      ...lines,
      '# contents',
      ...book.contents.flatMap((entry) => listEntry(entry, 0)),
      '# labels',
      ...labels,
      '# text',
      ...texts,
      '# messages',
      ...listMessages(files),
      '',
    ].join('\n')
  }),
)

const listEntry = (entry: ContentsEntry, depth: number): string[] => [
  `${'  '.repeat(depth)}${entry.number ?? '-'} ${entry.titleText} #${entry.id}`,
  ...entry.children.flatMap((child) => listEntry(child, depth + 1)),
]

test('Roman numerals', () => {
  expect([1, 4, 9, 14, 40, 90, 400, 1999].map(toRoman)).toEqual([
    'i',
    'iv',
    'ix',
    'xiv',
    'xl',
    'xc',
    'cd',
    'mcmxcix',
  ])
})

describe('letters of an index', () => {
  test.each([
    ['en', 'Élan', 'E'],
    ['de', 'Übung', 'U'],
    ['sv', 'Ångström', 'Å'],
    ['es', 'ñandú', 'Ñ'],
    ['en', '42', ''],
    ['ja', 'がっしゅく', 'か'],
    ['ru', 'Ёлка', 'Е'],
    ['el', 'ήλιος', 'Η'],
  ])('%s: %s is under “%s”', (language, word, letter) => {
    expect(letterFinder(language)(word)).toBe(letter)
  })
})
