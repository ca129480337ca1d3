/** Citation styles without their processor: the book says which package it wants, and is not printed by another style. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { listMessages, structureAt } from './support/pipeline.js'

vi.mock('@citation-js/plugin-csl', () => {
  throw new Error('Cannot find package')
})

test('missing-package names what to install, and its licence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-csl-'))
  try {
    await writeFile(
      join(folder, 'book.yaml'),
      'title: A\nbibliography: a.bib\ncitation-style: apa\n',
    )
    await writeFile(join(folder, 'a.bib'), '@book{a, title = {A}, author = {B}, year = 2000}')
    await writeFile(join(folder, 'one.md'), '# One\n\nSee [@a].\n')
    const { files } = await structureAt(folder)
    const messages = listMessages(files).join('\n')
    expect(messages).toContain('missing-package')
    expect(messages).toMatch(/npm install @citation-js\/plugin-csl.*CPAL/)
    expect(files.flatMap((file) => file.messages).some(({ fatal }) => fatal)).toBe(true)
  } finally {
    await rm(folder, { recursive: true })
  }
})
