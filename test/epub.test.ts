/** The EPUB: XHTML, package, navigation, cover. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Element, ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { imageSize } from 'image-size'
import JSZip from 'jszip'
import { ParseOption, XmlDocument } from 'libxml2-wasm'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import type { MarkedUpBook } from '../src/book/book.js'
import type { World } from '../src/book/world.js'
import { breakLines } from '../src/epub/cover/break-lines.js'
import { checkPicture } from '../src/epub/cover/check-picture.js'
import { composeCover } from '../src/epub/cover/compose-cover.js'
import { designCover } from '../src/epub/cover/design-cover.js'
import { drawCover } from '../src/epub/cover/draw-cover.js'
import { makeEpub } from '../src/epub/make-epub.js'
import { identify } from '../src/epub/package/identifier.js'
import { lastModified } from '../src/epub/package/modified.js'
import { pruneRules } from '../src/epub/style/prune-rules.js'
import { toAddress } from '../src/epub/xhtml/to-address.js'
import { toXhtml } from '../src/epub/xhtml/to-xhtml.js'
import { checkEpub } from '../src/preflight/check-epub.js'
import { createMemoryWorld } from '../src/world/memory.js'
import { cases, fixtures, matchesExpected } from './support/cases.js'
import {
  bookOf,
  chapterOf,
  epubEdition,
  everyConstruct,
  metadata,
  onePixel,
  parse,
} from './support/epub-book.js'
import { debianEpubCheck, hasDebianEpubCheck } from './support/epubcheck.js'

const edition = epubEdition

/** A JPEG's first and last bytes stand in for the drawn cover; the real one is drawn below. */
const someJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
  'base64',
)

/** A world whose browser photographs nothing but that. */
function worldOf(files: Record<string, string | Uint8Array> = {}, epoch?: number): World {
  return createMemoryWorld({
    files,
    browser: {
      version: async () => 'none',
      warm: () => undefined,
      newPage: async () => ({
        load: async () => undefined,
        evaluate: async () => undefined as never,
        pdf: async () => new Uint8Array(),
        screenshot: async () => someJpeg,
        close: async () => undefined,
      }),
    },
    ...(epoch === undefined ? {} : { sourceDateEpoch: epoch }),
  })
}

const unzip = async (bytes: Uint8Array) => {
  const zip = await JSZip.loadAsync(bytes)
  const read = (path: string) => zip.file(`OEBPS/${path}`)!.async('string')
  return { zip, read, names: Object.keys(zip.files) }
}

const surroundings = {
  link: (href: string) =>
    href === '#here'
      ? href
      : href === '#there'
        ? 'other.xhtml#there'
        : href.startsWith('#')
          ? undefined
          : toAddress(href),
  picture: (source: string) => (source === 'images/a.png' ? source : undefined),
}

const wrap = (xhtml: string) =>
  `<root xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">${xhtml}</root>`

/** Parse as XML; throws where it is not well-formed. */
function parseXml<Result>(xml: string, read: (document: XmlDocument) => Result): Result {
  const document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_DEFAULT })
  try {
    return read(document)
  } finally {
    document.dispose()
  }
}

