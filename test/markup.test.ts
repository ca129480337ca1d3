/** From mdast to hast: elements, roles, ids, links, pictures, raw HTML. */
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import type { Root as HastRoot, RootContent } from 'hast'
import { raw } from 'hast-util-raw'
import { toHtml } from 'hast-util-to-html'
import type { Root } from 'mdast'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import type { Chapter } from '../src/book/book.js'
import { visit } from '../src/book/visit.js'
import type { World } from '../src/book/world.js'
import { parseMarkdown } from '../src/manuscript/parse-markdown.js'
import { parseRaw } from '../src/markup/parse-raw.js'
import { cleanSvg } from '../src/markup/pictures/clean-svg.js'
import { recognisePicture } from '../src/markup/pictures/recognise-picture.js'
import { foreseeSnippets, guessSnippets } from '../src/markup/prepare/foresee-snippets.js'
import { highlight } from '../src/markup/prepare/highlight.js'
import { prepareSnippets } from '../src/markup/prepare/prepare-snippets.js'
import type { Snippet } from '../src/markup/prepare/snippet.js'
import { typesetMath } from '../src/markup/prepare/typeset-math.js'
import { speakFormulas } from '../src/markup/speech/speak-formulas.js'
import { speakTask, transposed } from '../src/markup/speech/speak-task.js'
import { createMemoryWorld } from '../src/world/memory.js'
import { cases, fixtures, matchesExpected } from './support/cases.js'
import { listMessages, markUpAt } from './support/pipeline.js'

test.each(cases('markup'))(
  '%s',
  matchesExpected(async (folder) => {
    const { book, files } = await markUpAt(folder)
    const chapters = book.chapters.filter((chapter) => chapter.kind !== 'generated')
    const html = chapters.map((chapter) =>
      toHtml(chapter.hast, { allowDangerousHtml: true }).replace(
        /(<(?:p|h\d|section|header|aside|figure|div|ul|ol|li|table|thead|tbody|tr|pre|dl|dt|dd|blockquote)\b)/g,
        '\n$1',
      ),
    )
    const assets = [...book.assets.values()].map(
      (asset) => `${asset.name} ${asset.mediaType} ${asset.width ?? '-'}×${asset.height ?? '-'}`,
    )
    return [...html, '\n# assets', ...assets, '# messages', ...listMessages(files), ''].join('\n')
  }, 'expected.html'),
)

test('blocks keep their places in the manuscript', async () => {
  const { book } = await markUpAt(`${fixtures}/markup/constructs`)
  const lines: Record<string, number> = {}
  visit(book.chapters.at(-1)!.hast, 'element', (node) => {
    if (node.position) lines[node.tagName] ??= node.position.start.line
  })
  expect(lines).toMatchObject({ p: 3, div: 5, pre: 9, table: 20 })
})

test('no id stands twice, and every link inside the book lands', async () => {
  const { book } = await markUpAt(`${fixtures}/markup/links-between-files`)
  const ids: string[] = []
  const links: string[] = []
  for (const chapter of book.chapters) {
    visit(chapter.hast, 'element', (node) => {
      if (node.properties.id) ids.push(String(node.properties.id))
      const href = String(node.properties.href ?? '')
      if (href.startsWith('#')) links.push(href.slice(1))
    })
  }
  expect(new Set(ids).size).toBe(ids.length)
  expect(links.length).toBeGreaterThan(4)
  expect(links.filter((id) => !ids.includes(id))).toEqual([])
})

test('code keeps every character', async () => {
  const source = 'fn main() {\n\n    let s = "a\\tb";  // ✓\n}'
  const prepared = await highlight('rust', source)
  if (prepared.kind !== 'code') throw new Error('not code')
  expect(prepared.lines.map((line) => line.map(([, text]) => text).join('')).join('\n')).toBe(
    source,
  )
  expect(prepared.lines[0]!.some(([role]) => role === 'keyword')).toBe(true)
})

