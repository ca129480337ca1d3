import fc from 'fast-check'
import stringWidth from 'string-width'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { didYouMean } from '../src/diagnostics/did-you-mean.js'
import { countMessages } from '../src/diagnostics/read-message.js'
import { renderGithub } from '../src/diagnostics/render-github.js'
import { renderJson } from '../src/diagnostics/render-json.js'
import { renderText, summarise } from '../src/diagnostics/render-text.js'
import { report } from '../src/diagnostics/report.js'

const plain = { colour: false, verbose: false }

/** A file with one message about the stretch that stands in «guillemets». */
function marked(text: string, path = 'chapters/one.md'): VFile {
  const start = text.indexOf('«')
  const end = text.indexOf('»') - 1
  const value = text.replace('«', '').replace('»', '')
  const point = (offset: number) => {
    const before = value.slice(0, offset).split('\n')
    return { line: before.length, column: before.at(-1)!.length + 1 }
  }
  const file = new VFile({ path, value })
  report(
    file,
    'missing-image',
    { start: point(start), end: point(end) },
    'Unexpected `x`, expected `y`',
    { hint: 'Write `y`' },
  )
  return file
}

const shown = (text: string) => renderText([marked(text)], plain).split('\n')

describe('text', () => {
  test('a message has its place, its line, carets, help and a note', () => {
    expect(renderText([marked('# One\n\nSee ![a](«x.png») now.\n')], plain)).toBe(
      `error[missing-image]: Unexpected \`x\`, expected \`y\`
 --> chapters/one.md:3:10
  |
3 | See ![a](x.png) now.
  |          ^^^^^
  = help: Write \`y\`
  = note: docs/messages.md#missing-image

1 error
`,
    )
  })

  test.each([
    ['a tab', '\t«word» more', '    ', 4],
    ['ideographs', '漢字«仮名»です', '    ', 4],
    ['emoji made of several', '👩‍👩‍👧‍👧 «👍🏽» x', '   ', 2],
    ['combining marks', 'e\u0301e\u0301«e\u0301» x', '  ', 1],
    ['several lines', 'one «two\nthree» four', '    ', 3],
    ['the end of a line', 'one«» ', '   ', 1],
    ['right-to-left text', 'שלום «עולם»', '     ', 4],
  ])('carets stand under %s', (_name, text, indent, width) => {
    expect(shown(text)[4]).toBe(`  | ${indent}${'^'.repeat(width)}`)
  })

  test('a long line is cut around the place', () => {
    const lines = shown(`${'before '.repeat(100)}«place» ${'after '.repeat(100)}`)
    expect(lines[3]).toMatch(/^1 \| ….*before place after.*…$/)
    expect(stringWidth(lines[3]!)).toBeLessThanOrEqual(100)
    expect(lines[3]!.indexOf('place')).toBe(lines[4]!.indexOf('^'))
  })

  test('a line of a megabyte is shown as fast as another', () => {
    const lines = shown(`${'word '.repeat(200_000)}«place»${' word'.repeat(200_000)}`)
    expect(lines[3]).toMatch(/^1 \| ….*word place word.*…$/)
    expect(stringWidth(lines[3]!)).toBeLessThanOrEqual(100)
  })

  test('whatever the line holds, the carets are under the place and no control reaches the terminal', () => {
    const piece = fc
      .string({ unit: 'grapheme', minLength: 0, maxLength: 60 })
      .map((text) => text.replace(/[«»]/g, ''))
    fc.assert(
      fc.property(piece, fc.constantFrom('x', 'word', '漢字'), piece, (before, place, after) => {
        const clean = (text: string) => text.replace(/[\r\n]/g, ' ')
        const lines = shown(`${clean(before)}«${place}»${clean(after)}`)
        const source = lines.find((line) => line.startsWith('1 |'))!
        const carets = lines[lines.indexOf(source) + 1]!
        expect(carets).toMatch(/^ {2}\| *\^+$/)
        expect(stringWidth(source)).toBeLessThanOrEqual(100)
        expect(source).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      }),
    )
  })

  test('an escape sequence in the manuscript does not reach the terminal', () => {
    const file = new VFile({ path: 'a.md', value: 'x' })
    report(file, 'unknown-key', undefined, 'Unexpected `\u001b[2J\u0007`, expected words', {
      hint: '\u001b[31mred',
    })
    expect(renderText([file], plain)).not.toMatch(/\u001b|\u0007/)
  })

  test('without a place the file is named, without a line', () => {
    const file = new VFile({ path: 'book.yaml', value: '' })
    report(file, 'empty-book', undefined, 'Unexpected empty folder, expected Markdown files')
    expect(renderText([file], plain)).toContain('\n --> book.yaml\n')
  })

  test('messages stand in the order of their places, below the path that opens them', () => {
    const file = new VFile({ path: 'a.md', value: 'one\ntwo\nthree' })
    for (const line of [3, 1, 2]) report(file, 'unknown-html', { line, column: 1 }, `Line ${line}`)
    const text = renderText([file], { ...plain, folder: 'books/mine' })
    expect([...text.matchAll(/--> (.*)/g)].map((match) => match[1])).toEqual(
      [1, 2, 3].map((line) => `books/mine/a.md:${line}:1`),
    )
  })

  test('many of a kind are summed up, unless all are wanted', () => {
    const files = ['a.md', 'b.md'].map((path) => new VFile({ path, value: 'x\n'.repeat(20) }))
    for (const file of files) {
      for (let line = 1; line <= 8; line += 1)
        report(file, 'missing-alt', { line, column: 1 }, 'No words')
      report(file, 'unknown-html', { line: 1, column: 1 }, 'No HTML')
    }
    const text = renderText(files, plain)
    expect(text.match(/warning\[missing-alt\]/g)).toHaveLength(10)
    expect(text.match(/info\[unknown-html\]/g)).toHaveLength(2)
    expect(text).toContain('… and 3 more `missing-alt` in a.md; --verbose shows all')
    expect(text).toMatch(/\n16 warnings, 2 remarks\n$/)
    const all = renderText(files, { ...plain, verbose: true })
    expect(all.match(/warning\[missing-alt\]/g)).toHaveLength(16)
    expect(all).not.toContain('more `')
    expect(renderText(files, { ...plain, limit: 1 })).toContain('… and 7 more')
  })

  test('colours are used when they are asked for, and change no words', () => {
    const file = marked('«x»')
    const coloured = renderText([file], { colour: true, verbose: false })
    expect(coloured).toContain('\u001b[31m')
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderText([file], plain))
  })

  test('nothing is said about nothing', () => {
    expect(renderText([new VFile({ path: 'a.md' })], plain)).toBe('')
    expect(summarise({ errors: 0, warnings: 0, infos: 0 })).toBe('')
    expect(summarise({ errors: 2, warnings: 3, infos: 0 })).toBe('2 errors, 3 warnings')
  })
})

