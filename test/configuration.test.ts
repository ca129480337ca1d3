import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { parseLength, points } from '../src/book/length.js'
import { renderText } from '../src/diagnostics/render-text.js'
import { sortName } from '../src/manuscript/configuration/creators.js'
import {
  codeColumns,
  fitMargins,
  fontSizeFor,
  leadingFor,
} from '../src/manuscript/configuration/fit-margins.js'
import { readIsbn } from '../src/manuscript/configuration/isbn.js'
import { parseYaml } from '../src/manuscript/configuration/parse-yaml.js'
import { readConfiguration } from '../src/manuscript/configuration/read-configuration.js'
import {
  readBytes,
  readDate,
  readDistance,
  readLanguage,
} from '../src/manuscript/configuration/read-scalars.js'
import { schema, toJsonSchema } from '../src/manuscript/configuration/schema.js'
import { readTrim, trims } from '../src/manuscript/configuration/trim.js'
import { validate } from '../src/manuscript/configuration/validate.js'
import { createDisk } from '../src/world/disk.js'
import { createMemoryWorld } from '../src/world/memory.js'
import { bookFolder, worldAt, worldOf } from './support/book-folder.js'
import { cases, matchesExpected } from './support/cases.js'

const read = async (folder: string) => readConfiguration(await worldAt(folder), bookFolder)
const readYaml = (yaml: string) =>
  readConfiguration(worldOf({ 'book.yaml': yaml, 'one.md': '# One' }), bookFolder)

describe('book folders', () => {
  test.each(cases('configuration'))(
    '%s says',
    matchesExpected(async (folder) =>
      renderText([(await read(folder)).file], { colour: false, verbose: true }),
    ),
  )
  test.each(cases('configuration'))(
    '%s gives',
    matchesExpected(async (folder) => (await read(folder)).configuration, 'expected.json'),
  )
})

const configurationPage = new URL('../docs/configuration.md', import.meta.url)

const sharedBooks = '/work/shared/books'
test.skipIf(!existsSync(sharedBooks))('real books are read without an error', async () => {
  const world = { ...createMemoryWorld(), files: createDisk() }
  const names = (await readdir(sharedBooks)).filter((name) => !name.includes('.'))
  for (const name of names) {
    const { file, configuration } = await readConfiguration(world, `${sharedBooks}/${name}`)
    expect(file.messages.map(String)).toEqual([])
    expect(configuration.manuscript.length).toBeGreaterThan(5)
  }
})

test('a link that leads out of the folder is not followed', async () => {
  const root = await mkdtemp(join(tmpdir(), 'octavo-'))
  try {
    await mkdir(join(root, 'book'))
    await writeFile(join(root, 'secret.bib'), '')
    await symlink(join(root, 'secret.bib'), join(root, 'book/refs.bib'))
    await writeFile(join(root, 'book/one.md'), '# One')
    await writeFile(join(root, 'book/book.yaml'), 'title: x\nbibliography: refs.bib\n')
    const world = { ...createMemoryWorld(), files: createDisk() }
    const { file, configuration } = await readConfiguration(world, join(root, 'book'))
    const found = file.messages.filter(({ ruleId }) => ruleId === 'outside-book')
    expect(found.map(({ line, column }) => [line, column])).toEqual([[2, 15]])
    expect(configuration.bibliography).toEqual([])
  } finally {
    await rm(root, { recursive: true })
  }
})

