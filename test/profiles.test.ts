/** The e-books of the shops: Kobo's and Amazon's, from the same tree as everybody's. */
import { readFileSync as readDisk } from 'node:fs'
import { create } from 'fontkit'
import type { Element } from 'hast'
import { toHtml } from 'hast-util-to-html'
import JSZip from 'jszip'
import sharp, { type Sharp } from 'sharp'
import { VFile } from 'vfile'
import { afterAll, describe, expect, test } from 'vitest'
import { type EpubEdition, type EpubProfile, epubProfiles } from '../src/book/configuration.js'
import { outputPath } from '../src/book/output-name.js'
import { makeEpub } from '../src/epub/make-epub.js'
import { drawFormulas } from '../src/epub/pictures/draw-formulas.js'
import { fitPictures } from '../src/epub/pictures/fit-pictures.js'
import { outlineFormulas } from '../src/epub/pictures/outlines/outline-formulas.js'
import type { Step } from '../src/epub/pictures/outlines/path-data.js'
import { tokensOf } from '../src/epub/pictures/outlines/tokens.js'
import { tracePage, UntraceablePage } from '../src/epub/pictures/outlines/trace-page.js'
import { kindle } from '../src/epub/profiles/kindle.js'
import { kindleStyle } from '../src/epub/profiles/kindle-style.js'
import { addKoboSpans } from '../src/epub/profiles/kobo.js'
import { findLetters, withItalics } from '../src/epub/style/find-letters.js'
import { subset } from '../src/epub/style/subset.js'
import { chooseEditions } from '../src/manuscript/configuration/choose-editions.js'
import { checkEpub } from '../src/preflight/check-epub.js'
import { createBrowser } from '../src/world/browser.js'
import { findBrowser } from '../src/world/find-browser.js'
import { createMemoryWorld } from '../src/world/memory.js'
import { cases, matchesExpected } from './support/cases.js'
import { bookOf, chapterOf, epubEdition, everyConstruct, parse } from './support/epub-book.js'
import { debianEpubCheck, hasDebianEpubCheck } from './support/epubcheck.js'
import { markUpAt } from './support/pipeline.js'
import { stillCamera } from './support/still-camera.js'

const worldOf = () => createMemoryWorld({ browser: stillCamera() })

const readFile = async (bytes: Uint8Array, path: string) =>
  (await JSZip.loadAsync(bytes)).file(`OEBPS/${path}`)!.async('string')

describe('from Markdown', () => {
  test.each(cases('epub/profiles'))(
    '%s',
    matchesExpected(async (folder) => {
      const { book } = await markUpAt(folder)
      const [edition] = book.configuration.editions
      const bytes = await makeEpub(worldOf(), book, edition as EpubEdition)
      const file = new VFile({ path: 'book.yaml' })
      await checkEpub(bytes, file)
      expect(file.messages.map(String)).toEqual([])
      const xhtml = await readFile(bytes, 'one.xhtml')
      return xhtml.replace(/^[\s\S]*<body[^>]*>\n|\n<\/body>[\s\S]*$/g, '')
    }, 'expected.xhtml'),
  )
})

