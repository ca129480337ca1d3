import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import commonmark from 'commonmark-spec'
import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import { toHast } from 'mdast-util-to-hast'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import type { Configuration } from '../src/book/configuration.js'
import type { World } from '../src/book/world.js'
import { parseMarkdown } from '../src/manuscript/parse-markdown.js'
import { readManuscript } from '../src/manuscript/read-manuscript.js'
import { bookFolder, worldOf } from './support/book-folder.js'
import { cases, matchesExpected } from './support/cases.js'
import { countWords, printMessages, printTree } from './support/print-tree.js'

const parse = (value: string) => {
  const file = new VFile({ path: 'input.md', value })
  return { ...parseMarkdown(file, { admonitions: ['my-kind'] }), file }
}

describe('constructs', () => {
  test.each(cases('manuscript'))(
    '%s',
    matchesExpected((folder) => {
      const { tree, frontMatter, file } = parse(readFileSync(join(folder, 'input.md'), 'utf8'))
      const matter = Object.keys(frontMatter).length > 0 ? `${JSON.stringify(frontMatter)}\n` : ''
      const messages = printMessages(file)
      return matter + printTree(tree) + (messages === '' ? '' : `\n${messages}`)
    }),
  )
})

describe('docs/manuscript.md', () => {
  const page = readFileSync(
    fileURLToPath(new URL('../docs/manuscript.md', import.meta.url)),
    'utf8',
  )
  const folder = fileURLToPath(new URL('../src/manuscript/', import.meta.url))

  test('names the file of each construct, and no other', () => {
    const named = [...page.matchAll(/`((?:syntax\/)?[a-z-]+\.ts)`/g)].map(([, path]) => path!)
    for (const path of named) expect(existsSync(join(folder, path)), path).toBe(true)
    const files = readdirSync(join(folder, 'syntax')).filter((name) => name !== 'syntax.ts')
    expect(files.filter((name) => !named.includes(`syntax/${name}`))).toEqual([])
  })

  test('has examples that all mean something and bring no message', () => {
    const examples = [...page.matchAll(/^(`{3,})markdown\n([\s\S]*?)^\1$/gm)].map(
      ([, , text]) => text!,
    )
    expect(examples.length).toBeGreaterThan(12)
    // Includes are put in their places before a text is parsed.
    for (const text of examples.filter((text) => !text.includes('include'))) {
      const { tree, file } = parse(text)
      expect(printMessages(file), text).toBe('')
      const plain = unified().use(remarkParse).parse(text)
      expect(printTree(tree), text).not.toBe(printTree(plain))
    }
  })
})

interface Example {
  readonly markdown: string
  readonly html: string
  readonly number: number
}
const examples = (commonmark.tests as Example[]).map((example) => ({
  number: example.number,
  markdown: example.markdown.replaceAll('→', '\t'),
  html: example.html.replaceAll('→', '\t'),
}))
const normalise = (html: string) =>
  toHtml(fromHtml(html, { fragment: true }))
    .replace(/\s+/g, ' ')
    .replace(/ (?=<)|(?<=>) /g, '')
    .trim()
const render = (tree: Parameters<typeof toHast>[0]) =>
  normalise(`${toHtml(toHast(tree, { allowDangerousHtml: true }), { allowDangerousHtml: true })}\n`)

describe('CommonMark', () => {
  test('the core passes every example', () => {
    expect(examples).toHaveLength(652)
    const core = unified().use(remarkParse)
    const failed = examples.filter(
      ({ markdown, html }) => render(core.parse(markdown)) !== normalise(html),
    )
    expect(failed.map(({ number }) => number)).toEqual([])
  })

  test('our constructs change no other examples than these', () => {
    const changed = examples.filter(
      ({ markdown, html }) => render(parse(markdown).tree) !== normalise(html),
    )
    expect(changed.map(({ number }) => number)).toEqual(
      [
        // Between the tags of a component is Markdown.
        163,
        // HTML comments are dropped.
        177, 179, 183, 308, 309, 625, 626,
        // A picture alone with words for an alt text, or with a title, is a figure.
        572, 573, 574, 575, 576, 577, 584, 585, 586, 588, 589, 591,
        // GFM links bare addresses.
        602, 606, 608, 611, 612,
      ].sort((a, b) => a - b),
    )
  })
})

describe('whatever the text', () => {
  const marks = [
    ':::note',
    ':::',
    '::: {.a}',
    '::',
    ':',
    '$',
    '$$',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '{#a .b}',
    '#',
    '@',
    '|',
    '> ',
    '- ',
    '1. ',
    '\n',
    '\n',
    '\n\n',
    '\n\n',
    '    ',
    '\t',
    '`',
    '```',
    '*',
    '**',
    '_',
    '~~',
    '~',
    '<Tabs>',
    '</Tabs>',
    '^',
    '^[',
    '<',
    '!',
    '![',
    '.',
    '=',
    '"',
    '\\',
    ';',
    '---',
    '|-|',
    ': ',
    '[^',
    ']:',
    ':kbd[',
    '> [!NOTE]',
    '+---+---+\n',
    '| ',
    ' |\n',
    '---- ----\n',
    '(@) ',
    '(@w1x) ',
    '==',
    '*[w2x]: ',
    '\\\\(',
    '\\\\)',
    '\\\\[',
    '\\\\]',
    ' ',
    ' ',
    ' ',
  ]
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(...marks),
      fc.nat(999).map((n) => `w${n}x`),
    ),
    { maxLength: 60 },
  )

  test('every word is in the tree', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('')
        const { tree, frontMatter } = parse(text)
        const json = JSON.stringify([tree, frontMatter])
        const lost = [...text.matchAll(/w\d+x/g)]
          .map(([word]) => word)
          .filter((word) => !json.includes(word))
        expect(lost).toEqual([])
      }),
      { numRuns: 3000, seed: 1 },
    )
  })

  test('a second parse gives the same, and positions lie in the text', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('')
        const first = parse(text)
        expect(parse(text).tree).toEqual(first.tree)
        expect(first.tree.position?.end.offset).toBe(text.length)
        for (const { line } of first.file.messages)
          expect(line).toBeLessThanOrEqual(text.split('\n').length)
      }),
      { numRuns: 300, seed: 2 },
    )
  })
})

