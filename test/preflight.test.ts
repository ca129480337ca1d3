/** Preflight: what checkers and our own rules find becomes messages. */
import { join } from 'node:path'
import JSZip from 'jszip'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import type { Checkers } from '../src/book/world.js'
import { build } from '../src/build.js'
import { makeEpub } from '../src/epub/make-epub.js'
import { isAllowed } from '../src/preflight/allowed-findings.js'
import { checkEpub } from '../src/preflight/check-epub.js'
import { preflightEpub } from '../src/preflight/preflight-epub.js'
import { createCheckers } from '../src/world/checkers.js'
import { createMemoryWorld } from '../src/world/memory.js'
import { seenByEpubCheckTs, seenByOurRules } from './fixtures/preflight/epub-faults.js'
import { bookFolder, worldAt, worldOf } from './support/book-folder.js'
import { fixtures } from './support/cases.js'
import { bookOf, epubEdition, everyConstruct, onePixel } from './support/epub-book.js'
import { soundEpub, spoil } from './support/sound-epub.js'

const sound = async () => {
  const book = bookOf(
    everyConstruct().chapters,
    { assets: everyConstruct().assets },
    { cover: 'c.png' },
  )
  const world = createMemoryWorld({ files: { '/book/c.png': onePixel } })
  const source = { folder: '/book', file: new VFile() }
  return makeEpub(world, book, { ...epubEdition, embedFonts: false }, source)
}

/** Change one file of a sound EPUB. */
async function breakFile(path: string, change: (text: string) => string): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(await sound())
  const text = await zip.file(path)!.async('string')
  expect(change(text), 'the change must find its place').not.toBe(text)
  zip.file(path, change(text))
  return zip.generateAsync({ type: 'uint8array' })
}

async function rulesOf(bytes: Uint8Array) {
  const file = new VFile({ path: 'book.yaml' })
  await checkEpub(bytes, file)
  return file.messages
}

describe('EPUBCheck', () => {
  test('a sound book has no messages', async () => {
    expect((await rulesOf(await sound())).map(String)).toEqual([])
  })

  test.each([
    [
      'a link to nowhere',
      'OEBPS/two.xhtml',
      (text: string) => text.replace('one.xhtml#fig-1', 'one.xhtml#gone'),
      'RSC-012',
    ],
    [
      'ill-formed XHTML',
      'OEBPS/two.xhtml',
      (text: string) => text.replace('</p>', '</q>'),
      'HTM-004',
    ],
    [
      'a file that is not listed',
      'OEBPS/content.opf',
      (text: string) => text.replace(/<item id="images_dot.png"[^>]*>/, ''),
      'RSC-008',
    ],
    [
      'no title',
      'OEBPS/content.opf',
      (text: string) => text.replace(/<dc:title id="title">[^<]*<\/dc:title>/, ''),
      'RSC-005',
    ],
    [
      'MathML that is not declared',
      'OEBPS/content.opf',
      (text: string) => text.replace(' properties="mathml svg"', ''),
      'OPF-014',
    ],
  ])('%s is reported as it is found', async (_, path, change, id) => {
    const messages = await rulesOf(await breakFile(path, change))
    expect(messages.map(({ actual }) => actual)).toContain(id)
    for (const message of messages) {
      expect(message.ruleId).toBe('invalid-epub')
      expect(message.fatal).toBe(true)
      expect(message.note).toBeTruthy()
      expect(message.reason).not.toMatch(/\.$/)
    }
  })

  test('what is no zip at all is reported, not thrown', async () => {
    expect((await rulesOf(Buffer.from('no zip'))).length).toBeGreaterThan(0)
  })

  test('only what docs/epub.md lists is passed over', () => {
    const finding = {
      id: 'OPF-027',
      severity: 'error',
      message: 'Undefined property: "pageBreakSource".',
    }
    expect(isAllowed(finding)).toBe(true)
    expect(isAllowed({ ...finding, message: 'Undefined property: "other".' })).toBe(false)
  })
})

/** The whole preflight, with the checkers of some machine. */
async function preflight(bytes: Uint8Array, checkers?: Checkers, isForKindle = false) {
  const file = new VFile({ path: 'book.yaml' })
  const world = createMemoryWorld(checkers && { checkers })
  await preflightEpub(world, bytes, { file, isThorough: true, isForKindle })
  return file.messages
}

describe('45 seeded faults', () => {
  test('are 45, and none is in the sound book', async () => {
    const names = [...Object.keys(seenByEpubCheckTs), ...Object.keys(seenByOurRules)]
    expect(new Set(names).size).toBe(45)
    expect((await preflight(await soundEpub())).map(String)).toEqual([])
  })

  test.each(Object.entries(seenByEpubCheckTs))('%s: EPUBCheck', async (_, faults) => {
    const messages = await rulesOf(await spoil(await soundEpub(), faults))
    expect(messages.map(({ ruleId }) => ruleId)).toContain('invalid-epub')
  })

  test.each(Object.entries(seenByOurRules))('%s: our rules', async (_, faults) => {
    const messages = await preflight(await spoil(await soundEpub(), faults))
    expect(messages.map(({ ruleId }) => ruleId)).toContain('invalid-epub')
  })
})