describe('XHTML', () => {
  test.each(cases('epub/xhtml'))(
    '%s',
    matchesExpected((folder) => {
      const xhtml = toXhtml(parse(readFileSync(join(folder, 'input.html'), 'utf8')), surroundings)
      parseXml(wrap(xhtml), () => undefined)
      return xhtml
    }, 'expected.xhtml'),
  )

  test('epub:type, a formula as it came, comments and raw text', () => {
    const tree: Root = {
      type: 'root',
      children: [
        { type: 'comment', value: ' a -- b ' },
        {
          type: 'element',
          tagName: 'a',
          properties: { epubType: 'noteref', id: '1 x' },
          children: [],
        },
        {
          type: 'element',
          tagName: 'math',
          properties: { alttext: 'a\u0000' },
          children: [{ type: 'raw', value: '<mi>a\u0001</mi>' }],
        },
        { type: 'raw', value: '<b>&' },
      ],
    }
    expect(toXhtml(tree, surroundings)).toBe(
      '<a epub:type="noteref" id="id-1-x"></a><math xmlns="http://www.w3.org/1998/Math/MathML" alttext="a"><mi>a</mi></math>&lt;b&gt;&amp;',
    )
  })

  test('what is wider than a phone says how wide it is; a paragraph of pictures is one', () => {
    const math = (letters: number, display?: string): Element => ({
      type: 'element',
      tagName: 'math',
      properties: { display, alttext: 'x' },
      children: [
        { type: 'raw', value: '<mrow><mi>x</mi><mo>=</mo></mrow>'.repeat(letters) } as never,
      ],
    })
    const make = (tagName: string, className: string[], ...children: ElementContent[]) =>
      toXhtml({ type: 'element', tagName, properties: { className }, children }, surroundings)
    expect(make('p', [], math(4))).not.toContain('fit')
    expect(make('p', [], math(12))).toMatch(/^<p class="fits"><math [^>]*class="fit-24"/)
    expect(make('div', ['equation'], math(12, 'block'))).toContain('class="fit-24"')
    const number: Element = { type: 'element', tagName: 'span', properties: {}, children: [] }
    expect(make('div', ['equation'], math(12, 'block'), number)).toContain('class="fit-28"')
    const cell = (word: string): ElementContent => ({
      type: 'element',
      tagName: 'th',
      properties: {},
      children: [{ type: 'text', value: word }],
    })
    const row = (words: string[]): ElementContent => ({
      type: 'element',
      tagName: 'tr',
      properties: {},
      children: words.map(cell),
    })
    expect(make('table', [], row(['short words', 'of two']))).toMatch(/^<table>/)
    expect(make('table', [], row(['Incomprehensibilities', 'Characterizations']))).toMatch(
      /^<div class="fits"><table class="fit-24">.*<\/table><\/div>$/,
    )
    const picture: Element = {
      type: 'element',
      tagName: 'img',
      properties: { src: 'a.png' },
      children: [],
    }
    expect(make('p', [], picture)).toContain('<p class="picture">')
    expect(make('p', [], picture, { type: 'text', value: ' and words' })).toContain(
      '<p class="continued">',
    )
    expect(make('th', [], math(1))).toMatch(/<th><span role="math" aria-label="x"><math/)
  })

  test('a token of MathML holds text only', () => {
    const math: Element = {
      type: 'element',
      tagName: 'math',
      properties: {},
      children: [
        {
          type: 'raw',
          value:
            '<mo lspace="0"><mpadded lspace="0"><mi>min</mi></mpadded></mo><mpadded><mi>x</mi></mpadded>',
        },
      ],
    }
    expect(toXhtml(math, surroundings)).toContain(
      '<mo lspace="0">min</mo><mpadded><mi>x</mi></mpadded>',
    )
  })

  test('what XML forbids is taken out, half characters are shown as such', () => {
    const tree: Root = {
      type: 'root',
      children: [
        { type: 'text', value: 'a\u0000\u000b\u001f\u0085\ufffe\tb\r\nc\rd\ud800e\udc00 😀' },
      ],
    }
    expect(toXhtml(tree, surroundings)).toBe('a\tb\nc\nd\ufffde\ufffd 😀')
  })

  const names = [
    'p',
    'div',
    'span',
    'img',
    'br',
    'a',
    'svg',
    'math',
    'T',
    'x-y',
    'center',
    'table',
    'td',
    'path',
    'foreignObject',
  ]
  const properties = fc.dictionary(
    fc.oneof(
      fc.constantFrom(
        'id',
        'className',
        'align',
        'width',
        'dataX',
        'ariaLabel',
        'epubType',
        'hidden',
        'href',
        'onClick',
        'xLinkHref',
        'viewBox',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.boolean(),
      fc.integer(),
      fc.array(fc.string({ unit: 'binary' }), { maxLength: 2 }),
    ),
    { maxKeys: 4 },
  )
  const { node } = fc.letrec<{ node: ElementContent; element: Element; text: ElementContent }>(
    (tie) => ({
      node: fc.oneof({ depthSize: 'small' }, tie('text'), tie('element')),
      text: fc.oneof(
        fc.record({ type: fc.constant('text' as const), value: fc.string({ unit: 'binary' }) }),
        fc.record({ type: fc.constant('comment' as const), value: fc.string() }),
      ),
      element: fc
        .record({
          type: fc.constant('element' as const),
          tagName: fc.constantFrom(...names),
          properties,
          children: fc.array(tie('node'), { maxLength: 4 }),
        })
        // No parser puts anything into these.
        .map((one) =>
          one.tagName === 'img' || one.tagName === 'br' ? { ...one, children: [] } : one,
        ),
    }),
  )

  test('any tree gives well-formed XML, and loses no text', () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 5 }), (children) => {
        const tree: Root = { type: 'root', children }
        const read = parseXml(
          wrap(toXhtml(tree, surroundings)),
          (document) => document.root.content,
        )
        const spoken = (text: string) =>
          text
            .replace(/\r\n?/g, '\n')
            .replace(/\p{Cs}/gu, '\ufffd')
            .replace(/(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}]/gu, '')
        expect(read).toBe(spoken(textOf(tree)))
      }),
      { numRuns: 300 },
    )
  })
})