const configurationOf = (...files: string[]): Configuration =>
  ({
    manuscript: files.map((file) => ({ file, matter: 'body', isPart: false, children: [] })),
    narration: [],
    admonitions: {},
  }) as unknown as Configuration
const read = (world: World, ...files: string[]) =>
  readManuscript(world, bookFolder, configurationOf(...files))
const messagesOf = async (files: Record<string, string | Uint8Array>, ...names: string[]) =>
  (await read(worldOf(files), ...names)).map(({ file }) => printMessages(file)).join('')

describe('reading', () => {
  test('nested files come in order, byte order marks go', async () => {
    const world = worldOf({ 'a.md': '\uFEFF# A', 'b/c.md': '---\ntitle: C\n---\n\nText' })
    const configuration = {
      ...configurationOf(),
      manuscript: [
        {
          isPart: true,
          matter: 'body',
          children: [
            {
              file: 'a.md',
              isPart: false,
              matter: 'body',
              children: [{ file: 'b/c.md', isPart: false, matter: 'body', children: [] }],
            },
          ],
        },
      ],
    } as unknown as Configuration
    const files = await readManuscript(world, bookFolder, configuration)
    expect(files.map(({ path }) => path)).toEqual(['a.md', 'b/c.md'])
    expect(files[0]!.tree.children[0]!.type).toBe('heading')
    expect(files[1]!.frontMatter).toEqual({ title: 'C' })
    expect(files[1]!.tree.children[0]!.position?.start).toEqual({ line: 5, column: 1, offset: 18 })
  })

  test('what cannot be read is reported', async () => {
    const bytes = Uint8Array.from([...Buffer.from('Line\nné'), 0xff, 0x41])
    expect(
      await messagesOf(
        { 'latin.md': bytes, 'chapter.md': 'x' },
        'latin.md',
        'chaptre.md',
        '../../etc/passwd',
      ),
    ).toMatchInlineSnapshot(`
        "2:3 unreadable-file: Unexpected byte \`0xff\` in \`latin.md\`, expected UTF-8 text (Save the file as UTF-8 in your editor)
        undefined:undefined missing-file: Unexpected \`chaptre.md\`, expected a file that exists (Did you mean \`chapter.md\`?)
        undefined:undefined outside-book: Unexpected \`../../etc/passwd\`, expected a path inside the book folder (Copy the file into the book folder)
        "
      `)
  })

  test('defect 10: a second build parses only what changed', async () => {
    const chapter = (number: number) =>
      `# Chapter ${number}\n\n${'Some words of text. '.repeat(5000)}`
    const files = Object.fromEntries(
      [1, 2, 3, 4].map((number) => [`${number}.md`, chapter(number)]),
    )
    const world = worldOf(files)
    const parsed: string[][] = []
    const watched: World = {
      ...world,
      workers: {
        count: 3,
        run: (task, name, argument) => {
          parsed.push((argument as { files: { path: string }[] }).files.map(({ path }) => path))
          return world.workers.run(task, name, argument)
        },
      },
    }
    const first = await read(watched, ...Object.keys(files))
    expect(parsed.flat().sort()).toEqual(['1.md', '2.md', '3.md', '4.md'])
    expect(parsed.length).toBeGreaterThan(1)
    parsed.length = 0
    const again = await read(watched, ...Object.keys(files))
    expect(parsed).toEqual([])
    expect(again.map(({ tree }) => tree)).toEqual(first.map(({ tree }) => tree))
    world.disk.set(`${bookFolder}/2.md`, Buffer.from(chapter(9).repeat(2)))
    await read(watched, ...Object.keys(files))
    expect(parsed.flat().filter((path) => path !== '2.md')).toEqual([])
  })

  test('messages and positions survive the cache', async () => {
    const world = worldOf({ 'a.md': 'Text[^x] and\n\n:::nothing-known\nx\n:::\n' })
    const [first] = await read(world, 'a.md')
    const [again] = await read(world, 'a.md')
    expect(printMessages(first!.file)).toContain('undefined-footnote')
    expect(printMessages(again!.file)).toBe(printMessages(first!.file))
    expect(again!.tree).toEqual(first!.tree)
    expect(again!.tree).toEqual(parse('Text[^x] and\n\n:::nothing-known\nx\n:::\n').tree)
  })
})

