/** What a beginner mistypes: each slip has one message, at its place, that says what to type. */
import { expect, test } from 'vitest'
import { build } from '../src/build.js'
import { readMessages } from '../src/diagnostics/read-message.js'
import { bookFolder, worldOf } from './support/book-folder.js'

const whole: Readonly<Record<string, string>> = {
  'book.yaml': `title: Typos
authors: Octavo
language: en
chapters:
  - text/one.md
  - text/two.md
editions:
  - name: print
    kind: print
    trim: 6x9
bibliography: refs.bib
`,
  'text/one.md': '# One {#sec-one}\n\nWords [@key].\n',
  'text/two.md': '# Two\n\nWords.\n\n![A dot](../pictures/dot.svg)\n',
  'pictures/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
  'refs.bib': '@book{key,\n  title = {A},\n  author = {B},\n  year = {2001}\n}\n',
}

/** File, what stands there, what is typed, then rule, place and hint of the one message. */
const slips: readonly (readonly [string, string | RegExp, string, string, string, string])[] = [
  ['book.yaml', 'title:', 'titel:', 'unknown-key', '1:1', 'Did you mean `title`?'],
  ['book.yaml', 'title: ', 'title:', 'invalid-yaml', '1:1', 'space after the colon'],
  ['book.yaml', 'title: Typos', 'title: A: B', 'invalid-yaml', '1:8', '`title: "A: B"`'],
  ['book.yaml', 'title: Typos', 'title: [A] B', 'invalid-yaml', '1:12', '`title: "[A] B"`'],
  ['book.yaml', 'authors:', 'authors', 'invalid-yaml', '2:1', 'Write `authors:`'],
  ['book.yaml', 'authors:', ' authors:', 'invalid-yaml', '2:1', 'where line 1 starts its key'],
  ['book.yaml', '    trim', '     trim', 'invalid-yaml', '10:1', 'where line 9 starts its key'],
  ['book.yaml', '    trim', '   trim', 'invalid-yaml', '10:1', 'where line 9 starts its key'],
  ['book.yaml', '    trim', '\ttrim', 'invalid-yaml', '10:1', 'Replace the tab'],
  [
    'book.yaml',
    '  - text/two',
    ' - text/two',
    'invalid-yaml',
    '6:1',
    'where line 5 starts its dash',
  ],
  ['book.yaml', '  - text/two', '   - text/two', 'invalid-yaml', '6:4', 'below the dash'],
  ['book.yaml', '  - text/two', '    text/two', 'invalid-yaml', '6:5', 'Write `- text/two.md`'],
  ['book.yaml', '- text/two', '-text/two', 'invalid-yaml', '6:3', 'Write `- text/two.md`'],
  ['book.yaml', '- text/two', '- file:text/two', 'outside-book', '6:5', '`file: text/two.md`'],
  ['book.yaml', 'text/two.md', 'two.md', 'missing-file', '6:5', 'Did you mean `text/two.md`?'],
  ['book.yaml', 'text/two.md', 'Text/two.md', 'missing-file', '6:5', 'mean `text/two.md`?'],
  ['book.yaml', 'text/two.md', 'text/Two.md', 'missing-file', '6:5', 'mean `text/two.md`?'],
  ['book.yaml', '6x9', '5,5x8,5', 'invalid-configuration', '10:11', 'mean `5.5x8.5`?'],
  [
    'book.yaml',
    /chapters:[\s\S]*?(?=editions)/,
    'chapters: a.md\n',
    'invalid-configuration',
    '4:11',
    '[a.md]`',
  ],
  ['text/two.md', '# Two', '#Two', 'missing-title', '1:1', '`# Two`'],
  ['text/two.md', 'dot.svg', 'dto.svg', 'missing-image', '5:1', 'mean `../pictures/dot.svg`?'],
  ['text/two.md', 'pictures', 'Pictures', 'missing-image', '5:1', 'mean `../pictures/dot.svg`?'],
  ['text/two.md', 'Words', 'See @sec-on', 'undefined-label', '3:5', 'Did you mean `sec-one`?'],
  ['text/two.md', 'Words', '[It](on.md)', 'dead-link', '3:1', 'Did you mean `one.md`?'],
  ['text/two.md', 'Words', '$\\frac{1$', 'invalid-math', '3:1', 'Close every `{`'],
  ['text/two.md', /$/, '\n```\ncode\n', 'unclosed-fence', '7:1', 'Put a line ```'],
  ['text/one.md', '@key', '@kye', 'undefined-citation', '3:7', 'Did you mean `key`?'],
  ['refs.bib', '{B},', '{B}', 'invalid-bibliography', '4:3', 'missing comma'],
]

test.each(slips)('%s: %o typed as %o', async (path, right, wrong, rule, place, hint) => {
  const typed = whole[path]!.replace(right, wrong.replaceAll('$', '$$$$'))
  const world = worldOf({ ...whole, [path]: typed })
  const request = { folder: bookFolder, kinds: [], write: false, strict: false }
  const { files } = await build(world, request)
  const messages = files.flatMap(readMessages)
  const found = messages.map((one) => `${one.rule} ${one.path}:${one.line}:${one.column}`)
  expect(found).toEqual([`${rule} ${path}:${place}`])
  expect(messages[0]!.hint).toContain(hint)
})

test('without a slip there is nothing to say', async () => {
  const request = { folder: bookFolder, kinds: [], write: false, strict: false }
  const { files } = await build(worldOf(whole), request)
  expect(files.flatMap(readMessages)).toEqual([])
})
