/** What a reader would find fault with in broken pages: facts for lint and for the report on quality. */
import type { BrokenColumn, BrokenPage, BrokenPart, Column, PageFrame } from '../column.js'
import {
  headAtFoot,
  heightWithHead,
  isForced,
  missingOrphans,
  missingWidows,
} from './faults-of-breaks.js'
import { judgeFloats, judgeNotes } from './judge-notes-and-floats.js'
import { fewestLastLines, roundingError } from './weights.js'

/** The unit of `amount` stands with each. */
export type PageFactKind =
  /** Lines missing before a break in a block, and after it. */
  | 'orphan'
  | 'widow'
  /** Lines of text left with a head at the foot: 0 or 1. */
  | 'stranded-head'
  /** Lines by which facing pages differ, one or more; told of the recto. */
  | 'uneven-spread'
  /** Lines by which a page is short, more than two; not before a forced break or the column's end. */
  | 'short-page'
  /** White share of such a page, more than a quarter. */
  | 'white-page'
  /** Lines of the last page, fewer than five. */
  | 'short-last-page'
  /** Pixels by which a page is too full. */
  | 'overfull-page'
  /** Lines of a note that go on overleaf. */
  | 'split-note'
  /** Pages from the call to the note, 1 or more. */
  | 'late-note'
  /** Pages from the reference to the float, 0 or more; told of every float. */
  | 'float-distance'

export interface PageFact {
  readonly kind: PageFactKind
  /** Index of the page in the broken column. */
  readonly page: number
  /** Item to blame, whose `at` is the place; -1 where the column has none. */
  readonly item: number
  readonly amount: number
  /** Id of the note or float. */
  readonly id?: string
  /** Height of a head with what it should stand with, in pixels, where no page is deep enough for that. */
  readonly needs?: number
}

/** Lines by which a page may be short, or facing pages differ, without a word. */
const shortLines = 2
const unevenLines = 1
const whiteShare = 1 / 4

/** Judge the pages of a column. @returns in the order of pages, notes and floats last */
export function judgePages(column: Column, frame: PageFrame, broken: BrokenColumn): PageFact[] {
  const { pages } = broken
  return [
    ...pages.flatMap((page, index) => [
      ...partsOf(page).flatMap((part) => judgeBreak(column, frame, part, page, index)),
      ...judgeDepth(column, frame, pages, index),
    ]),
    ...judgeNotes(column, pages),
    ...judgeFloats(column, pages),
  ]
}

/** What of a page is followed by a break: all of it, or each of its columns; these begin right below what is across. */
const partsOf = (page: BrokenPage): readonly BrokenPart[] => page.columns?.parts ?? [page]

/** @param whole the page, that of a column; the text may go on in the next */
function judgeBreak(
  { items }: Column,
  { leading, depth }: PageFrame,
  { first, end }: BrokenPart,
  whole: BrokenPage,
  page: number,
): PageFact[] {
  if (first === end || end === items.length || isForced(items[end]!.before)) return []
  const facts: PageFact[] = []
  const orphans = missingOrphans(items, end)
  const widows = missingWidows(items, end)
  const head = headAtFoot(items, first, end, leading)
  if (orphans) facts.push({ kind: 'orphan', page, item: end - 1, amount: orphans })
  const next = end < whole.end ? page : page + 1
  if (widows) facts.push({ kind: 'widow', page: next, item: end, amount: widows })
  if (head) {
    const needs = heightWithHead(items, head.item, leading)
    const unavoidable = needs > depth + roundingError ? { needs } : {}
    const fact = { page, item: head.item, amount: head.lines, ...unavoidable }
    facts.push({ kind: 'stranded-head', ...fact })
  }
  return facts
}

function judgeDepth(
  column: Column,
  frame: PageFrame,
  pages: readonly BrokenPage[],
  index: number,
): PageFact[] {
  const page = pages[index]!
  const { filled, first, extra } = page
  const white = frame.depth + extra - filled
  const item = Math.min(first, column.items.length - 1)
  const fact = (kind: PageFactKind, amount: number): PageFact[] => [
    { kind, page: index, item, amount },
  ]
  if (white < -roundingError) return fact('overfull-page', -white)
  if (isBlank(page)) return []
  if (isLast(column, page)) {
    const lines = filled / frame.leading
    const isShort = index > 0 && index === pages.length - 1 && lines < fewestLastLines
    return isShort ? fact('short-last-page', lines) : []
  }
  const before = pages[index - 1]
  const isVersoFirst = (index + (frame.startsOn === 'verso' ? 0 : 1)) % 2 === 0
  const isSpread =
    before && !isVersoFirst && hasText(before) && hasText(page) && !before.columns && !page.columns
  const uneven = isSpread
    ? Math.abs(depthOf(before, frame) - depthOf(page, frame)) / frame.leading
    : 0
  return [
    ...(uneven >= unevenLines && !isLast(column, before!) ? fact('uneven-spread', uneven) : []),
    ...(white > shortLines * frame.leading ? fact('short-page', white / frame.leading) : []),
    ...(white > whiteShare * frame.depth ? fact('white-page', white / frame.depth) : []),
  ]
}

/** How far down a page is filled: what stands at the foot ends there. */
function depthOf({ filled, notes, floats, extra }: BrokenPage, { depth }: PageFrame): number {
  return notes.length > 0 || floats.some(({ place }) => place === 'foot') ? depth + extra : filled
}

function hasText({ first, end }: BrokenPage): boolean {
  return end > first
}

function isBlank(page: BrokenPage): boolean {
  return !hasText(page) && page.notes.length === 0 && page.floats.length === 0
}

/** Tell whether a page may be as short as it likes. */
function isLast({ items }: Column, { end }: BrokenPage): boolean {
  return end === items.length || isForced(items[end]!.before)
}
