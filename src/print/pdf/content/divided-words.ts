/**
 * Words divided at the end of a line are read whole. A hyphen that stands only there is soft, and U+00AD may say so
 * (ISO 32000-1, 14.8.2.2.3), but poppler finds no word over it, and no reader finds one over two pages. So the first
 * half reads as the whole word (`ActualText`, 14.9.4), and the second as the space after it: as nothing, PDFium would
 * read its glyphs. Not both halves as one: a reader would mark the full breadth of two lines for the word.
 */
import type { Owner } from '../match/find-owner.js'
import type { MatchedStream } from '../match/match-page.js'
import type { TextObject } from './read-text-object.js'

/** Glyphs of a text from one index up to, not with, another. */
export interface Part {
  readonly from: number
  readonly to: number
  /** What it reads as, where its glyphs read otherwise; the same for all parts that read so together. */
  readonly reading?: Reading
}

/** What glyphs read as together, over several texts or in one. */
export interface Reading {
  readonly says: string
}

/** What belongs to a word for those who read it: its punctuation too, so that a space may follow. */
const solid = /^[^\p{Z}\s]+$/u

/** The rest of a word on the next page, with its soft hyphens. */
export const leadingWord = /^[^\p{Z}\s]+/u

/** Find the parts of all texts of a stream in which a divided word stands. @returns by index of the item */
export function divideWords(stream: MatchedStream): Map<number, Part[]> {
  const parts = new Map<number, Part[]>()
  const add = (index: number, part: Part) => {
    const before = parts.get(index)
    if (before) before.push(part)
    else parts.set(index, [part])
  }
  /** The glyph from which an item is free: what stands before is the rest of a word already. */
  const freeFrom = (index: number) => parts.get(index)?.at(-1)?.to ?? 0
  for (const index of stream.begun) {
    const text = stream.items[index]!.text!
    if (!isHard(text)) add(index, restOf(text))
  }
  for (const [index, overleaf] of [...stream.hyphenated].sort(([a], [b]) => a - b)) {
    const text = stream.items[index]!.text!
    if (isHard(text)) continue
    const hyphen = text.codes.length - 1
    const first = hyphen > 0 ? index : neighbour(stream, index, -1)
    const begin = first === undefined ? undefined : stream.items[first]!.text!
    const end = first === index ? hyphen : (begin?.codes.length ?? 0)
    const from = begin ? Math.max(freeFrom(first!), wordStart(begin, end)) : end
    const next = overleaf === '' ? neighbour(stream, index, 1) : undefined
    const rest = next === undefined ? undefined : stream.items[next]!.text!
    const tail = rest ? read(rest, 0, wordEnd(rest, 0)) : overleaf
    if (!begin || from === end || tail === '') {
      add(index, { from: hyphen, to: hyphen + 1, reading: { says: '\u00ad' } })
      continue
    }
    const reading = { says: read(begin, from, end) + tail }
    if (first === index) add(index, { from, to: hyphen + 1, reading })
    else {
      add(first!, { from, to: end, reading })
      add(index, { from: hyphen, to: hyphen + 1, reading })
    }
    if (rest) add(next!, restOf(rest))
  }
  return parts
}

/** The half of a word with which a text begins; nothing where more of it may follow in another text. */
function restOf(text: TextObject): Part {
  const to = wordEnd(text, 0)
  return { from: 0, to, reading: { says: to < text.codes.length ? ' ' : '' } }
}

/** Find the text before or after, if it belongs to the same element and nothing is painted between. */
function neighbour(
  { items, owners }: MatchedStream,
  index: number,
  step: 1 | -1,
): number | undefined {
  let at = index + step
  while (items[at]?.kind === 'state') at += step
  const text = items[at]?.text
  const [here, there] = [owners[index], owners[at]]
  if (!text || isHard(text) || !isInOrder(step > 0 ? here : there, step > 0 ? there : here))
    return undefined
  return at
}

const isInOrder = (first: Owner | undefined, second: Owner | undefined): boolean =>
  first?.slot !== undefined && first.slot === second?.slot && first.order <= second.order

/** A text in which glyphs and characters do not go together one by one. */
const isHard = ({ isReadOtherwise, isReversed }: TextObject): boolean =>
  isReadOtherwise || isReversed

const glyphText = ({ font, codes }: TextObject, at: number): string =>
  font.texts.get(Number.parseInt(codes[at]!, 16)) ?? ''

function wordEnd(text: TextObject, from: number): number {
  let at = from
  while (at < text.codes.length && solid.test(glyphText(text, at))) at++
  return at
}

function wordStart(text: TextObject, end: number): number {
  let at = end
  while (at > 0 && solid.test(glyphText(text, at - 1))) at--
  return at
}

function read(text: TextObject, from: number, to: number): string {
  let words = ''
  for (let at = from; at < to; at++) words += glyphText(text, at)
  return words
}