describe('checkers that are installed', () => {
  const absent = async () => undefined
  const content = async () => '{"messages":[],"assertions":[]}'
  const report = (id: string, severity: string) =>
    JSON.stringify({
      messages: [
        {
          ID: id,
          severity,
          message: 'Something is wrong.',
          suggestion: null,
          locations: [{ path: 'OEBPS/one.xhtml', line: 7, column: 1 }],
        },
      ],
    })

  test("EPUBCheck's errors are messages, its remarks are not", async () => {
    const bytes = await soundEpub()
    const of = (severity: string) =>
      preflight(bytes, { epubCheck: async () => report('RSC-005', severity), ace: content })
    expect((await of('ERROR')).map(({ reason }) => reason)).toEqual([
      'EPUBCheck RSC-005 in `OEBPS/one.xhtml:7`: Something is wrong',
    ])
    expect(await of('USAGE')).toEqual([])
  })

  test("Ace's violations are messages, one for a rule and file", async () => {
    const violation = {
      'earl:test': { 'dct:title': 'link-name' },
      'earl:result': {
        'dct:description': 'A link has no words.',
        html: '<a xmlns="x" href="y"></a>',
      },
    }
    const json = JSON.stringify({
      assertions: [
        { 'earl:testSubject': { url: 'one.xhtml' }, assertions: [violation, violation] },
      ],
    })
    const [message, ...rest] = await preflight(await soundEpub(), {
      epubCheck: content,
      ace: async () => json,
    })
    expect(rest).toEqual([])
    expect(message!.ruleId).toBe('inaccessible-epub')
    expect(message!.reason).toBe('Ace link-name in `one.xhtml`: A link has no words (2 places)')
    expect(message!.note).toBe('The place: `<a href="y"></a>`')
  })

  test('those of this machine agree that the sound book is sound', {
    timeout: 120_000,
  }, async () => {
    const found = await preflight(await soundEpub(), createCheckers())
    expect(found.filter(({ ruleId }) => ruleId !== 'absent-checker').map(String)).toEqual([])
  })

  test('those that are not there are told, each once (absent-checker)', async () => {
    const file = new VFile({ path: 'book.yaml' })
    for (let profile = 0; profile < 2; profile++)
      await checkEpub(await soundEpub(), file, { epubCheck: absent, ace: absent })
    expect(file.messages.map(({ ruleId, actual }) => [ruleId, actual])).toEqual([
      ['absent-checker', 'EPUBCheck'],
      ['absent-checker', 'Ace by DAISY'],
    ])
    for (const { note } of file.messages)
      expect(note).toMatch(/`(?:apt|PUPPETEER_SKIP_DOWNLOAD=1 npm) install/)
  })
})

describe('our rules', () => {
  test('name the place in the manuscript', async () => {
    const world = worldOf({
      'book.yaml': 'title: A\nauthors: B\nlanguage: en\n',
      'one.md': '# One\n\nWords.\n\nRead it [here](https://example.com/).\n',
    })
    const request = { folder: bookFolder, kinds: ['epub' as const], strict: false, write: true }
    const { files, failed } = await build(world, { ...request, out: '/out/book.epub' })
    expect(failed).toBe(false)
    const [message] = files.flatMap(({ messages }) => messages)
    expect(message).toMatchObject({ ruleId: 'inaccessible-epub', file: 'one.md', line: 5 })
  })

  test('leave remarks to octavo check', async () => {
    const world = await worldAt(join(fixtures, 'preflight/sound-book'))
    world.disk.set(
      '/book/two.md',
      Buffer.from('# Others {#two}\n\nIt is in the the house, says [](one.md).\n'),
    )
    const request = { folder: bookFolder, kinds: ['epub' as const], strict: false }
    const rulesIn = async (write: boolean) =>
      (await build(world, { ...request, write })).files.flatMap(({ messages }) =>
        messages.map(({ ruleId }) => ruleId),
      )
    expect(await rulesIn(true)).not.toContain('unpolished-epub')
    expect(await rulesIn(false)).toContain('unpolished-epub')
  })

  test('see what is careless, and what fails at Amazon', async () => {
    const spoilt = await spoil(await soundEpub(), [
      ['two.xhtml', '</section>\n</body>', '<p>TODO: more</p></section>\n</body>'],
      ['style.css', /$/, 'p { display: flex }'],
    ])
    const found = (await preflight(spoilt, undefined, true)).map(({ ruleId }) => ruleId)
    expect(found).toContain('careless-epub')
    expect(found).toContain('kindle-preflight')
  })
})
