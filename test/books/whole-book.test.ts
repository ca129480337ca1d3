/** A small book with one of everything, built whole: what stands where in the PDF and in the EPUB. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BuildResult } from '../../src/book/build-request.js'
import { build } from '../../src/build.js'
import { createWorld } from '../../src/world/create-world.js'
import { fixtures } from '../support/cases.js'
import { type PdfFacts, readPdf } from '../support/read-pdf.js'

const book = join(fixtures, 'books/small')
const out = mkdtempSync(join(tmpdir(), 'octavo-book-'))
const world = createWorld({ cache: false })
let result: BuildResult
let pdf: Uint8Array
let epub: Uint8Array
let facts: PdfFacts

beforeAll(async () => {
  result = await build(world, {
    folder: book,
    kinds: ['print', 'epub'],
    out,
    write: true,
    strict: false,
  })
  const messages = result.files.flatMap((file) =>
    file.messages.filter((message) => message.fatal).map(String),
  )
  if (result.failed) throw new Error(messages.join('\n'))
  pdf = readFileSync(result.written.find((one) => one.kind === 'print')!.path)
  epub = readFileSync(result.written.find((one) => one.kind === 'epub')!.path)
  facts = await readPdf(pdf)
}, 120_000)

afterAll(async () => {
  await world.close()
  rmSync(out, { recursive: true })
})

test('pages, texts and their places', async () => {
  const pages = facts.pages.map((page, index) =>
    [`== page ${index + 1}, folio ${page.label}`, ...page.lines].join('\n'),
  )
  await expect(`${pages.join('\n')}\n`).toMatchFileSnapshot(
    join(fixtures, 'books/expected-pages.txt'),
  )
})

test('outline and tags', async () => {
  const tags = facts.pages.map((page, index) => `page ${index + 1}: ${page.tags}`)
  await expect(
    `${['# outline', ...facts.outline, '# tags', ...tags].join('\n')}\n`,
  ).toMatchFileSnapshot(join(fixtures, 'books/expected-structure.txt'))
})

test('who and what', () => {
  expect(facts.info).toMatchObject({
    Title: 'The Small Book',
    Author: 'Ada Example, Bob Sample',
    Language: 'en',
  })
})

test('chapters open on a recto, folios are Roman before the text', () => {
  const opener = facts.pages.findIndex(
    (page) =>
      page.lines.some((line) => /First chapter$/.test(line)) &&
      page.lines.some((line) => /chapter 1/i.test(line)),
  )
  expect(opener % 2, 'page index of a recto is even').toBe(0)
  expect(facts.pages[2]!.label).toMatch(/^[ivx]+$/)
  expect(facts.pages[opener]!.label).toMatch(/^\d+$/)
})

test('qpdf finds nothing wrong', (context) => {
  if (!has('qpdf')) return context.skip('qpdf is not installed')
  const path = join(out, 'check.pdf')
  writeFileSync(path, pdf)
  expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain(
    'No syntax or stream encoding errors found',
  )
})

test('the EPUB, file by file', async () => {
  const zip = await JSZip.loadAsync(epub)
  const names = Object.keys(zip.files)
  expect(names[0]).toBe('mimetype')
  const texts = await Promise.all(
    names
      .filter((name) => /\.(xhtml|opf|ncx)$/.test(name))
      .map(async (name) => `== ${name}\n${await zip.file(name)!.async('string')}`),
  )
  await expect(`${['# files', ...names, ...texts].join('\n')}\n`).toMatchFileSnapshot(
    join(fixtures, 'books/expected-epub.txt'),
  )
})

test('the same manuscript gives the same bytes', async () => {
  const again = join(out, 'again')
  const second = await build(world, {
    folder: book,
    kinds: ['print', 'epub'],
    out: again,
    write: true,
    strict: false,
  })
  for (const one of second.written) {
    const first = one.kind === 'print' ? pdf : epub
    expect(Buffer.compare(readFileSync(one.path), first), one.path).toBe(0)
  }
}, 120_000)

/** Whether a program can be run. */
function has(program: string): boolean {
  try {
    execFileSync('which', [program])
    return true
  } catch {
    return false
  }
}
