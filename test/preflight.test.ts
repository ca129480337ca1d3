/** Preflight: what EPUBCheck finds becomes messages. */

import JSZip from 'jszip'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { makeEpub } from '../src/epub/make-epub.js'
import { isAllowed } from '../src/preflight/allowed-findings.js'
import { checkEpub } from '../src/preflight/check-epub.js'
import { createMemoryWorld } from '../src/world/memory.js'
import { bookOf, epubEdition, everyConstruct, onePixel } from './support/epub-book.js'

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
