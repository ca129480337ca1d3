/** Manuscripts that are strange, or hardly there: a valid e-book, and nothing lost. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import JSZip from 'jszip'
import { ParseOption, XmlDocument } from 'libxml2-wasm'
import { VFile } from 'vfile'
import { afterAll, expect, test } from 'vitest'
import { build } from '../src/build.js'
import { checkEpub } from '../src/preflight/check-epub.js'
import { createWorld } from '../src/world/create-world.js'
import { snapshotFolder } from '../src/world/memory.js'
import { bookFolder, worldOf } from './support/book-folder.js'
import { cases, fixtures } from './support/cases.js'

const real = createWorld({ cache: false })
afterAll(() => real.close())

/** Build the e-book of a folder in memory. */
async function makeBook(given: Readonly<Record<string, string | Uint8Array>>) {
  const { files: memory } = worldOf(given)
  const disk = (path: string) => (path.startsWith(real.packageFolder) ? real.files : memory)
  const files = {
    ...memory,
    read: (path: string) => disk(path).read(path),
    list: (path: string) => disk(path).list(path),
  }
  const request = { folder: bookFolder, out: '/out', write: true, strict: false }
  const result = await build({ ...real, files }, { ...request, kinds: ['epub'] })
  const [written] = result.written
  return { ...result, bytes: written && (await memory.read(written.path)) }
}

/** What checkers find, EPUBCheck in Java among them where it is installed. */
async function faultsOf(bytes: Uint8Array): Promise<string[]> {
  const file = new VFile()
  await checkEpub(bytes, file)
  const zip = await JSZip.loadAsync(bytes)
  for (const name of Object.keys(zip.files).filter((one) => /\.(xhtml|opf|ncx)$/.test(one)))
    XmlDocument.fromString(await zip.file(name)!.async('string'), {
      option: ParseOption.XML_PARSE_NONET,
    }).dispose()
  return [...file.messages.map(String), ...(await javaFaults(bytes))]
}

async function javaFaults(bytes: Uint8Array): Promise<string[]> {
  const jar = '/usr/share/java/epubcheck.jar'
  if (!existsSync(jar)) return []
  const folder = await mkdtemp(join(tmpdir(), 'octavo-bad-'))
  const path = join(folder, 'book.epub')
  await writeFile(path, bytes)
  const run = promisify(execFile)('java', ['-jar', jar, path])
  const { stdout, stderr } = await run.catch((fault: { stdout: string; stderr: string }) => fault)
  await rm(folder, { recursive: true })
  return `${stdout}${stderr}`.split('\n').filter((line) => /^(ERROR|FATAL|WARNING)/.test(line))
}

/** All words of the texts, in one line. */
async function wordsOf(bytes: Uint8Array): Promise<string> {
  const zip = await JSZip.loadAsync(bytes)
  const texts = Object.keys(zip.files).filter((name) => name.endsWith('.xhtml'))
  const read = await Promise.all(texts.map((name) => zip.file(name)!.async('string')))
  return read
    .join(' ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

test.each(cases('epub-bad'))(
  '%s is a valid e-book',
  async (folder) => {
    const files = await snapshotFolder(join(fixtures, folder), '')
    const given = Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [path.replace(/^\//, ''), bytes]),
    )
    const { bytes, failed } = await makeBook(given)
    expect(failed).toBe(false)
    expect(await faultsOf(bytes!)).toEqual([])
  },
  120_000,
)

test('nothing of the wild one is lost but what runs or looks', async () => {
  const files = await snapshotFolder(join(fixtures, 'epub-bad/wild'), '')
  const given = Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path.replace(/^\//, ''), bytes]),
  )
  const words = await wordsOf((await makeBook(given)).bytes!)
  for (const one of [
    'A <T> & “quotes” – עברית bold',
    'Legacy tt',
    'twice unclosed nest',
    'Vec<T> and Vec<T> and <T>',
    '👩‍👩‍👧‍👦 🇩🇪 ✌',
    'cell',
    'open',
    'para',
    'list in p',
    'مرحبا',
    'عنوان & <T>',
    'Lone: \ufffd',
    'Sideways words',
  ])
    expect(words).toContain(one)
  expect(words).not.toMatch(/alert|a comment|passwd/)
})

test('a thousand notes in a chapter: each with its call and its way back', async () => {
  const numbers = Array.from({ length: 1000 }, (_, index) => index + 1)
  const calls = numbers.map((number) => `word${number}[^n${number}]`).join(' ')
  const notes = numbers.map((number) => `[^n${number}]: Note *${number}*.`).join('\n\n')
  const { bytes } = await makeBook({
    'book.yaml': 'title: Notes\nauthors: A\nlanguage: en\nchapters: [one.md]\n',
    'one.md': `# One\n\n${calls}\n\n${notes}\n`,
  })
  const zip = await JSZip.loadAsync(bytes!)
  const text = await zip.file('OEBPS/one.xhtml')!.async('string')
  for (const [attribute, count] of [
    ['epub:type="noteref"', 1000],
    ['epub:type="footnote"', 1000],
    ['role="doc-backlink"', 1000],
  ] as const)
    expect(text.split(attribute).length - 1).toBe(count)
  expect(await faultsOf(bytes!)).toEqual([])
}, 120_000)

test('a book without files says so', async () => {
  const { failed, files, written } = await makeBook({ 'book.yaml': 'title: T\nchapters: []\n' })
  expect([failed, written]).toEqual([true, []])
  expect(files.flatMap((file) => file.messages.map(({ ruleId }) => ruleId))).toContain('empty-book')
})