describe('a book of every construct', () => {
  const made = makeEpub(worldOf(), everyConstruct(), edition).then(unzip)

  test.each([
    'content.opf',
    'toc.xhtml',
    'toc.ncx',
    'one.xhtml',
    'two.xhtml',
    'cover_page.xhtml',
    'style.css',
  ])('%s', async (path) => {
    const { read } = await made
    await expect(await read(path)).toMatchFileSnapshot(`fixtures/epub/book/${path}`)
  })

  test('the mimetype is first and stored; no folders; entries by name', async () => {
    const bytes = await makeEpub(worldOf(), everyConstruct(), edition)
    expect(Buffer.from(bytes.subarray(30, 58)).toString('latin1')).toBe(
      'mimetypeapplication/epub+zip',
    )
    expect(bytes[8]).toBe(0)
    const { names } = await made
    expect(names.slice(0, 3)).toEqual(['mimetype', 'META-INF/container.xml', 'OEBPS/content.opf'])
    const rest = names.slice(3)
    expect(rest).toEqual([...rest].sort())
    expect(names.filter((name) => name.endsWith('/'))).toEqual([])
  })

  test('what the book does not show is not in it', async () => {
    const { names } = await made
    expect(names).toContain('OEBPS/images/dot.png')
    expect(names).not.toContain('OEBPS/images/unused.png')
    expect(names).not.toContain('OEBPS/half-title.xhtml')
  })

  test('each class in the style sheet is in the book, and each font is named', async () => {
    const { zip, read } = await made
    const css = await read('style.css')
    const text = (
      await Promise.all(
        Object.keys(zip.files)
          .filter((name) => name.endsWith('.xhtml'))
          .map((name) => zip.file(name)!.async('string')),
      )
    ).join('')
    const classes = new Set(
      [...text.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => names!.split(' ')),
    )
    const selectors = css.replace(/\{[^{}]*\}/g, ' ').matchAll(/\.([a-z][\w-]*)/g)
    for (const [, name] of selectors) expect(classes).toContain(name)
    const fonts = [...css.matchAll(/url\(([^)]+)\)/g)].map(([, path]) => path!)
    expect(fonts.length).toBeGreaterThan(3)
    for (const path of fonts) expect(zip.file(`OEBPS/${path}`)).toBeTruthy()
  })

  test('without fonts there are none, and nothing speaks of them', async () => {
    const { read, names } = await unzip(
      await makeEpub(worldOf(), everyConstruct(), { ...edition, embedFonts: false }),
    )
    expect(names.filter((name) => name.includes('font'))).toEqual([])
    expect(await read('content.opf')).not.toContain('ibooks')
    expect(await read('style.css')).not.toContain('@font-face')
  })

  test('the same bytes again, also where the sun stands elsewhere', async () => {
    const first = await makeEpub(worldOf(), everyConstruct(), edition)
    const zone = process.env.TZ
    process.env.TZ = 'Pacific/Kiritimati'
    try {
      const again = await makeEpub(worldOf(), everyConstruct(), edition)
      expect(Buffer.compare(Buffer.from(first), Buffer.from(again))).toBe(0)
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })

  test('EPUBCheck finds nothing', async () => {
    const file = new VFile({ path: 'book.yaml' })
    await checkEpub(await makeEpub(worldOf(), everyConstruct(), edition), file)
    expect(file.messages.map(String)).toEqual([])
  })

  test.skipIf(!hasDebianEpubCheck)("Debian's epubcheck finds nothing", async () => {
    expect(await debianEpubCheck(await makeEpub(worldOf(), everyConstruct(), edition))).toEqual([])
  })
})