const words = (xhtml: string) =>
  xhtml
    .replace(/<math[\s\S]*?<\/math>|<head>[\s\S]*?<\/head>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')

describe.each(epubProfiles)('a book of every construct for %s', (profile: EpubProfile) => {
  const edition = { ...epubEdition, profile }
  const made = makeEpub(worldOf(), everyConstruct(), edition)

  test('EPUBCheck finds nothing', async () => {
    const file = new VFile({ path: 'book.yaml' })
    await checkEpub(await made, file)
    expect(file.messages.map(String)).toEqual([])
  })

  test.skipIf(!hasDebianEpubCheck || profile === 'epub')('nor does Debian’s', async () => {
    expect(await debianEpubCheck(await made)).toEqual([])
  })

  test('the same bytes again', async () => {
    const again = await makeEpub(worldOf(), everyConstruct(), edition)
    expect(Buffer.compare(Buffer.from(await made), Buffer.from(again))).toBe(0)
  })

  test('the words of the book, and no others', async () => {
    const plain = await makeEpub(worldOf(), everyConstruct(), epubEdition)
    for (const path of ['one.xhtml', 'two.xhtml', 'bibliography.xhtml'])
      expect(words(await readFile(await made, path))).toBe(words(await readFile(plain, path)))
  })
})

describe('Kobo', () => {
  const ids = (html: string) => {
    const found: string[] = []
    const walk = (node: { properties?: { id?: unknown }; children?: unknown[] }) => {
      if (String(node.properties?.id).startsWith('kobo.')) found.push(String(node.properties!.id))
      for (const child of node.children ?? []) walk(child as never)
    }
    walk(addKoboSpans(parse(html), 'en') as never)
    return found
  }

  test('paragraphs, lists, tables, headings and pictures count, and sentences in them', () => {
    expect(ids('<h1>A</h1><p>One. Two.</p><img src="x"><p>Three.</p>')).toEqual([
      'kobo.1.1',
      'kobo.2.1',
      'kobo.2.2',
      'kobo.3.1',
      'kobo.4.1',
    ])
  })

  test('what follows does not change the ids before it', () => {
    const before = ids('<p>One. Two.</p>')
    expect(ids('<p>One. Two.</p><p>New.</p>').slice(0, 2)).toEqual(before)
  })

  test('a language that Intl does not know has sentences too', () => {
    expect(addKoboSpans(parse('<p>A. B.</p>'), 'x').children).toHaveLength(1)
  })

  test('the contents go three levels deep, the NCX as deep as the book', async () => {
    const book = everyConstruct()
    const deep = (level: number): (typeof book.contents)[number] => ({
      ...book.contents[0]!,
      id: ['part-one', 'one', 'sec', 'fig-1'][level]!,
      titleText: `Level ${level}`,
      children: level < 3 ? [deep(level + 1)] : [],
    })
    const edition = { ...epubEdition, profile: 'kobo' as const }
    const bytes = await makeEpub(worldOf(), { ...book, contents: [deep(0)] }, edition)
    expect(await readFile(bytes, 'toc.xhtml')).not.toContain('Level 3')
    expect(await readFile(bytes, 'toc.ncx')).toContain('Level 3')
  })
})

describe('Kindle', () => {
  const edition = { ...epubEdition, profile: 'kindle' as const }

  test('no MathML, SVG, WebP, fonts of ours, or conditions of screens', async () => {
    const webp = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .webp()
      .toBuffer()
    const book = everyConstruct()
    const dot = { ...book.assets.get('images/dot.png')!, mediaType: 'image/webp', bytes: webp }
    const assets = new Map([['images/dot.png', dot]])
    const bytes = await makeEpub(worldOf(), { ...book, assets }, edition)
    const zip = await JSZip.loadAsync(bytes)
    const opf = await readFile(bytes, 'content.opf')
    expect(opf).not.toMatch(/mathml|image\/svg|webp|font/i)
    expect(await readFile(bytes, 'style.css')).not.toMatch(/@media|@font-face|\dpx|flex|grid/)
    for (const name of Object.keys(zip.files)) expect(name).toMatch(/^[\x21-\x7e]+$/)
  })

  test('the numbers of lines stand in the text, where Kindle shows none of style sheets', async () => {
    const line = (number: number): Element => ({
      type: 'element',
      tagName: 'span',
      properties: { className: ['line'], dataNumber: String(number) },
      children: [{ type: 'text', value: `x${number}` }],
    })
    const { children } = kindle.adapt({ type: 'root', children: [line(9), line(10)] }, 'en')
    expect(toHtml({ type: 'root', children })).toContain(
      '<span class="line-number" aria-hidden="true">  9  </span>x9',
    )
  })

  test('a style sheet keeps what Kindle knows', () => {
    const css =
      'html { font-family: X; } p { color: red; margin: -1em 0 12px; overflow-wrap: anywhere; } .a { display: flex; width: calc(1px + 2em); } @media (x) { p { top: 0; } } .b { --c: 1; text-indent: -2em; border: 1px solid; }'
    const kept = [
      'p { word-wrap: break-word; }',
      '.b { text-indent: -2em; border: 0.063em solid; }',
    ]
    expect(kindleStyle(css, new Set()).trim().split('\n')).toEqual(kept)
    // What it adds is for what is in the book.
    expect(
      kindleStyle(css, new Set(['.token-keyword']))
        .trim()
        .split('\n'),
    ).toEqual([...kept, '.token-keyword { font-weight: bold; }'])
  })

  test('formulas as the author wishes', async () => {
    const { configuration, ...book } = everyConstruct()
    const png = await makeEpub(worldOf(), { ...book, configuration }, { ...edition, math: 'png' })
    expect(await readFile(png, 'one.xhtml')).toContain('alt="x &lt; 2"')
    expect(await readFile(png, 'style.css')).toContain('.deep-25 { vertical-align: -0.25em; }')
    const mathml = await makeEpub(
      worldOf(),
      { ...book, configuration },
      { ...edition, math: 'mathml' },
    )
    expect(await readFile(mathml, 'one.xhtml')).toContain('<math')
  })
})

const hasBrowser = await findBrowser().then(
  () => true,
  () => false,
)
const browser = createBrowser()
afterAll(() => browser.close())

test.skipIf(!hasBrowser)('a formula reaches as far below the line as it does', async () => {
  const math = (inside: string) =>
    `<math xmlns="http://www.w3.org/1998/Math/MathML">${inside}</math>`
  const [letter, fraction] = [math('<mi>x</mi>'), math('<mfrac><mi>a</mi><mi>y</mi></mfrac>')]
  const world = createMemoryWorld({ browser })
  const drawn = await drawFormulas(world, [[letter, fraction], [letter]])
  expect(drawn.get(letter)!.depth).toBeLessThan(12)
  expect(drawn.get(fraction)!.depth).toBeGreaterThan(30)
  expect(drawn.get(fraction)!.height).toBeGreaterThan(drawn.get(letter)!.height)
  const { data, info } = await sharp(Buffer.from(drawn.get(letter)!.png, 'base64'))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(info.height).toBe(Math.round((drawn.get(letter)!.height * 48) / 100))
  // There is ink, and none is cut off at the edge.
  expect(Math.min(...data)).toBeLessThan(64)
  expect(Math.min(...data.subarray(0, info.width * info.channels))).toBeGreaterThan(200)
  const again = await drawFormulas(
    { ...world, browser: { ...browser, newPage: async () => expect.unreachable() } },
    [[letter, fraction]],
  )
  expect(again).toEqual(drawn)
})

describe('outlines', () => {
  const math = (inside: string) =>
    `<math xmlns="http://www.w3.org/1998/Math/MathML">${inside}</math>`
  const sum = math(
    '<msqrt><mfrac><mi>a</mi><mrow><mi>y</mi><mo>+</mo><msup><mi>x</mi><mn>2</mn></msup></mrow></mfrac></msqrt><mo>=</mo><mtext>für</mtext>',
  )

  test('words of a content stream', () => {
    expect([
      ...tokensOf('[1 -.5] 0 d\n/F4 64 Tf (a\\)\\051\\\\()) Tj <04A5> Tj /P <</MCID 1>> BDC'),
    ]).toEqual(
      [
        1,
        -0.5,
        0,
        { operator: 'd' },
        'F4',
        64,
        { operator: 'Tf' },
        'a))\\()',
        { operator: 'Tj' },
      ].concat(['\x04\xa5', { operator: 'Tj' }, 'P', 'MCID', 1, { operator: 'BDC' }]),
    )
  })

  const page = (content: string) => ({
    content,
    height: 100,
    fonts: new Map(),
    lineWidths: new Map([['G1', 3]]),
    form: () => undefined,
  })
  const square = {
    width: () => 0.5,
    outline: (): Step[] => [
      { kind: 'M', points: [[0, 0]] },
      { kind: 'L', points: [[1, 0]] },
      {
        kind: 'Q',
        points: [
          [1, 1],
          [0, 1],
        ],
      },
      { kind: 'Z', points: [] },
    ],
  }

  test('bars, lines and glyphs stand where the matrices put them', () => {
    const content =
      'q 2 0 0 2 0 0 cm 1 1 3 4 re f Q 1 0 0 RG /G1 gs 0 0 m 5 5 l S BT /F1 10 Tf 1 0 0 1 20 30 Tm <00010002> Tj 0 5 Td (\\000\\001) Tj ET'
    expect(tracePage(page(content), [1, 0, 0, -1, 0, 100], () => square)).toEqual([
      { data: 'M2 98h6v-8h-6z' },
      { data: 'M0 100l5-5', colour: '#ff0000', stroke: 3 },
      { data: 'M20 70h10q0-10-10-10z' },
      { data: 'M25 70h10q0-10-10-10z' },
      { data: 'M20 65h10q0-10-10-10z' },
    ])
  })

  test('what is not known is refused', () => {
    for (const content of [
      '/X1 Do',
      '/Sh0 sh',
      '0 0 9 9 re W n 0 0 1 1 re W n',
      'BT /F1 1 Tf <0001> Tj ET',
    ])
      expect(() => tracePage(page(content), [1, 0, 0, 1, 0, 0], () => undefined)).toThrow(
        UntraceablePage,
      )
  })

  test.skipIf(!hasBrowser)('outlines look as the picture does', async () => {
    const world = createMemoryWorld({ browser })
    const { paths, width, ascent, depth } = (await outlineFormulas(world, [[sum]])).get(sum)!
    const drawn = (await drawFormulas(world, [[sum]])).get(sum)!
    expect(Math.abs(depth / 10 - drawn.depth)).toBeLessThan(8)
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width * 0.048}" height="${(ascent + depth) * 0.048}" viewBox="0 ${-ascent} ${width} ${ascent + depth}">${paths.map(({ data }) => `<path d="${data}"/>`).join('')}</svg>`
    const ink = async (picture: Sharp) => {
      const { data } = await picture
        .flatten({ background: '#fff' })
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true })
      return data.reduce((sum, value) => sum + 255 - value, 0)
    }
    const outlined = await ink(sharp(Buffer.from(svg)))
    const pictured = await ink(sharp(Buffer.from(drawn.png, 'base64')))
    expect(outlined / pictured).toBeGreaterThan(0.9)
    expect(outlined / pictured).toBeLessThan(1.1)
  })

  test.skipIf(!hasBrowser)(
    'in the text, with the words of the formula and the colour of the page',
    async () => {
      const world = createMemoryWorld({ browser })
      const bytes = await makeEpub(world, everyConstruct(), { ...epubEdition, math: 'svg' })
      const file = new VFile({ path: 'book.yaml' })
      await checkEpub(bytes, file)
      expect(file.messages.map(String)).toEqual([])
      const text = await readFile(bytes, 'one.xhtml')
      expect(text).not.toContain('<math')
      expect(text).toMatch(
        /<svg[^>]* role="img" aria-label="x &lt; 2"[^>]* fill="currentColor"[^>]* class="formula deep-\d+"><path d="M[^"]+"\/><\/svg>/,
      )
      expect(await readFile(bytes, 'content.opf')).toContain('describedMath')
      const again = await makeEpub(createMemoryWorld({ browser }), everyConstruct(), {
        ...epubEdition,
        math: 'svg',
      })
      expect(Buffer.compare(Buffer.from(bytes), Buffer.from(again))).toBe(0)
    },
  )
})

