/** Quotes, dashes, apostrophes: by language, outside code, and once only. */
import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import { expect, test } from 'vitest'
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
])('%s: %s', (language, before, after) => {
  expect(set(before.replaceAll('-->', '--&gt;'), language)).toBe(after)
})

test('a passage in another language has its own marks', () => {
  expect(set('<p>"a" <span lang="de">"b"</span></p>', 'en')).toBe(
    '<p>“a” <span lang="de">„b“</span></p>',
  )
})

test('a quotation left open does not reach into the next paragraph', () => {
  expect(set('<p>"open</p><p>"next"</p>', 'en')).toBe('<p>“open</p><p>“next”</p>')
})

test('a second run changes nothing, and letters and digits stay', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab1 "\'-.(),—’“”') }), (text) => {
      const once = set(`<p>${text}</p>`, 'en')
      expect(set(once, 'en')).toBe(once)
      expect(once.replace(/[^ab1]/g, '')).toBe(`<p>${text}</p>`.replace(/[^ab1]/g, ''))
    }),
  )
})
