/** What each edition has: conditions of classes, samples, and what leads to what is not there. */

import { fileURLToPath } from 'node:url'
import { toHtml } from 'hast-util-to-html'
import { expect, test } from 'vitest'
import { findConditions } from '../src/select/conditions.js'
import { selectFor } from '../src/select/select-for.js'
import { cases, matchesExpected } from './support/cases.js'
import { listMessages, markUpAt } from './support/pipeline.js'

test.each(cases('select'))(
  '%s',
  matchesExpected(async (folder) => {
    const { book, files } = await markUpAt(folder)
    const conditions = findConditions(book)
    const editions = book.configuration.editions.map((edition) => {
      const own = selectFor(book, edition, conditions)
      const titles = own.contents.map(({ titleText }) => titleText).join(', ')
      const html = own.chapters.filter(({ path }) => path).map(({ hast }) => toHtml(hast))
      return [`# ${edition.name}`, `contents: ${titles}`, ...html, ''].join('\n')
    })
    return [...editions, '# messages', ...listMessages(files), ''].join('\n')
  }),
)

test('a book without conditions is handed on as it is', async () => {
  const folder = fileURLToPath(new URL('fixtures/structure/variables', import.meta.url))
  const { book } = await markUpAt(folder)
  for (const edition of book.configuration.editions)
    expect(selectFor(book, edition, findConditions(book))).toBe(book)
})