describe('includes', () => {
  const book = {
    'main.md': [
      '# Main',
      '',
      '::include{file=parts/part.md}',
      '',
      '```rust',
      '{{#include code.rs:2:3}}',
      '```',
      '',
      '```',
      '{{#include code.rs:inner}}',
      '::include{file=parts/part.md}',
      '```',
      '',
      '\\{{#include literal}}',
      '',
      'Undefined[^here].',
      '',
    ].join('\n'),
    'parts/part.md': '## Part\n\n{{#include deep.md}}\n',
    'parts/deep.md': 'Deep[^there].\n',
    'code.rs': 'one\ntwo\n// ANCHOR: inner\nthree\n// ANCHOR_END: inner\nfour\n',
  }

  test('files stand in their places, in text and in code', async () => {
    const [main] = await read(worldOf(book), 'main.md')
    expect(printTree(main!.tree)).toMatchInlineSnapshot(`
      "root
        heading depth=1
          text "Main"
        heading depth=2
          text "Part"
        paragraph
          text "Deep[^there]."
        code "two" lang="rust"
        code "three\\n::include{file=parts/part.md}"
        paragraph
          text "{{#include literal}}"
        paragraph
          text "Undefined[^here]."
      "
    `)
    expect(printMessages(main!.file)).toMatchInlineSnapshot(`
      "3:5 undefined-footnote: Unexpected \`[^there]\`, expected the name of a note of this file (Write the note as \`[^there]: text\` on a line of its own)
      16:10 undefined-footnote: Unexpected \`[^here]\`, expected the name of a note of this file (Write the note as \`[^here]: text\` on a line of its own)
      "
    `)
    expect(main!.tree.children[1]!.position?.start).toEqual({ line: 3, column: 1 })
  })

  test('circles, missing files and marks, and paths outside are reported', async () => {
    const files = {
      'a.md':
        '{{#include b.md}}\n\n{{#include c.txt}}\n\n{{#include d.txt:nothing}}\n\n::include{file=../../x}\n',
      'b.md': 'x\n\n{{#include a.md}}\n',
      'd.txt': 'y\n',
    }
    expect(await messagesOf(files, 'a.md')).toMatchInlineSnapshot(`
      "1:1 circular-include: Unexpected circle of files: \`a.md\` → \`b.md\` → \`a.md\` (Take one of these includes out)
      3:1 missing-file: Unexpected \`c.txt\`, expected a file that exists (Did you mean \`d.txt\`?)
      5:1 missing-file: Unexpected \`nothing\`, expected a mark \`ANCHOR: …\` or \`tag::…[]\` of \`d.txt\` (Write \`ANCHOR: nothing\` in a comment of \`d.txt\`)
      7:1 outside-book: Unexpected \`../../x\`, expected a path inside the book folder (Copy the file into the book folder)
      "
    `)
  })

  test('parts of files are moved to the left in code, by ranges and by the marks of two tools', async () => {
    const code = [
      'class A:',
      '    # ANCHOR: run',
      '    def run(self):',
      '        # tag::inner[]',
      '        pass',
      '        # end::inner[]',
      '    # ANCHOR_END: run',
      'print(1)',
    ]
    const files = {
      'a.md':
        '```python filename\n{{#include src/a.py:run}}\n```\n\n```python\n{{#include src/a.py:inner}}\n```\n\n> ```python {#lst-x filename}\n> {{#include src/a.py:3:}}\n> ```\n\n::include{file=b.txt lines="2,4-"}\n\n::include{file=src/a.py tag=run,inner}\n',
      'src/a.py': code.join('\n'),
      'b.txt': 'one\n\ntwo\n\nthree\n\nfour\n\nfive\n',
    }
    const [file] = await read(worldOf(files), 'a.md')
    expect(printMessages(file!.file)).toBe('')
    expect(printTree(file!.tree)).toMatchInlineSnapshot(`
      "root
        code "def run(self):\\n    pass" lang="python"
          (caption)
            inlineCode "a.py"
        code "pass" lang="python"
        blockquote
          code "    def run(self):\\n        pass\\nprint(1)" lang="python" data={"label":"lst-x"}
            (caption)
              inlineCode "a.py"
        paragraph
          text "three"
        paragraph
          text "four"
        paragraph
          text "five"
        code "def run(self):\\n    pass\\n    pass"
      "
    `)
  })

  test('a change of an included file is seen', async () => {
    const world = worldOf({ 'a.md': '{{#include b.md}}', 'b.md': 'before' })
    await read(world, 'a.md')
    world.disk.set(`${bookFolder}/b.md`, Buffer.from('after'))
    const [file] = await read(world, 'a.md')
    expect(printTree(file!.tree)).toContain('after')
  })

  test('a table is made of a file beside the one that names it, and a change of that is seen', async () => {
    const world = worldOf({
      'a.md': 'Before\r\n\r\n{{#include parts/b.md}}\r\n',
      'parts/b.md': '```\n::table{src=none.csv}\n```\n\n- ::table[*Sizes*]{src=../data/c.csv}\n',
      'data/c.csv': 'before\n',
      'd.md':
        '::table{src=data/c.csv}\r\n\r\n::table{src=../x.csv}\r\n\r\n::table{src=data/d.csv}\r\n',
    })
    const [first, other] = await read(world, 'a.md', 'd.md')
    expect(printMessages(first!.file)).toBe('')
    expect(printMessages(other!.file)).toMatchInlineSnapshot(`
      "3:1 outside-book: Unexpected \`../x.csv\`, expected a path inside the book folder (Copy the file into the book folder)
      5:1 missing-file: Unexpected \`data/d.csv\`, expected a file that exists (Did you mean \`data/c.csv\`?)
      "
    `)
    expect(first!.included).toEqual(['parts/b.md', 'data/c.csv'])
    expect(printTree(first!.tree)).toContain('before')
    world.disk.set(`${bookFolder}/data/c.csv`, Buffer.from('after\n'))
    const [file, second] = await read(world, 'a.md', 'd.md')
    expect(printTree(file!.tree)).toContain('text "after"')
    expect(printTree(second!.tree)).toContain('text "after"')
  })
})

const books = fileURLToPath(new URL('../../shared/books/', import.meta.url))
describe.skipIf(!existsSync(books))(
  'the four books (skipped where ../shared/books is absent)',
  () => {
    const folders = existsSync(books)
      ? readdirSync(books).filter((name) => !name.endsWith('.md'))
      : []
    test.each(folders)('%s: no word lost, nothing fatal', (folder) => {
      const names = readdirSync(join(books, folder)).filter((name) => name.endsWith('.md'))
      expect(names.length).toBeGreaterThan(10)
      for (const name of names) {
        const text = readFileSync(join(books, folder, name), 'utf8')
        const { tree, frontMatter, file } = parse(text)
        expect(file.messages.filter(({ fatal }) => fatal)).toEqual([])
        const found = countWords([tree, frontMatter])
        // Comments are dropped, and a character reference is no word.
        const source = countWords(text.replace(/<!--[\s\S]*?-->/g, ' ').replace(/&[#\w]+;/g, ' '))
        const lost = [...source].filter(([word, count]) => (found.get(word) ?? 0) < count)
        expect(lost, name).toEqual([])
      }
    })
  },
)
