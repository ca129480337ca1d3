/** Columns to break: like a book's, small enough to try all ways, and wilder than any manuscript. */
import fc from 'fast-check'
import type {
  Box,
  BreakBefore,
  Column,
  Float,
  Item,
  Note,
  PageFrame,
} from '../../src/print/column.js'

/** A text block of 40 lines of 16 pixels. */
export const bookFrame: PageFrame = {
  depth: 640,
  leading: 16,
  noteSeparation: 12,
  give: 16,
  stretch: 2,
  startsOn: 'recto',
}

type Draft = { -readonly [Key in keyof Item]: Item[Key] }

/** A small generator of numbers from 0 up to 1 (Park and Miller, 1988): the same seed, the same column. */
function randomFrom(seed: number): () => number {
  let state = (seed % 2147483646) + 1
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

/** What a book is made of, by how often it comes; the rest are paragraphs. */
export interface Mixture {
  readonly heads: number
  readonly code: number
  readonly lists: number
  readonly figures: number
  /** Notes for each line of a paragraph. */
  readonly notes: number
  /** Floats for each paragraph. */
  readonly floats: number
}

/** A textbook: a head on most pages, a note a page, a float in ten paragraphs. */
export const textbook: Mixture = {
  heads: 0.1,
  code: 0.1,
  lists: 0.08,
  figures: 0.03,
  notes: 0.025,
  floats: 0.06,
}

/** Make a column as a book has it, of at least so many items. */
export function makeBookColumn(seed: number, count: number, mixture: Mixture = textbook): Column {
  const random = randomFrom(seed)
  const upTo = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const items: Draft[] = []
  const boxes: Box[] = []
  const notes: Note[] = []
  const floats: Float[] = []
  let [y, block] = [0, 0]

  const set = (kind: Item['kind'], lines: number, height: number, above: number) => {
    y += above
    const first = items.length
    for (let line = 0; line < lines; line += 1) {
      const before: BreakBefore =
        items[first - 1]?.kind === 'heading' && line === 0 ? 'forbid' : 'auto'
      items.push({
        kind,
        before,
        block,
        line,
        top: y,
        bottom: y + height,
        repeated: 0,
        orphans: 2,
        widows: 2,
        notes: [],
        floats: [],
        at: `chapter:${items.length}:1`,
      })
      y += height
    }
    block += 1
    return first
  }
  const box = (kind: Box['kind'], first: number, keep: boolean) =>
    boxes.push({ kind, first, last: items.length - 1, keep })

  const setList = () => {
    const start = items.length
    for (let entry = upTo(2, 6); entry > 0; entry -= 1)
      box('list-item', set('text', upTo(1, 4), 16, 4), false)
    box('list', start, false)
  }
  const setParagraph = () => {
    const first = set('text', upTo(1, 9), 16, 0)
    for (const item of items.slice(first)) {
      if (random() > mixture.notes) continue
      item.notes = [notes.length]
      const lines = Array.from({ length: upTo(1, 6) }, (_, line) => (line === 0 ? 15 : 13))
      notes.push({ id: `note-${notes.length}`, lines })
    }
    if (random() > mixture.floats) return
    items[first]!.floats = [floats.length]
    const places = random() < 0.5 ? (['top', 'foot', 'page'] as const) : (['top', 'page'] as const)
    floats.push({ id: `figure-${floats.length}`, height: upTo(80, 400), places, at: '' })
  }
  const kinds: [number, () => void][] = [
    [mixture.heads, () => set('heading', upTo(1, 2), 22, 26)],
    [
      mixture.code,
      () => {
        const lines = upTo(2, 25)
        box('code', set('code', lines, 14, 10), lines <= 12)
      },
    ],
    [mixture.lists, setList],
    [mixture.figures, () => set('figure', 1, upTo(60, 420), 12)],
    [1, setParagraph],
  ]
  while (items.length < count) {
    let dice = random()
    for (const [share, make] of kinds) {
      if (dice < share || share === 1) {
        make()
        break
      }
      dice -= share
    }
  }
  boxes.sort((a, b) => a.first - b.first)
  return { id: 'chapter', items, boxes, notes, floats }
}

const height = (most: number) => fc.integer({ min: 1, max: most })

/** Columns of a few items with everything in them, for a search through all ways. */
export const smallCase = caseOf({ items: 9, depth: 60, notes: 3, floats: 2, disorder: false })

/** Columns that no manuscript has: everything everywhere, edges that overlap, notes and floats beyond a page. */
export const wildCase = caseOf({ items: 60, depth: 100, notes: 50, floats: 12, disorder: true })

function caseOf(size: {
  items: number
  depth: number
  notes: number
  floats: number
  disorder: boolean
}): fc.Arbitrary<{ column: Column; frame: PageFrame; hyphens: ReadonlySet<number> }> {
  const { disorder } = size
  const before = fc.oneof(
    { weight: 8, arbitrary: fc.constant<BreakBefore>('auto') },
    {
      weight: disorder ? 8 : 2,
      arbitrary: fc.constantFrom<BreakBefore>('avoid', 'forbid', 'page', 'recto', 'verso'),
    },
  )
  const item = fc.record({
    kind: fc.constantFrom<Item['kind']>('text', 'text', 'heading', 'code', 'row', 'figure'),
    gap: fc.constantFrom(0, 0, 0, 4, disorder ? -30 : 7),
    height: disorder ? height(size.depth * 2) : fc.constantFrom(10, 10, 10, 14, 30, 70),
    opens: fc.boolean(),
    repeated: fc.constantFrom(0, 0, 0, 5),
    before,
    orphans: fc.integer({ min: 1, max: 3 }),
    widows: fc.integer({ min: 1, max: 3 }),
    notes: fc.array(fc.nat(size.notes), { maxLength: disorder ? 50 : 1 }),
    floats: fc.array(fc.nat(size.floats), { maxLength: 2 }),
  })
  const note = fc.array(disorder ? height(size.depth * 2) : fc.constantFrom(8, 9), {
    maxLength: disorder ? 40 : 9,
  })
  const float = fc.record({
    height: disorder ? height(size.depth * 2) : fc.constantFrom(15, 30, 60),
    places: fc.constantFrom<Float['places'][]>(
      ['top', 'foot', 'page'],
      ['top'],
      ['foot'],
      ['page'],
      [],
    ),
  })
  const span = fc.record({
    kind: fc.constantFrom<Box['kind']>('list', 'code', 'table'),
    first: fc.nat(size.items),
    length: fc.nat(size.items),
    keep: fc.boolean(),
  })
  return fc
    .record({
      items: fc.array(item, { maxLength: size.items }),
      notes: fc.array(note, { maxLength: size.notes }),
      floats: fc.array(float, { maxLength: size.floats }),
      spans: fc.array(span, { maxLength: 4 }),
      startsOn: fc.constantFrom('recto' as const, 'verso' as const),
      give: fc.constantFrom(0, 10),
      stretch: fc.constantFrom(0, 0, 2),
      hyphens: fc.array(fc.nat(size.items), { maxLength: 3 }),
    })
    .map(({ items, notes, floats, spans, startsOn, give, stretch, hyphens }) => ({
      column: {
        id: 'wild',
        items: stack(items),
        boxes: spans.map(({ kind, first, length, keep }) => ({
          kind,
          first,
          last: Math.min(first + length, items.length - 1),
          keep,
        })),
        notes: notes.map((lines, index) => ({ id: `note-${index}`, lines })),
        floats: floats.map((one, index) => ({ ...one, id: `float-${index}`, at: '' })),
      },
      frame: { depth: size.depth, leading: 10, noteSeparation: 6, give, stretch, startsOn },
      hyphens: new Set(hyphens),
    }))
}

type Loose = Omit<Item, 'top' | 'bottom' | 'block' | 'line' | 'at'> & {
  gap: number
  height: number
  opens: boolean
}

function stack(loose: readonly Loose[]): Item[] {
  let [y, block, line] = [0, 0, -1]
  return loose.map(({ gap, height: high, opens, ...rest }, index) => {
    if (opens && index > 0) [block, line] = [block + 1, -1]
    line += 1
    const top = y + gap
    y = top + high
    return { ...rest, top, bottom: y, block, line, at: '' }
  })
}
