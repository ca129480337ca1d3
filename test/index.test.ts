/** The index: pages as the finished PDF has them, read by pdf.js; and what holds for all locators. */
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { toHtml } from 'hast-util-to-html'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dropPlaces, findPlaces } from '../src/epub/drop-places.js'
import { makePdf } from '../src/print/make-pdf.js'
import { sayLocators } from '../src/print/say-locators.js'
import { type ClosableWorld, createWorld } from '../src/world/create-world.js'
import { markUpAt } from './support/pipeline.js'
import { sixByNine } from './support/print-book.js'
import { type PdfFacts, readPdf } from './support/read-pdf.js'

const folder = fileURLToPath(new URL('fixtures/structure/index-of-terms', import.meta.url))

describe('pages of entries', () => {
  const folios = ['i', 'ii', ...Array.from({ length: 30 }, (_, index) => String(index + 1))]
  const say = (entry: string, pages: Record<string, number>) =>
    sayLocators(new Set([entry]), new Map(Object.entries(pages)), folios)[entry]!.map(
      ({ words, isMain }) => (isMain ? `*${words}*` : words),
    )

  test('a page stands once, two pages each, three in a row as a run', () => {
    expect(say('a b c', { a: 5, b: 5, c: 6 })).toEqual(['3', '4'])
    expect(say('a b c d', { a: 5, b: 6, c: 7, d: 9 })).toEqual(['3–5', '7'])
  })

  test('a passage is a run, and takes in what lies within it', () => {
    expect(say('a~b c', { a: 5, b: 6, c: 6 })).toEqual(['3–4'])
    expect(say('a~b', { a: 5, b: 5 })).toEqual(['3'])
  })

  test('what is main stays by itself', () => {
    expect(say('a b! c', { a: 5, b: 6, c: 7 })).toEqual(['3', '*4*', '5'])
    expect(say('a b!', { a: 5, b: 5 })).toEqual(['*3*'])
  })

  test('roman and arabic pages make no run', () => {
    expect(say('a b c', { a: 1, b: 2, c: 3 })).toEqual(['i', 'ii', '1'])
  })

  test('every page is named, none twice, in order', () => {
    const places = fc.array(fc.tuple(fc.integer({ min: 3, max: 30 }), fc.nat(3), fc.boolean()), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(places, (given) => {
        const pages: Record<string, number> = {}
        const tokens = given.map(([page, length, isMain], index) => {
          pages[`p${index}`] = page
          pages[`q${index}`] = Math.min(30, page + length)
          // What is main may stand beside a passage that holds it.
          return length > 0 ? `p${index}~q${index}` : `p${index}${isMain && index === 0 ? '!' : ''}`
        })
        const runs = say(tokens.join(' '), pages).map((words) =>
          words.replaceAll('*', '').split('–').map(Number),
        )
        const named = new Set(
          runs.flatMap(([first = 0, last = first]) =>
            Array.from({ length: last - first + 1 }, (_, index) => first + index),
          ),
        )
        const meant = new Set(
          given.flatMap(([page, length]) =>
            Array.from({ length: Math.min(30, page + length) - page + 1 }, (_, i) => page + i - 2),
          ),
        )
        expect(named).toEqual(meant)
        const firsts = runs.map(([first = 0]) => first)
        expect(firsts).toEqual(firsts.toSorted((one, other) => one - other))
      }),
    )
  })
})

test('an e-book keeps the places that its index leads to, and no others', async () => {
  const { book } = await markUpAt(folder)
  const places = findPlaces(book)
  const written = book.chapters.map(({ hast }) => toHtml(dropPlaces(hast, places)))
  const all = written.join('')
  const led = [...all.matchAll(/<a href="#([^"]*-ix\.[^"]*)"/g)].map(([, id]) => id!)
  const ids = [...all.matchAll(/ id="([^"]*-ix\.[^"]*)"/g)].map(([, id]) => id!)
  expect(led.length).toBeGreaterThan(9)
  for (const id of led) expect(ids).toContain(id)
  const inText = book.chapters.flatMap(({ role }, at) => (role === 'index' ? [] : [written[at]!]))
  const kept = [...inText.join('').matchAll(/ id="([^"]*-ix\.[^"]*)"/g)].map(([, id]) => id!)
  expect(kept.filter((id) => !led.includes(id))).toEqual([])
  // Two places of one section: the second is only words.
  expect(inText.join('')).toContain('one-ix.layer"')
  expect(inText.join('')).not.toContain('one-ix.layer-2"')
})

describe('an index in print', () => {
  let world: ClosableWorld
  let facts: PdfFacts
  beforeAll(async () => {
    world = createWorld({ cache: false })
    const { book } = await markUpAt(folder)
    facts = await readPdf((await makePdf(world, book, sixByNine)).bytes)
  })
  afterAll(() => world.close())

  const pageOf = (words: string) =>
    facts.pages.find(({ lines }) => lines.join(' ').includes(words))!.label
  const lines = () => facts.pages.flatMap((page) => page.lines).join('\n')

  test('names the pages on which the words stand', () => {
    const [first, second] = [pageOf('learn by gradient descent'), pageOf('Gradient descent again')]
    expect(second).not.toBe(first)
    expect(lines()).toContain(`gradient descent, ${first}, ${second}`)
    expect(lines()).toContain(`training, ${first}–${second}`)
  })

  test('finds what stands in notes, captions and titles', () => {
    expect(lines()).toContain(`pooling, ${pageOf('He says pooling')}`)
    expect(lines()).toContain(`kernel, ${pageOf('A kernel')}`)
    expect(lines()).toContain(`networks, ${pageOf('learn by gradient descent')}`)
  })

  test('has an index for people, after the book’s own', () => {
    expect(lines()).toContain(`LeCun, Yann, ${pageOf('Yann LeCun')}`)
    const labels = ['LeCun, Yann', 'Set in type'].map((title) => Number(pageOf(title)))
    expect(labels).toEqual(labels.toSorted((one, other) => one - other))
  })
})
