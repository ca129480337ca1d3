/** Scripts that our fonts do not have: which package has them, and that the author's fonts are used for them. */
import { describe, expect, test } from 'vitest'
import { fontFamilies } from '../src/book/font-families.js'
import { loadPatterns } from '../src/print/hyphenate.js'
import { readStyles } from '../src/print/read-styles.js'
import { reportMissingGlyphs } from '../src/print/report-layout.js'
import { createWorld } from '../src/world/create-world.js'
import { bookOf, sixByNine } from './support/print-book.js'

test('families of a style sheet are found, each once, comments left out', () => {
  const css = `@font-face { font-family: 'Noto Serif Thai'; src: url(a.woff2) }
    @font-face{font-weight:700;font-family:"Noto Serif Thai";src:url(b.woff2)}
    /* @font-face { font-family: Lost } */ @font-face { font-family: Other; src: url(c.ttf) }
    p { font-family: Serif }`
  expect(fontFamilies(css)).toEqual(['Noto Serif Thai', 'Other'])
})

describe('a missing script', () => {
  test.each([
    ['ส', 'noto-serif-thai'],
    ['か', 'noto-serif-jp'],
    ['한', 'noto-serif-kr'],
    ['漢', 'noto-serif-sc'],
    ['ש', 'noto-serif-hebrew'],
    ['ش', 'noto-naskh-arabic'],
  ])('%s: the message names a package and the line to write', (character, font) => {
    const book = bookOf([{ id: 'one', html: '<p>x</p>' }])
    reportMissingGlyphs(book, [{ character, at: '0:1:1' }])
    const [message] = book.chapters[0]!.file.messages
    expect(message!.ruleId).toBe('missing-glyph')
    expect(message!.note).toContain(`npm install @fontsource/${font}`)
    expect(message!.note).toContain(`node_modules/@fontsource/${font}/400.css`)
  })
})

describe('style sheets of print', () => {
  const given = async (language: string, sheet?: string) => {
    const world = createWorld({ cache: false })
    const files: typeof world.files = {
      ...world.files,
      isInside: async () => true,
      read: async (path) =>
        path === '/book/own.css' ? new TextEncoder().encode(sheet) : world.files.read(path),
    }
    const book = bookOf([{ id: 'one', html: `<p lang="${language}">x</p>` }])
    const styles = sheet === undefined ? [] : ['own.css']
    const configured = { ...book, configuration: { ...book.configuration, styles } }
    const { css } = await readStyles({ ...world, files }, configured, sixByNine, '/book')
    await world.close()
    return css
  }

  test('the author’s fonts stand second in every list, before the author’s own rules', async () => {
    const css = await given('en', '@font-face { font-family: "Mine"; src: url(m.ttf) } p { x: y }')
    expect(css).toContain('--text-font: "Source Serif 4", "Mine", "STIX Two Math"')
    expect(css.indexOf('"Mine", "STIX')).toBeLessThan(css.indexOf('p { x: y }'))
    expect(await given('en')).not.toContain('"Mine"')
  })

  test('what only some languages want is read for these alone', async () => {
    expect(await given('en')).not.toMatch(/line-break: strict|unicode-bidi/)
    expect(await given('ja')).toContain('line-break: strict')
    expect(await given('fa')).toContain('unicode-bidi')
  })
})

test('Thai is never hyphenated', async () => {
  expect([...(await loadPatterns(['th', 'th-TH', 'ja', 'ko', 'ar', 'de'])).keys()]).toEqual(['de'])
})