describe('bad input', () => {
  const check = async (book: MarkedUpBook) => {
    const bytes = await makeEpub(worldOf(), book, edition)
    const file = new VFile({ path: 'book.yaml' })
    await checkEpub(bytes, file)
    expect(file.messages.map(String)).toEqual([])
    return unzip(bytes)
  }

  test('a book without chapters, creators or language', async () => {
    const { read } = await check(
      bookOf([], {}, { creators: [], title: 'x', language: 'en', subjects: [], isbn: {} }),
    )
    expect(await read('toc.xhtml')).toContain('<li><a href=')
  })

  test.skipIf(!hasDebianEpubCheck)(
    'every fixture as a chapter: the schemas find nothing either',
    async () => {
      const chapters = cases('epub/xhtml').map((name) => {
        const id = name.split('/').at(-1)!
        const html = readFileSync(join(fixtures, name, 'input.html'), 'utf8')
        // A fixture's cell may speak of a head that is not there.
        return chapterOf({ id, title: id, html: html.replace(/headers="[^"]*"/g, '') })
      })
      const dot = everyConstruct().assets.get('images/dot.png')!
      const assets = new Map([['images/a.png', { ...dot, name: 'images/a.png' }]])
      expect(
        await debianEpubCheck(await makeEpub(worldOf(), bookOf(chapters, { assets }), edition)),
      ).toEqual([])
    },
  )

  test('titles with markup, controls and Arabic', async () => {
    const title = '<T> & "x" \u0007 -- مرحبا'
    const chapter = chapterOf({ id: 'one', title, html: '<h1>&lt;T></h1><p>text</p>' })
    const { read } = await check(
      bookOf([chapter], {}, { title, description: title, language: 'ar' }),
    )
    expect(await read('content.opf')).toContain(
      '<dc:title id="title">&lt;T&gt; &amp; "x"  -- مرحبا</dc:title>',
    )
    expect(await read('content.opf')).toContain('page-progression-direction="rtl"')
  })

  test('chapters that are called like our own files', async () => {
    const chapters = ['cover', 'toc', 'style', 'content'].map((id) =>
      chapterOf({ id, title: id, html: `<p>See <a href="#toc">toc</a> ${id}.</p>` }),
    )
    const { read, names } = await check(bookOf(chapters))
    expect(new Set(names).size).toBe(names.length)
    expect(await read('cover.xhtml')).toContain('<a href="toc_.xhtml#toc">')
  })

  test('repeated ids, legacy attributes, unknown elements, dangling links', async () => {
    const html =
      '<p id="a" align="center">1</p><p id="a">2</p><t>3</t><p><a href="#gone">4</a><img src="gone.png" alt="5" width="50%"></p>'
    const { read } = await check(bookOf([chapterOf({ id: 'one', title: 'One', html })]))
    expect((await read('one.xhtml')).replace(/<[^>]*>/g, '')).toContain('1234')
  })

  test('a thousand notes in a chapter', async () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => index + 1)
    const html =
      `<p>${numbers.map((n) => `<a id="c${n}" href="#n${n}" class="callout" role="doc-noteref" data-epub-type="noteref">${n}</a>`).join(' ')}</p>` +
      numbers
        .map(
          (n) =>
            `<aside id="n${n}" class="note" role="doc-footnote" data-epub-type="footnote"><p><a href="#c${n}" role="doc-backlink">${n}</a> n</p></aside>`,
        )
        .join('')
    const { read } = await check(bookOf([chapterOf({ id: 'one', title: 'One', html })]))
    expect((await read('one.xhtml')).match(/<aside/g)).toHaveLength(1000)
  })
})

