/** What is kept of a book's pages between builds: enough to open no page, and never another book. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePdf } from '../src/print/make-pdf.js'
import { type ClosableWorld, createWorld } from '../src/world/create-world.js'
import { createMemoryWorld } from '../src/world/memory.js'
import { bookOf, sixByNine } from './support/print-book.js'

let world: ClosableWorld
beforeAll(() => {
  world = createWorld({ cache: false })
})
afterAll(() => world.close())

const words = 'Typographical considerations notwithstanding, lines are set. '
/** Nothing is painted of it, and it makes every chapter a document of its own. */
const ballast = `<span data-ballast="${'x'.repeat(250_000)}"></span>`
const chapter = (name: string, other: string, lines: number) => ({
  id: name,
  title: `Chapter ${name}`,
  html: `<section id="${name}-s"><h2>On ${name}</h2><p id="${name}-p">${words.repeat(lines)}</p>
<p>See <a class="cross-reference" href="#${other}-s">${other}</a> on page <span class="page-slot" data-to="${other}-s"></span>.${ballast}</p></section>`,
})

/** Print a book of two documents. @returns also how many of them the browser opened */
async function print(
  cache: ReturnType<typeof createMemoryWorld>['cache'],
  lines: readonly [number, number],
) {
  let opened = 0
  const browser = {
    ...world.browser,
    newPage: () => {
      opened += 1
      return world.browser.newPage()
    },
  }
  const book = bookOf([chapter('one', 'two', lines[0]), chapter('two', 'one', lines[1])])
  const { bytes, pages } = await makePdf(
    { ...createMemoryWorld({ browser }), cache },
    book,
    sixByNine,
  )
  return { opened, pages, pdf: Buffer.from(bytes).toString('latin1') }
}

const newCache = () => createMemoryWorld().cache

test('an unchanged book opens no page, and is the same to the byte', async () => {
  const cache = newCache()
  const first = await print(cache, [80, 80])
  expect(first.opened).toBe(2)
  const second = await print(cache, [80, 80])
  expect(second).toEqual({ ...first, opened: 0 })
})

test.each([
  ['in the last chapter, and no number with it', [80, 81], 1],
  ['in the first chapter, and no number with it', [81, 80], 1],
  ['so that the chapter after it moves, with the reference to it', [400, 80], 2],
] as const)('a change %s gives what a clean build gives', async (_, lines, documents) => {
  const cache = newCache()
  const before = await print(cache, [80, 80])
  const after = await print(cache, lines)
  const clean = await print(newCache(), lines)
  expect(after.pdf === clean.pdf).toBe(true)
  expect(after.pdf === before.pdf).toBe(false)
  expect(after.opened).toBe(documents)
})

test('a font or picture that changed is seen, though the text names it as before', async () => {
  const picture = (fill: string) => ({
    name: 'pictures/field.svg',
    mediaType: 'image/svg+xml' as const,
    bytes: Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="90" height="60" fill="${fill}"/></svg>`,
    ),
  })
  const html = '<p>A field: <img src="pictures/field.svg" alt="A field"></p>'
  const cache = newCache()
  const make = async (fill: string) => {
    const given = { ...createMemoryWorld({ browser: world.browser }), cache }
    const book = bookOf([{ id: 'one', title: 'One', html }], [picture(fill)])
    const { bytes } = await makePdf(given, book, sixByNine)
    return Buffer.from(bytes).toString('latin1')
  }
  expect((await make('red')) === (await make('blue'))).toBe(false)
})