test('macros of one formula do not reach the next', () => {
  expect(typesetMath('\\def\\x{y}\\x', false, {}).kind).toBe('math')
  expect(typesetMath('\\x', false, {}).kind).toBe('fault')
  expect(typesetMath('\\R', false, { '\\R': '\\mathbb{R}' }).kind).toBe('math')
})

test('an entity bomb is no picture', () => {
  const bomb = `<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(500)}"><!ENTITY b "${'&a;'.repeat(500)}"><!ENTITY c "${'&b;'.repeat(500)}">]><svg xmlns="http://www.w3.org/2000/svg">&c;</svg>`
  expect(cleanSvg(bomb)).toBeUndefined()
})

test.each([
  ['named', '<!ENTITY ext SYSTEM "file:///etc/passwd">', '&ext;'],
  ['public', '<!ENTITY ext PUBLIC "-//X" "https://example.com/x">', '&ext;'],
  ['of the DOCTYPE itself', '<!ENTITY % ext SYSTEM "x.dtd"> %ext;', ''],
])('an entity that stands outside, %s, is taken out of a drawing', (_, entity, used) => {
  const text = `<text>a${used}b</text>`
  const svg = `<!DOCTYPE svg [${entity}]><svg xmlns="http://www.w3.org/2000/svg">${text}</svg>`
  const cleaned = cleanSvg(svg)
  expect(cleaned?.removed).toEqual(['an outside entity'])
  expect(cleaned?.text).toContain('<text>ab</text>')
})

test.each([
  ['an empty file', new Uint8Array(), 'an empty file'],
  ['text', new TextEncoder().encode('hello'), 'a file of no known kind'],
  ['a BMP', new Uint8Array([0x42, 0x4d, ...new Array(60).fill(1)]), 'BMP'],
])('%s is no picture', (_, bytes, reason) => {
  expect(recognisePicture(bytes)).toMatchObject({ reason: expect.stringContaining(reason) })
})

const parse = (text: string): Root => parseMarkdown(new VFile(text), { admonitions: [] }).tree

test('code is foreseen in the text as the parser finds it', () => {
  const text = [
    '```rust,ignore\nfn main() {}\n\n    let x;\n```',
    '- item\n\n  ~~~~ {.python #lst-x}\n  if x:\n      pass\n  ~~~\n  ~~~~\n',
    '``` js title="a.js"\nlet a\n```  ',
    '````\n```\n````',
    '> quoted\n>\n> ```toml\n> [a]\n>\n>   b = 1\n> ```',
    'Inline ``` is none.',
  ].join('\n\n')
  const found: Snippet[] = []
  visit(parse(text), 'code', (node) => {
    found.push({ kind: 'code', language: node.lang ?? '', text: node.value })
  })
  expect(guessSnippets(text)).toEqual(found)
  expect(found).toHaveLength(5)
})

test('what is foreseen is not prepared again, and changes nothing', async () => {
  const files = { 'a.md': `# A\n\n\`\`\`rust\n${'let x = 1;\n'.repeat(7000)}\`\`\`\n` }
  const world = createMemoryWorld()
  const known = await foreseeSnippets(world, Object.values(files))
  expect(known.size).toBe(1)
  expect((await foreseeSnippets(world, ['```rust\nlet x;\n```\n'])).size).toBe(0)
  const chapter = { tree: parse(files['a.md']), title: [] } as unknown as Chapter
  const idle: World = { ...world, workers: { count: 2, run: async () => expect.unreachable() } }
  const prepared = await prepareSnippets(idle, [chapter], {}, known)
  expect([...prepared]).toEqual([...(await prepareSnippets(createMemoryWorld(), [chapter], {}))])
})