describe('pictures', () => {
  const noise = (width: number, height: number) =>
    sharp({
      create: {
        width,
        height,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })

  async function reduceOne(
    bytes: Buffer,
    mediaType: string,
    limits: { pixels: number; bytes: number },
  ) {
    const chapter = chapterOf({ id: 'one', title: 'One', html: '<img src="images/a.x" alt="A">' })
    const { width, height } = await sharp(bytes).metadata()
    const asset = { name: 'images/a.x', mediaType, bytes, width: width!, height: height! }
    const book = bookOf([chapter], { assets: new Map([[asset.name, asset]]) })
    const fitted = await fitPictures(worldOf(), book, limits, false)
    const [after] = [...fitted.assets.values()]
    return { after: after!, rules: chapter.file.messages.map(({ ruleId }) => ruleId), fitted }
  }

  test('a large photograph is made smaller, and said so once', async () => {
    const bytes = await noise(900, 600).jpeg({ quality: 100 }).toBuffer()
    const { after, rules } = await reduceOne(bytes, 'image/jpeg', { pixels: 4e6, bytes: 1e5 })
    expect(after.bytes.length).toBeLessThanOrEqual(1e5)
    expect(rules).toEqual(['reduced-image'])
  })

  test('too many pixels are halved, and a drawing stays a PNG', async () => {
    const bytes = await sharp({
      create: { width: 800, height: 800, channels: 3, background: '#fff' },
    })
      .png()
      .toBuffer()
    const { after } = await reduceOne(bytes, 'image/png', { pixels: 1e5, bytes: 1e6 })
    const { width, height, format } = await sharp(after.bytes).metadata()
    expect([width! * height! <= 1e5, format]).toEqual([true, 'png'])
  })

  test('another kind gets another name, in the text too', async () => {
    const bytes = await noise(150, 150).png().toBuffer()
    const { after, fitted } = await reduceOne(bytes, 'image/png', { pixels: 4e6, bytes: 15e3 })
    expect(after).toMatchObject({ name: 'images/a-x.jpg', mediaType: 'image/jpeg' })
    expect(JSON.stringify(fitted.chapters[0]!.hast)).toContain('images/a-x.jpg')
  })

  test('what is small enough goes in byte by byte', async () => {
    const bytes = await noise(40, 40).png().toBuffer()
    const { after, rules } = await reduceOne(bytes, 'image/png', epubEdition.pictureLimits)
    expect([after.bytes, rules]).toEqual([bytes, []])
  })
})

describe('names', () => {
  const { configuration } = everyConstruct()
  const of = (title: string, profile: EpubProfile, out?: string) => {
    const editions = epubProfiles.map((one) => ({ ...epubEdition, profile: one }))
    const given = { ...configuration, metadata: { ...configuration.metadata, title }, editions }
    return outputPath(given, { ...epubEdition, profile }, out, out ? editions : undefined)
  }

  test.each([
    ['Réseaux & Nœuds', 'kindle', 'output/epub/reseaux-noeuds.kindle.epub'],
    ['深度学习', 'kobo', 'output/epub/book.kepub.epub'],
    ['深度学习', 'epub', 'output/epub/深度学习.epub'],
  ] as const)('%s for %s: %s', (title, profile, path) => expect(of(title, profile)).toBe(path))

  test('several files of one name keep their endings', () => {
    expect(epubProfiles.map((profile) => of('x', profile, 'a/b.epub'))).toEqual([
      'a/b.epub',
      'a/b.kepub.epub',
      'a/b.kindle.epub',
    ])
  })

  test('a profile may be asked for that book.yaml does not name', () => {
    const file = new VFile()
    const wanted = { kinds: ['epub' as const], profile: 'kobo' as const }
    expect(chooseEditions(configuration, wanted, file)).toEqual([
      { ...epubEdition, profile: 'kobo' },
    ])
  })
})

describe('fonts', () => {
  const font = (name: string) => readDisk(new URL(`../styles/fonts/${name}`, import.meta.url))

  test('keep the letters of the book, and shape them as before', async () => {
    const whole = font('SourceSerif4-Regular.ttf')
    const smaller = await subset(worldOf(), whole, findLetters(['<p>Éffi → ξ</p>'], ''))
    expect(smaller.length).toBeLessThan(whole.length / 3)
    const [before, after] = [whole, smaller].map(
      (bytes) => create(Buffer.from(bytes)) as import('fontkit').Font,
    )
    const text = 'Éffi AVA ξ'
    expect(after!.layout(text).advanceWidth).toBe(before!.layout(text).advanceWidth)
    expect(after!.hasGlyphForCodePoint('Ж'.codePointAt(0)!)).toBe(false)
  })

  test('the font of formulas keeps slanted letters and growing brackets', async () => {
    const whole = font('STIXTwoMath-Regular.ttf')
    const math = create(
      Buffer.from(await subset(worldOf(), whole, withItalics(findLetters(['αh∑('], '')))),
    ) as import('fontkit').Font
    for (const letter of ['𝛼', 'ℎ', '𝑥'])
      expect(math.hasGlyphForCodePoint(letter.codePointAt(0)!)).toBe(true)
    expect(Buffer.from(whole).includes('MATH')).toBe(true)
    expect(math.numGlyphs).toBeGreaterThan(250)
  })

  test('are as they were where they cannot be read', async () => {
    const bytes = Buffer.from('no font')
    expect(await subset(worldOf(), bytes, 'abc')).toBe(bytes)
  })

  test('what a style sheet writes counts too', () => {
    expect(findLetters([], String.raw`a::before { content: "→\2603" }`)).toMatch(/→.*☃/)
  })
})
