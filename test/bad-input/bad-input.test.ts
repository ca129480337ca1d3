/** The bad day: whatever goes in, a message comes out, and what was in the output folder stays whole. */
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { octavo, type Transcript } from '../cli/octavo.js'
import { onePixel } from '../support/epub-book.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octavo-bad-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const oldBook = 'the old book'
const stack = /^\s+at .*:\d+:\d+\)?$/m
const picture = '# One\n\n![A dot](dot.png)\n'

type Files = Readonly<Record<string, string | Uint8Array>>

/** Write a manuscript, and beside it the output of an earlier day. */
async function lay(name: string, files: Files): Promise<{ book: string; out: string }> {
  const [book, out] = [join(folder, name), join(folder, `${name}-out`)]
  await Promise.all([mkdir(book), mkdir(out)])
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(book, path)), { recursive: true })
    await writeFile(join(book, path), content)
  }
  await writeFile(join(out, 'book.epub'), oldBook)
  return { book, out }
}

/** Nothing of an author's is lost or half written, and nobody sees a stack. */
async function expectAllIsWell(out: string, { stdout, stderr }: Transcript) {
  expect(stdout + stderr).not.toMatch(stack)
  expect(await readdir(out)).toEqual(['book.epub'])
  expect(await readFile(join(out, 'book.epub'), 'utf8')).toBe(oldBook)
}

interface Fault {
  readonly files: Files
  readonly exitCode: number
  /** Pieces of the message: rule, place and hint. */
  readonly says: readonly string[]
}

const faults: Readonly<Record<string, Fault>> = {
  'empty folder': { files: {}, exitCode: 1, says: ['error[empty-book]', '`octavo new`'] },
  'missing file': {
    files: {
      'book.yaml': 'chapters: [one.md, twoo.md]\n',
      'one.md': '# One\n',
      'two.md': '# Two\n',
    },
    exitCode: 1,
    says: ['error[missing-file]', 'book.yaml:1:20', 'Did you mean `two.md`?'],
  },
  'circular include': {
    files: {
      'one.md': '# One\n\n::include{file=two.md}\n',
      'two.md': '## Two\n\n::include{file=one.md}\n',
    },
    exitCode: 1,
    says: ['error[circular-include]', '`one.md` → `two.md` → `one.md`', 'one.md:3:1'],
  },
  'invalid YAML': {
    files: { 'book.yaml': 'title: "A\nlanguage: en\n', 'one.md': '# One\n' },
    exitCode: 2,
    says: ['error[invalid-yaml]', 'book.yaml:', '= help: '],
  },
  'wrong types': {
    files: { 'book.yaml': 'title: [1, 2]\ncontents: {depth: many}\n', 'one.md': '# One\n' },
    exitCode: 2,
    says: ['book.yaml:1:8', 'Unexpected list in `title`', 'book.yaml:2:19', 'from 1 to 6'],
  },
  'duplicate labels': {
    files: { 'one.md': '# One {#sec-a}\n', 'two.md': '# Two {#sec-a}\n' },
    exitCode: 1,
    says: ['error[duplicate-label]', 'two.md:1:1', 'The first stands at one.md:1'],
  },
  'truncated PNG': {
    files: { 'one.md': picture, 'dot.png': onePixel.subarray(0, 45) },
    exitCode: 1,
    says: ['error[broken-image]', 'one.md:3:1', 'breaks off before its end'],
  },
  'not UTF-8': {
    files: { 'one.md': Buffer.from('# Caf\xe9\n\nText\n', 'latin1') },
    exitCode: 1,
    says: ['error[unreadable-file]', 'one.md:1:', 'Save the file as UTF-8'],
  },
  'file: URL as a picture': {
    files: { 'one.md': '# One\n\n![Words](file:///etc/passwd)\n' },
    exitCode: 1,
    says: ['error[outside-book]', 'one.md:3:1', 'Copy the picture into the book folder'],
  },
  '../../ paths': {
    files: { 'one.md': '# One\n\n![Words](../../x.png)\n\n::include{file=../../etc/passwd}\n' },
    exitCode: 1,
    says: ['error[outside-book]', 'one.md:3:1', 'one.md:5:1'],
  },
  'chapter outside of the book': {
    files: { 'book.yaml': 'chapters: [../other.md]\n', 'one.md': '# One\n' },
    exitCode: 1,
    says: ['error[outside-book]', 'book.yaml:1:12'],
  },
}

describe('a fault of the manuscript', () => {
  test.each(Object.entries(faults))('%s', async (name, { files, exitCode, says }) => {
    const { book, out } = await lay(name.replace(/\W/g, '-'), files)
    const words = ['epub', book, '--out', join(out, 'book.epub')]
    const transcript = await octavo(words, { cwd: folder })
    for (const piece of says) expect(transcript.stderr).toContain(piece)
    expect(transcript.exitCode).toBe(exitCode)
    await expectAllIsWell(out, transcript)
  })
})

test('a picture of 100 MB is refused unread', async () => {
  const { book, out } = await lay('large', { 'one.md': picture, 'dot.png': onePixel })
  await truncate(join(book, 'dot.png'), 100 * 1024 ** 2)
  const words = ['epub', book, '--out', join(out, 'book.epub')]
  const transcript = await octavo(words, { cwd: folder })
  expect(transcript.stderr).toContain('error[large-image]')
  expect(transcript.stderr).toContain('one.md:3:1')
  expect(transcript.exitCode).toBe(1)
  await expectAllIsWell(out, transcript)
})

test('a script is left out and said', async () => {
  const text = '# One\n\n<script>alert("ran")</script>\n\nText stays.\n'
  const { book, out } = await lay('script', { 'one.md': text })
  const made = join(out, 'new.epub')
  const transcript = await octavo(['epub', book, '--out', made], { cwd: folder })
  expect(transcript.stderr).toContain('warning[unsafe-html]')
  expect(transcript.exitCode).toBe(0)
  const inside = execFileSync('unzip', ['-p', made, '*.xhtml']).toString()
  expect(inside).toContain('Text stays.')
  expect(inside).not.toMatch(/<script|alert/)
})

test('a chapter of 1 MB is a chapter', async () => {
  const text = `# One\n\n${'The tide comes in, and the tide goes out again. '.repeat(20)}\n\n`
  const { book, out } = await lay('long', { 'one.md': text + text.slice(7).repeat(1060) })
  const made = join(out, 'new.epub')
  const transcript = await octavo(['epub', book, '--out', made], { cwd: folder })
  expect(transcript.stderr).not.toMatch(/error|warning/)
  expect(transcript.exitCode).toBe(0)
  const inside = execFileSync('unzip', ['-p', made, '*.xhtml'], { maxBuffer: 1e8 }).toString()
  expect(inside.match(/The tide comes in/g)?.length).toBe(20 * 1061)
})

test.for(['epub', 'pdf'])('a full disk for the %s', async (order, { skip }) => {
  const { book, out } = await lay(`full-${order}`, { 'one.md': '# One\n\nText.\n' })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', out], { stdio: 'ignore' })
  } catch {
    return skip('mount is refused here')
  }
  try {
    await writeFile(join(out, 'book.epub'), oldBook)
    const transcript = await octavo([order, book, '--out', join(out, `book.${order}`)], {
      cwd: folder,
    })
    expect(transcript.stderr).toContain(`book.${order}\`: The disk is full`)
    expect(transcript.stderr).toContain('= help: Free some space')
    expect(transcript.exitCode).toBe(3)
    await expectAllIsWell(out, transcript)
  } finally {
    execFileSync('umount', [out])
  }
})