test('raw HTML parsed block by block gives what it gives as a whole', () => {
  const words = [
    'text',
    '<b>',
    '</b>',
    '<a id="x">',
    '</a>',
    '<br>',
    '<div>',
    '</div>',
    '<p>',
    '</p>',
  ]
  const more = [
    '<!-- <b> -->',
    '<img src="a>b">',
    '<li>',
    '<svg><path/></svg>',
    '<i/>',
    'a < b',
    '</x>',
  ]
  const piece = fc
    .constantFrom(...words, ...more)
    .map(
      (value): RootContent =>
        value === 'text' ? { type: 'text', value } : ({ type: 'raw', value } as never),
    )
  const paragraph = fc.array(piece, { maxLength: 4 }).map(
    (children): RootContent => ({
      type: 'element',
      tagName: 'p',
      properties: {},
      children: children as never,
    }),
  )
  const before: RootContent = { type: 'element', tagName: 'p', properties: {}, children: [] }
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, paragraph), { maxLength: 8 }), (children) => {
      const tree = (): HastRoot =>
        structuredClone({ type: 'root', children: [before, ...children] })
      const whole = toHtml(raw(tree(), { file: new VFile('') }) as HastRoot)
      expect(toHtml(parseRaw(tree(), new VFile('')))).toBe(whole)
    }),
    { numRuns: 2000 },
  )
})

test('formulas are said as the engine says them that was not quickened', async () => {
  const formulas = [
    '\\mathbf{y}=2\\mathbf{x}^\\top\\mathbf{x}',
    '\\frac{\\partial f}{\\partial x_1^2} \\le \\sqrt[3]{\\alpha+1}',
    '\\sum_{i=1}^{n} \\left(\\frac{1}{n} - p_i\\right)^2 \\in \\mathbb{R}^{d \\times d}',
    'f(x) = \\begin{cases} 1 & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}',
    '\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix}, \\quad \\lim_{h \\to 0} \\log h',
    '\\int_0^\\infty e^{-x}\\,dx = 1, 3.5\\%, \\|\\mathbf{v}\\|_2, \\hat{y}, \\nabla L, A \\cup B',
    "n! + \\binom{n}{k} + x' + \\overline{z} + \\dot{q} + 5\\,\\mathrm{km} + \\ldots",
  ].map((tex) => {
    const prepared = typesetMath(tex, true, {})
    return prepared.kind === 'math' ? prepared.mathml : expect.unreachable(tex)
  })
  const script = `
    const engine = require('speech-rule-engine/js/index.js')
    const [language, formulas] = JSON.parse(process.argv[1])
    const wishes = { domain: 'clearspeak', modality: 'speech', markup: 'none', speech: 'none' }
    engine.setupEngine({ ...wishes, locale: language }).then(engine.engineReady).then(() =>
      console.log(JSON.stringify(formulas.map((one) => engine.toSpeech('<math>' + one + '</math>')))))`
  for (const language of ['en', 'de']) {
    const said = await speakTask({ language, formulas })
    const given = JSON.stringify([language, formulas.map(transposed)])
    const plain = execFileSync(process.execPath, ['-e', script, given], { encoding: 'utf8' })
    expect(said).toEqual(
      (JSON.parse(plain) as string[]).map((words) => words.replace(/\s+/g, ' ').trim()),
    )
    expect(said.every(Boolean)).toBe(true)
  }
})

test('formulas that were said are not said again; a language without speech asks for none', async () => {
  const world = createMemoryWorld()
  const formulas = [
    { language: 'en-GB', mathml: '<mi>α</mi>' },
    { language: 'pt', mathml: '<mi>β</mi>' },
  ]
  const first = await speakFormulas(world, formulas)
  expect(formulas.map(first)).toEqual(['alpha', undefined])
  const long = [{ language: 'en', mathml: `<mrow>${'<mi>x</mi>'.repeat(3000)}</mrow>` }]
  const asked: string[] = []
  const workers = {
    count: 2,
    run: async (_: URL, name: string) => {
      asked.push(name)
      return ['many x'] as never
    },
  }
  expect((await speakFormulas({ ...world, workers }, long))(long[0]!)).toBe('many x')
  expect((await speakFormulas({ ...world, workers }, long))(long[0]!)).toBe('many x')
  expect(asked).toEqual(['speakTask'])
})
