/** What a compositor would not let pass in the finished pages, said at its place in the manuscript. */
import type { LabelKind, MarkedUpBook } from '../book/book.js'
import { report } from '../diagnostics/report.js'
import type { RuleName } from '../diagnostics/rules.js'
import { judgePages, type PageFact } from './break/judge-pages.js'
import type { CoarseImage } from './in-page/find-coarse-images.js'
import type { StiffParagraph } from './in-page/fit-looseness.js'
import type { Layout } from './lay-out.js'
import type { OpenedColumn } from './open-columns.js'
import type { LineFault } from './pdf/match/compare-texts.js'
import { placeOf } from './report-layout.js'

/** Pages that a figure may stand from the nearest place that refers to it. */
const mostPagesAway = 2

const floating: ReadonlySet<LabelKind> = new Set(['figure', 'table', 'listing'])

/** Report the faults of the pages, in the order of the book. */
export function reportPages(book: MarkedUpBook, layout: Layout): void {
  for (const opened of layout.opened) {
    if (opened.broken.isGreedy) reportGreedy(book, opened)
    const facts = judgePages(opened.column, opened.frame, opened.broken)
    for (const fact of facts) reportFact(book, layout, opened, fact)
  }
  reportDistances(book, layout)
}

function reportFact(
  book: MarkedUpBook,
  { folios }: Layout,
  { column, broken, page, frame }: OpenedColumn,
  { kind, page: index, item, amount, needs }: PageFact,
): void {
  const folio = (of: number) => folios[page + of - 1] ?? ''
  const say = (rule: RuleName, at: number, reason: string, hint: string) => {
    const { file, place } = placeOf(book, column.items[at]?.at ?? '')
    report(file, rule, place, reason, { hint })
  }
  const { orphans = 2, widows = 2 } = column.items[item] ?? {}
  if (kind === 'orphan' || kind === 'widow') {
    const edge = kind === 'orphan' ? 'foot' : 'head'
    const least = kind === 'orphan' ? orphans : widows
    const there = least - amount
    say(
      'lone-line',
      item,
      `Unexpected ${count(there, 'line')} alone at the ${edge} of page ${folio(index)}, expected at least ${least}`,
      'Change a word or two before it, or mark a paragraph of the page `{.tighten}` or `{.loosen}`',
    )
  } else if (kind === 'stranded-head') {
    const reason = `Unexpected heading with ${count(amount, 'line')} after it at the foot of page ${folio(index)}, expected at least 2`
    if (needs === undefined)
      say(
        'stranded-heading',
        item,
        reason,
        'Change the text before it by a line, or mark the heading `{.pagebreak}`',
      )
    else
      say(
        'stranded-heading',
        item,
        `${reason}; with what follows it takes ${Math.ceil((needs / frame.depth) * 100)} % of a page`,
        'Put a paragraph under it, make what follows smaller, or let it float: `{.float}`',
      )
  } else if (
    kind === 'white-page' &&
    column.items[broken.pages[index]!.end - 1]?.kind !== 'heading'
  ) {
    const next = broken.pages[index]!.end
    const high = Math.round((heightOfRun(column, next) / frame.depth) * 100)
    say(
      'white-page',
      next,
      `Unexpected white on ${Math.round(amount * 100)} % of page ${folio(index)}, expected at most 25 % in mid-chapter; what comes next stays together and takes ${high} %`,
      'Move the text after it before it, make it smaller, or let it be split',
    )
  } else if (kind === 'late-note') {
    say(
      'late-note',
      item,
      `Unexpected note ${count(amount, 'page')} after its callout on page ${folio(index - amount)}, expected it on the same page`,
      'Shorten the notes of the page, or call one of them a paragraph later',
    )
  }
}

/** Height of what stays together from an item on: heads with what follows them, things that are kept whole. */
function heightOfRun({ items, boxes }: OpenedColumn['column'], first: number): number {
  let last = first
  const isTied = (next: number) =>
    items[next]!.before === 'avoid' ||
    items[next]!.before === 'forbid' ||
    items[next - 1]!.kind === 'heading' ||
    boxes.some((box) => box.keep && box.first < next && next <= box.last)
  while (last + 1 < items.length && isTied(last + 1)) last += 1
  return items[last]!.bottom - items[first]!.top
}