test('messages are counted by severity', () => {
  const file = marked('«x»')
  report(file, 'missing-alt', undefined, 'No words')
  report(file, 'unknown-html', undefined, 'No HTML')
  report(file, 'unknown-html', undefined, 'No HTML')
  expect(countMessages([file, file])).toEqual({ errors: 2, warnings: 2, infos: 4 })
})

describe('JSON', () => {
  test('every message has every key, and what is not known is null', () => {
    const file = marked('# One\n\nSee «x» now.')
    report(file, 'unknown-html', undefined, 'No HTML', { subject: 'y' })
    const read = JSON.parse(renderJson([file], { written: ['a.pdf'] }))
    expect(read).toEqual({
      version: 1,
      written: ['a.pdf'],
      counts: { errors: 1, warnings: 0, infos: 1 },
      messages: [
        {
          rule: 'unknown-html',
          severity: 'info',
          reason: 'No HTML',
          file: 'chapters/one.md',
          line: null,
          column: null,
          endLine: null,
          endColumn: null,
          hint: null,
          subject: 'y',
          docs: 'docs/messages.md#unknown-html',
        },
        {
          rule: 'missing-image',
          severity: 'error',
          reason: 'Unexpected `x`, expected `y`',
          file: 'chapters/one.md',
          line: 3,
          column: 5,
          endLine: 3,
          endColumn: 6,
          hint: 'Write `y`',
          subject: null,
          docs: 'docs/messages.md#missing-image',
        },
      ],
    })
  })
})

describe('GitHub', () => {
  test('a message is a command', () => {
    expect(renderGithub([marked('See «x»')], { folder: 'books/mine/' })).toBe(
      '::error file=books/mine/chapters/one.md,line=1,endLine=1,col=5,endColumn=6,title=missing-image::Unexpected `x`, expected `y`%0AWrite `y`\n',
    )
  })

  test('no path or text can start another command or property', () => {
    const anything = fc.string({
      unit: fc.constantFrom(':', ',', '\n', '\r', '%', '=', 'a', '::error::'),
    })
    fc.assert(
      fc.property(anything, anything, (path, reason) => {
        const file = new VFile({ path: `x${path}`, value: '' })
        report(file, 'unknown-html', undefined, reason)
        const text = renderGithub([file])
        expect(text.trimEnd().split(/[\r\n]/)).toHaveLength(1)
        expect(text).toMatch(/^::notice file=[^:,]*,title=unknown-html::/)
      }),
    )
  })

  test('columns of a place of several lines are left out, as GitHub has it', () => {
    expect(renderGithub([marked('one «two\nthree» four')])).toMatch(/line=1,endLine=2,title/)
  })
})

test.each([
  ['titel', 'Did you mean `title`?'],
  ['TITLE', 'Did you mean `title`?'],
  ['xyz', undefined],
])('the nearest name of %s', (typed, expected) =>
  expect(didYouMean(typed, ['title', 'subtitle', 'language'])).toBe(expected),
)
