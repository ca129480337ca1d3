/** Quotes, dashes, apostrophes: by language, outside code, and once only. */
import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import { expect, test } from 'vitest'
import { mannersOf, usual } from '../src/typography/manner.js'
import { setTree } from '../src/typography/set-type.js'

function set(html: string, language: string): string {
  const tree = fromHtml(html, { fragment: true })
  setTree(tree, language)
  return toHtml(tree)
}

test.each([
  ['en', '"Hello," he said. "It\'s the \'90s."', '“Hello,” he said. “It’s the ’90s.”'],
  ['en', "the authors' dog---and 1990--1995...", 'the authors’ dog—and 1990–1995…'],
  ['en', "(\"quoted\") 'single' o'clock", '(“quoted”) ‘single’ o’clock'],
  ['en', '"He said \'go\'"', '“He said ‘go’”'],
  ['en', '5\'10" tall', '5′10″ tall'],
  [
    'en',
    'run --verbose, then --> and <code>"--x"</code>',
    'run --verbose, then --> and <code>"--x"</code>',
  ],
  [
    'en',
    '"<em>Go</em>" and <code>x</code>\'s "<code>y</code>"',
    '“<em>Go</em>” and <code>x</code>’s “<code>y</code>”',
  ],
  [
    'en',
    'a 30 cm rule, 2.5 GHz, 5 Hzs, v1.2 ms',
    'a 30\u00a0cm rule, 2.5\u00a0GHz, 5 Hzs, v1.2 ms',
  ],
  ['de', '"Ja", sagte er.', '„Ja“, sagte er.'],
  ['fr', '"Oui" dit-il, c\'est l\'été.', '«\u202fOui\u202f» dit-il, c’est l’été.'],
  ['zh', '"不变"', '"不变"'],
  ['fr', 'Quoi ? Non! Si : « oui ».', 'Quoi\u202f? Non\u202f! Si\u00a0: «\u202foui\u202f».'],
  ['fr', 'à 12:30, http://a.fr/?q; vite; fin', 'à 12:30, http://a.fr/?q\u202f; vite\u202f; fin'],
  ['fr-CA', 'Quoi? Si : « oui »', 'Quoi? Si\u00a0: «\u00a0oui\u00a0»'],
  ['fr-CH', 'Quoi? Si: «oui»', 'Quoi? Si: «oui»'],
  ['de', 'z. B. auf S. 12, d. h. Abb. 3', 'z.\u202fB. auf S.\u00a012, d.\u202fh. Abb.\u00a03'],
  [
    'en',
    'J. R. R. Tolkien, p. 12-15, § 4',
    'J.\u00a0R.\u00a0R.\u00a0Tolkien, p.\u00a012–15, §\u00a04',
  ],
  [
    'en',
    'Plan B. Then 1914-1918, 2024-05-31, 555-1234',
    'Plan B. Then 1914–1918, 2024-05-31, 555-1234',
  ],
  ['en', 'half is 1/2', 'half is 1/2'],
  ['nb', '"Ja"', '«Ja»'],
])('%s: %s', (language, before, after) => {
  expect(set(before.replaceAll('-->', '--&gt;'), language)).toBe(after)
})

test('a passage may stay as it is typed, and a book may say what it wants', () => {
  expect(set('<p>"a" <span class="as-typed">"b" --</span> "c"</p>', 'en')).toBe(
    '<p>“a” <span class="as-typed">"b" --</span> “c”</p>',
  )
  const tree = fromHtml('<p>"a" -- 1/2 cup... 1914-1918</p>', { fragment: true })
  setTree(tree, 'en', mannersOf({ ...usual, quotes: false, ellipses: false, fractions: true }))
  expect(toHtml(tree)).toBe('<p>"a" – ½ cup... 1914–1918</p>')
})

test('a passage in another language has its own marks', () => {
  expect(set('<p>"a" <span lang="de">"b"</span></p>', 'en')).toBe(
    '<p>“a” <span lang="de">„b“</span></p>',
  )
})

test('a quotation left open does not reach into the next paragraph', () => {
  expect(set('<p>"open</p><p>"next"</p>', 'en')).toBe('<p>“open</p><p>“next”</p>')
})

const languages = fc.constantFrom('en', 'de', 'fr', 'fr-CA', 'pl')
const signs = fc.constantFrom(...'ab1A "\'-.(),—’“”;!?:«»§')

test('a second run changes nothing, and letters and digits stay', () => {
  fc.assert(
    fc.property(languages, fc.string({ unit: signs }), (language, text) => {
      const once = set(`<p>${text}</p>`, language)
      expect(set(once, language)).toBe(once)
      expect(once.replace(/[^ab1]/g, '')).toBe(`<p>${text}</p>`.replace(/[^ab1]/g, ''))
    }),
  )
})