function reportGreedy(book: MarkedUpBook, { column }: OpenedColumn): void {
  const { file, place } = placeOf(book, column.items[0]?.at ?? '')
  report(
    file,
    'greedy-pages',
    place,
    `Unexpected length of ${column.items.length} lines in one chapter, expected one that can be broken into pages as a whole; each page was ended by itself`,
    { hint: 'Make two chapters of it' },
  )
}

/** Report figures, tables and listings that stand far from all that refers to them in their chapter. */
function reportDistances(book: MarkedUpBook, { opened, pages, folios }: Layout): void {
  const labels = new Map(
    [...book.labels].flatMap(([name, label]) =>
      floating.has(label.kind) ? [[label.id, { ...label, name }] as const] : [],
    ),
  )
  for (const { column, broken, page } of opened) {
    const nearest = new Map<string, { distance: number; page: number }>()
    for (const { to, item } of column.references) {
      const target = pages.get(to)
      if (
        !labels.has(to) ||
        target === undefined ||
        !(to in column.marks || to in column.floatMarks)
      )
        continue
      const index = broken.pages.findIndex(({ first, end }) => first <= item && item < end)
      const from = page + Math.max(0, index)
      const distance = Math.abs(target - from)
      const before = nearest.get(to)
      if (!before || distance < before.distance) nearest.set(to, { distance, page: from })
    }
    for (const [id, found] of nearest) {
      if (found.distance <= mostPagesAway) continue
      const { kind, name } = labels.get(id)!
      const thing = column.floats[column.floatMarks[id]!] ?? column.items[column.marks[id]!]
      const { file, place } = placeOf(book, thing?.at ?? '')
      const reason = `Unexpected ${count(found.distance, 'page')} from ${kind} \`${name}\` on page ${folios[pages.get(id)! - 1]} to the nearest reference on page ${folios[found.page - 1]}, expected at most ${mostPagesAway}`
      report(file, 'distant-figure', place, reason, {
        subject: name,
        hint: 'Move it to where it is referred to, or refer to it near where it stands',
      })
    }
  }
}

/** Report lines in succession that end with a hyphen, and rivers. */
export function reportLines(book: MarkedUpBook, faults: readonly LineFault[]): void {
  const hint = 'Change a word or two, or mark the paragraph `{.tighten}` or `{.loosen}`'
  for (const { kind, at, lines } of faults) {
    const { file, place } = placeOf(book, at)
    const [rule, reason] =
      kind === 'hyphens'
        ? ([
            'hyphen-stack',
            `Unexpected ${lines} lines in succession that end with a hyphen, expected at most 3`,
          ] as const)
        : ([
            'white-river',
            `Unexpected river of wide word spaces, one below the other in ${lines} lines, expected them to lie apart`,
          ] as const)
    report(file, rule, place, reason, { hint })
  }
}

/** Report paragraphs that keep their lines in spite of the author. */
export function reportStiff(book: MarkedUpBook, stiff: readonly StiffParagraph[]): void {
  for (const { at, wanted } of stiff) {
    const { file, place } = placeOf(book, at)
    const [what, instead] = wanted === 'tighten' ? ['fewer', 'shorter'] : ['more', 'longer']
    const reason = `Unexpected paragraph that cannot be set with a line ${what}, expected \`${wanted}\` to change its lines`
    report(file, 'stiff-paragraph', place, reason, {
      subject: wanted,
      hint: `Choose a paragraph whose last line is nearly ${wanted === 'tighten' ? 'empty' : 'full'}, or make this one ${instead} by a word`,
    })
  }
}

/** Pixels to the inch below which print shows steps; shops ask for 300 (KDP, "Images"), and warn below 200. */
export const leastResolution = 200

/** Report pictures that print too coarse. */
export function reportCoarseImages(book: MarkedUpBook, images: readonly CoarseImage[]): void {
  for (const { at, resolution, width, src } of images) {
    const { file, place } = placeOf(book, at)
    const inches = width.toFixed(1)
    const wanted = Math.ceil(width * leastResolution)
    const reason = `Unexpected picture of ${Math.round(resolution)} pixels to the inch at its printed width of ${inches} in, expected at least ${leastResolution}`
    report(file, 'low-resolution', place, reason, {
      subject: src,
      hint: `Take a picture at least ${wanted} pixels wide, print it smaller with \`{width=…}\`, or use SVG`,
    })
  }
}

const count = (amount: number, unit: string): string => {
  const rounded = Math.round(amount)
  return `${rounded === 0 ? 'no' : rounded} ${unit}${rounded === 1 ? '' : 's'}`
}