describe('metadata', () => {
  test('the identifier follows from ISBN, or title, creators and language; never from chance', () => {
    expect(identify(metadata)).toBe(identify({ ...metadata, title: 'Another title' }))
    const free = { ...metadata, isbn: {} }
    expect(identify(free)).toMatch(
      /^urn:uuid:[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    )
    expect(identify(free)).not.toBe(identify({ ...free, title: 'Another title' }))
  })

  test.each([
    [undefined, 0, '1970-01-01T00:00:00Z'],
    ['2026', undefined, '2026-01-01T00:00:00Z'],
    ['2026-03-31', undefined, '2026-03-31T00:00:00Z'],
    [undefined, undefined, '2000-01-01T00:00:00Z'],
    ['2026-13-01', undefined, '2000-01-01T00:00:00Z'],
  ])('date %s and epoch %s: modified %s', (date, epoch, expected) => {
    const { date: _, ...rest } = metadata
    expect(lastModified(date === undefined ? rest : { ...rest, date }, epoch)).toBe(expected)
  })

  test('a picture without alternative text is not called described', async () => {
    const html = '<p><img src="images/dot.png"></p>'
    const assets = everyConstruct().assets
    const { read } = await unzip(
      await makeEpub(
        worldOf(),
        bookOf([chapterOf({ id: 'one', title: 'One', html })], { assets }),
        edition,
      ),
    )
    const opf = await read('content.opf')
    expect(opf).not.toContain('alternativeText')
    expect(opf).toContain('<meta property="schema:accessModeSufficient">textual,visual</meta>')
    expect(opf).not.toContain('MathML')
  })
})

describe('style', () => {
  test('prunes what is not in the book, selector by selector', () => {
    const css =
      '/* p { } */ p, .a b, td.x { color: red } .gone { top: 0 } @media (prefers-color-scheme: dark) { .a { top: 1px } .gone { top: 2px } } @media print { .gone { top: 3px } }'
    expect(pruneRules(css, new Set(['p', '.a', 'td']))).toBe(
      'p { color: red }\n@media (prefers-color-scheme: dark) {\n.a { top: 1px }\n}\n',
    )
  })

  test("the author's fonts travel with their licence; nothing outside the book does", async () => {
    const css = `@font-face { font-family: Own; src: url("../type/Own.TTF") }
@font-face { font-family: Far; src: url(../../far.ttf) } .own { font-family: Own }`
    const world = worldOf({
      '/book/css/own.css': css,
      '/book/type/Own.TTF': 'font',
      '/book/type/OFL.txt': 'licence',
      '/far.ttf': 'far',
    })
    const { chapters, assets, configuration } = everyConstruct()
    const book = bookOf(chapters, {
      assets,
      configuration: { ...configuration, styles: ['css/own.css'] },
    })
    const file = new VFile({ path: 'book.yaml' })
    const made = await unzip(await makeEpub(world, book, edition, { folder: '/book', file }))
    const style = await made.read('style.css')
    expect(style).toContain('src: url(fonts/own-1-Own.TTF)')
    expect(style).not.toContain('Far')
    expect(await made.read('content.opf')).toMatch(
      /href="fonts\/own-1-Own\.TTF"[^>]*media-type="font\/ttf"/,
    )
    expect(await made.read('fonts/own-1-Own.TTF')).toBe('font')
    expect(await made.read('fonts/own-1-OFL.txt')).toBe('licence')
  })

  test("the author's sheets come last, without what they load", async () => {
    const css =
      '@import "x.css"; .own { color: red; background: url(x.png) } @font-face { src: url(y.ttf) }'
    const world = worldOf({ '/book/own.css': css })
    const { chapters, assets, configuration } = everyConstruct()
    const book = bookOf(chapters, {
      assets,
      configuration: { ...configuration, styles: ['own.css', '../outside.css'] },
    })
    const file = new VFile({ path: 'book.yaml' })
    const bytes = await makeEpub(world, book, edition, { folder: '/book', file })
    const made = await (await unzip(bytes)).read('style.css')
    expect(made.trim().split('\n').at(-1)).toMatch(/^\.own \{ color: red; \}$/)
    await checkEpub(bytes, file)
    expect(file.messages.map(String)).toEqual([])
  })

  const sheet = readFileSync(new URL('../styles/epub/3-things.css', import.meta.url), 'utf8')
  const dark = readFileSync(new URL('../styles/epub/4-dark.css', import.meta.url), 'utf8')
  const tokens = (css: string) => [
    ...css.matchAll(
      /^\s*((?:\.token-[\w-]+(?:, )?)+) \{ color: (#[\da-f]{6});(?:.*background-color: (#[\da-f]{6}))?/gm,
    ),
  ]

  test.each([
    ['light', sheet, '#f4f5f7'],
    ['dark', dark, '#1c2128'],
  ])('code is legible for %s readers: 4.5:1 (WCAG 2.2, 1.4.3)', (_, css, ground) => {
    expect(css).toContain(`background-color: ${ground}`)
    expect(tokens(css).flatMap(([, names]) => names!.split(', '))).toHaveLength(14)
    for (const [, name, color, own] of tokens(css)) {
      expect(contrast(color!, own ?? ground), `${name} ${color}`).toBeGreaterThanOrEqual(4.5)
    }
  })
})

/** Contrast of two colours (WCAG 2.2, "contrast ratio"). */
function contrast(one: string, other: string): number {
  const luminance = (color: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(color.slice(at, at + 2), 16) / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  }
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high! + 0.05) / (low! + 0.05)
}

describe('cover', () => {
  const checked = (bytes: Uint8Array) => {
    const file = new VFile({ path: 'book.yaml' })
    return {
      picture: checkPicture('cover.jpg', bytes, file),
      rules: file.messages.map((message) => message.ruleId),
    }
  }

  test('what is no JPEG or PNG, or only half of one, is not used', () => {
    expect(checked(Buffer.from('GIF89a\u0001\u0000\u0001\u0000'))).toEqual({
      picture: undefined,
      rules: ['broken-image'],
    })
    expect(checked(onePixel.subarray(0, 40))).toEqual({
      picture: undefined,
      rules: ['broken-image'],
    })
    expect(checked(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toEqual({
      picture: undefined,
      rules: ['broken-image'],
    })
  })

  test('what it really is, is said', () => {
    const file = new VFile({ path: 'book.yaml' })
    checkPicture('cover.jpg', Buffer.from('GIF89a\u0001\u0000\u0001\u0000'), file)
    expect(file.messages[0]!.reason).toBe(
      'Unexpected GIF in the cover `cover.jpg`, expected a JPEG or a PNG',
    )
  })

  test('a heavy one is used, and reported', () => {
    const { picture, rules } = checked(Buffer.concat([onePixel, Buffer.alloc(5e6)]))
    expect(picture?.extension).toBe('png')
    expect(rules).toContain('large-cover')
  })

  test('a small one is used, and reported; a PNG named .jpg is a PNG', () => {
    const { picture, rules } = checked(onePixel)
    expect(picture?.extension).toBe('png')
    expect(rules).toEqual(['small-cover', 'cover-shape'])
  })

  test("the author's own goes in as it is, and starts no browser", async () => {
    const file = new VFile({ path: 'book.yaml' })
    const world = createMemoryWorld({ files: { '/book/art/front.png': onePixel } })
    const book = bookOf(everyConstruct().chapters, {}, { cover: 'art/front.png' })
    const { zip, read } = await unzip(
      await makeEpub(world, book, edition, { folder: '/book', file }),
    )
    expect(Buffer.compare(await zip.file('OEBPS/cover.png')!.async('nodebuffer'), onePixel)).toBe(0)
    expect(await read('content.opf')).toContain(
      '<item id="cover.png" href="cover.png" media-type="image/png" properties="cover-image"/>',
    )
  })

  /** Our fonts have no such letters: a browser draws them. */
  const chinese = { ...metadata, title: '深度学习' }

  test('a cover is drawn once', async () => {
    const world = worldOf()
    await drawCover(world, chinese)
    const second: World = {
      ...world,
      browser: {
        version: async () => 'none',
        warm: () => undefined,
        newPage: async () => expect.unreachable(),
      },
    }
    expect(await drawCover(second, chinese)).toEqual(someJpeg)
  })

  test('no browser where one must draw is the fault of the machine', async () => {
    await expect(drawCover(createMemoryWorld(), chinese)).rejects.toThrow('no browser')
  })

  test.each([
    { title: 'Łódź & Žižek: Ωδή', subtitle: 'An office of fluffy affairs', publisher: 'Öde' },
    { title: 'x'.repeat(60), subtitle: 'A Word for All That Fits on No Line' },
    { title: 'Война и мир', language: 'ru' },
  ])('letters of our fonts need no browser: $title', async (words) => {
    const world = createMemoryWorld()
    const picture = await drawCover(world, { ...metadata, ...words })
    expect(imageSize(picture)).toMatchObject({ type: 'jpg', width: 1600, height: 2560 })
    const again = await drawCover(createMemoryWorld(), { ...metadata, ...words })
    expect(Buffer.compare(picture, again)).toBe(0)
  })

  test('the drawing follows from title and creators alone', () => {
    const compose = (given: typeof metadata) => composeCover(designCover(given))
    expect(compose(metadata)).toBe(compose({ ...metadata }))
    expect(compose(metadata)).not.toBe(compose({ ...metadata, title: 'Else' }))
    expect(compose(metadata)).toContain('Nets &amp; &lt;Gradients&gt;')
  })

  const lengthOf = (line: string) => line.length

  test('lines of a title are few and even', () => {
    expect(breakLines('Dive into Deep Learning', 16, lengthOf)).toEqual([
      'Dive into',
      'Deep Learning',
    ])
    expect(breakLines('abcd efg hi j', 8, lengthOf)).toEqual(['abcd efg', 'hi j'])
    expect(breakLines('Machine Learning Engineering Open Book', 17, lengthOf)).toEqual([
      'Machine Learning',
      'Engineering',
      'Open Book',
    ])
    expect(breakLines('On the Well-Tempered', 15, lengthOf)).toEqual(['On the Well-', 'Tempered'])
    expect(breakLines('abcdefgh', 5, lengthOf)).toEqual(['abcdefgh'])
    expect(breakLines('abcdefgh', 5, lengthOf, true)).toEqual(['abcd', 'efgh'])
  })

  test('no line but a long word is wider than the measure, and no letter is lost', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-e]{1,9}( [a-e]{1,9}){0,9}$/),
        fc.integer({ min: 3, max: 30 }),
        (text, measure) => {
          const lines = breakLines(text, measure, lengthOf)
          expect(lines.join(' ')).toBe(text)
          for (const line of lines) expect(line.length <= measure || !line.includes(' ')).toBe(true)
        },
      ),
    )
  })
})