describe('broken YAML is explained', () => {
  test.each([
    ['title: a: b', '1:8', /second `: `/, 'Write `title: "a: b"`'],
    ['title: "abc\nx: y', '2:5', /closing `"`/, 'Close the quotation marks'],
    ['title: x\nchapters:\n\t- a.md', '3:1', /tab/, 'two spaces'],
    ['title: x\ntitle: y', '2:1', /second `title`/, 'Delete one'],
    ['title: *foo', '1:8', /`\*foo`/, 'quotation marks'],
    ['chapters: [a.md, b.md', '1:22', /expected `]`/, ''],
    ['title: The #1 Guide # mine', '1:12', /comment `#1 Guide/, 'Write `title: "The #1 Guide'],
    ['title: @x', '1:8', /`@` at the start/, 'Write `title: "@x"`'],
    ["title: 'It's'", '1:12', /after a quotation mark/, "`''`"],
    ['title: a\n---\nsubtitle: b', '2:1', /`---`/, 'Delete the line'],
    ['title:a\nauthor: b', '1:1', /expected `key: value`/, 'space after the colon'],
    ['chapters: &c [{file: one.md, chapters: *c}]', '1:40', /`\*c`/, ''],
  ])('%j', async (yaml, place, reason, hint) => {
    const { file } = await readYaml(yaml)
    const message = file.messages.find(({ ruleId }) => ruleId === 'invalid-yaml')
    expect(message?.reason).toMatch(reason)
    expect(`${message?.line}:${message?.column}`).toBe(place)
    expect(message?.note ?? '').toContain(hint)
  })

  test('any text is read without a throw, and gives a whole configuration', async () => {
    const line = fc.tuple(
      fc.constantFrom(...Object.keys(schema.shape), 'nonsense'),
      fc.constantFrom(': ', ':\n  - ', ':', ': {name: ', ': ["', ': 3 #', ':\n  print: ', ': &a '),
      fc.constantFrom('x', '3', '*a', '}', ']', '[[]]', '{}', 'true', '\t', 'one.md', '6x9'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 6 }), async (lines) => {
        const yaml = lines.map((parts) => parts.join('')).join('\n')
        const { configuration, file } = await readYaml(yaml)
        expect(configuration.metadata.title).not.toBe('')
        for (const { line: at, fatal } of file.messages) {
          if (fatal) expect(at === undefined || at <= yaml.split('\n').length).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('ISBN', () => {
  const digit = fc.integer({ min: 0, max: 9 })
  const stem = fc.tuple(
    fc.constantFrom('978', '979'),
    fc.array(digit, { minLength: 9, maxLength: 9 }),
  )

  test('the hint of a wrong check digit is taken, and no other digit', () => {
    fc.assert(
      fc.property(stem, ([prefix, digits]) => {
        const numbers = Array.from(
          { length: 10 },
          (_, last) => `${prefix}${digits.join('')}${last}`,
        )
        const good = numbers.filter((number) => readIsbn(number) === number)
        expect(good).toHaveLength(1)
        const bad = readIsbn(numbers.find((number) => number !== good[0])!)
        expect(bad).toMatchObject({ refused: true, hint: expect.stringContaining(good[0]!) })
      }),
    )
  })

  test.each([
    ['0-8044-2957-X', '9780804429573'],
    ['ISBN 978‑0‑306‑40615‑7', '9780306406157'],
    ['urn:isbn:9780306406157', '9780306406157'],
  ])('%s is taken', (typed, digits) => expect(readIsbn(typed)).toBe(digits))

  test.each(['', '123', '9770306406157', '0804429571', '97803064061577', '978030640615x'])(
    '%j is refused with a hint',
    (typed) => expect(readIsbn(typed)).toMatchObject({ refused: true, hint: expect.any(String) }),
  )
})

test.each([
  ['Mary Wollstonecraft Shelley', 'Shelley, Mary Wollstonecraft'],
  ['Shelley, Mary', 'Shelley, Mary'],
  ['Ursula K. Le Guin', 'Le Guin, Ursula K.'],
  ['Vincent van Gogh', 'Gogh, Vincent van'],
  ['Martin Luther King, Jr.', 'King, Martin Luther, Jr.'],
  ['Henry Louis Gates III', 'Gates, Henry Louis, III'],
  ['村上 春樹', '村上 春樹'],
  ['Homer', 'Homer'],
  ['The Octavo Authors', 'The Octavo Authors'],
  ['Rust Project Contributors', 'Rust Project Contributors'],
])('%s is sorted as %s', (name, sorted) => expect(sortName(name)).toBe(sorted))

describe('pages', () => {
  test.each([
    ['6x9', 432, 648],
    ['6 x 9', 432, 648],
    ['6in × 9in', 432, 648],
    ['A5', 419.53, 595.28],
    ['148x210mm', 419.53, 595.28],
    ['152mm x 229mm', 430.87, 649.13],
    ['148 x 210', 419.53, 595.28],
    ['B format', 365.67, 561.26],
  ])('%s is %d × %d points', (typed, width, height) => {
    expect(readTrim(typed)).toEqual({
      width: expect.closeTo(width, 1),
      height: expect.closeTo(height, 1),
    })
  })

  test.each(['1x1', '90in x 3in', 'x', '6x', 'a55', '6furlong x 9in'])('%s is refused', (typed) =>
    expect(readTrim(typed)).toHaveProperty('refused'),
  )

  test('the text area is whole pixels, and whole lines where the bottom is ours', () => {
    const side = fc.double({ min: 216, max: 1440, noNaN: true })
    const margin = fc.option(fc.double({ min: 1, max: 60, noNaN: true }), { nil: undefined })
    fc.assert(
      fc.property(side, side, margin, margin, fc.integer({ min: 36, max: 100 }), (...drawn) => {
        const [width, height, inside, top, quarters] = drawn
        const trim = { width: points(width), height: points(height) }
        const given = { inside: inside as never, top: top as never }
        const leading = points(quarters / 4)
        const margins = fitMargins(trim, given, leading)!
        const across = (width - margins.inside - margins.outside) / 0.75
        const down = (height - margins.top - margins.bottom) / 0.75
        expect(Math.abs(across - Math.round(across))).toBeLessThan(1e-6)
        expect(Math.abs(down - Math.round(down))).toBeLessThan(1e-6)
        expect(((down * 0.75) % leading) - 0.75).toBeLessThan(1e-6)
        expect(Math.min(margins.outside, margins.bottom)).toBeGreaterThan(0)
        if (inside !== undefined) expect(margins.inside).toBe(inside)
      }),
    )
  })

  test.each([
    [9, 12],
    [10, 13.5],
    [10.5, 14.25],
    [16, 21.75],
  ])('text of %d pt has lines %d pt apart, whole pixels', (size, leading) =>
    expect(leadingFor(points(size))).toBe(leading),
  )

  test('the default page holds 39 lines of 318 pt, and 65 columns of code', () => {
    const trim = { width: points(432), height: points(648) }
    const margins = fitMargins(trim, {}, points(13.5))!
    expect(margins).toEqual({ top: 57, bottom: 64.5, inside: 63, outside: 51 })
    expect(codeColumns({ trim, margins, fontSize: points(10) } as never)).toBe(65)
  })
})

describe('scalars', () => {
  test.each([
    [readDate, '2024-02-29', '2024-02-29'],
    [readDate, '2024-05-31T12:00:00Z', '2024-05-31'],
    [readLanguage, 'EN-us', 'en-US'],
    [readLanguage, 'zh-hant-tw', 'zh-Hant-TW'],
    [readBytes, '20MB', 20_000_000],
    [readBytes, '1.5 KiB', 1536],
    [readDistance, '1in', 72],
  ] as const)('%o reads %s', (reader, typed, value) => expect(reader(typed)).toBe(value))

  test.each([
    [readDate, '2023-02-29', '28'],
    [readDate, '31 May 2024', 'Write `2024-05-31`'],
    [readDate, '05/2024', 'Write `2024`'],
    [readLanguage, 'German', 'Write `de`'],
    [readLanguage, 'de_AT.UTF-8', 'Write `de-AT`'],
    [readBytes, '20', 'Write `20MB`'],
    [readDistance, '12', '12mm'],
  ] as const)('%o refuses %s', (reader, typed, hint) =>
    expect(reader(typed)).toMatchObject({ refused: true, hint: expect.stringContaining(hint) }),
  )

  test('a length that is read is positive and has its unit', () => {
    expect(parseLength('25.4mm')).toBeCloseTo(72)
    expect(parseLength('-1mm')).toBeUndefined()
  })
})

describe('what editors and readers are told', () => {
  test('every trim size leaves room for text, and stands in the docs', async () => {
    const docs = await readFile('docs/configuration.md', 'utf8')
    for (const [name, trim] of Object.entries(trims)) {
      expect(docs, name).toContain(`\`${name}\``)
      const margins = fitMargins(trim, {}, leadingFor(fontSizeFor(trim)))
      expect(margins && trim.width - margins.inside - margins.outside, name).toBeGreaterThan(190)
    }
  })

  test('docs/book.schema.json is current', async () => {
    await expect(`${JSON.stringify(toJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../docs/book.schema.json',
    )
  })

  test('docs/configuration.md explains every key, and no other', async () => {
    const text = await readFile(configurationPage, 'utf8')
    const explained = [...text.matchAll(/^(?:### |\| )`([a-z-]+)`/gm)].map((match) => match[1]!)
    expect([...new Set(explained)].sort()).toEqual(keysOf(toJsonSchema()).sort())
  })

  test('every example of docs/configuration.md is valid', async () => {
    const text = await readFile(configurationPage, 'utf8')
    const examples = [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map((match) => match[1]!)
    expect(examples.length).toBeGreaterThan(15)
    for (const example of examples) {
      const source = parseYaml(new VFile({ path: 'book.yaml', value: example }))
      validate(source)
      expect(source.file.messages.map(String), example).toEqual([])
    }
  })
})

/** Every key of the schema, those of nested mappings included, once. */
function keysOf(json: unknown, found = new Set<string>()): string[] {
  if (typeof json !== 'object' || json === null) return [...found]
  const { properties } = json as { properties?: Record<string, unknown> }
  for (const key of Object.keys(properties ?? {})) found.add(key)
  for (const value of Object.values(json)) keysOf(value, found)
  return [...found]
}

test('an alias of an anchor that stood on nothing is a message, not a throw', async () => {
  const { file } = await readYaml('title: &a \t\ntitle: *a')
  expect(file.messages.some((message) => message.fatal)).toBe(true)
})

test.each([
  ['titel: T', 'unknown-key'],
  ['title: [1, 2]', 'invalid-configuration'],
  ['titel: T\nautor: A\nlang: en', 'unknown-key unknown-key unknown-key'],
])('what was mistyped is not missing as well: %o', async (yaml, rules) => {
  const rest = 'title: T\nauthors: A\nlanguage: en\n'
  const keys = yaml.includes('\n') ? '' : rest.replace('title: T\n', '')
  const { file } = await readYaml(`${yaml}\n${keys}`)
  expect(file.messages.map(({ ruleId }) => ruleId).join(' ')).toBe(rules)
})
