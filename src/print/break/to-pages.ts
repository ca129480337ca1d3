/** From the chain of the search to pages that can be cut. */
import type { BrokenPage, NotePiece } from '../column.js'
import { chooseGaps } from '../stretch-white.js'
import type { Progress } from './list-pages.js'
import { floatsHeight, type Galley, notesHeight, textHeight } from './make-galley.js'
import { chooseFoot } from './place-floats.js'
import type { Arrival } from './turn-page.js'

/** List the pages on the way to an arrival, first page first. */
export function toPages(galley: Galley, last: Arrival): BrokenPage[] {
  const pages: BrokenPage[] = []
  for (let to = last; to.from; to = to.from) pages.push(toPage(galley, to.from, to))
  return pages.reverse()
}

function toPage(galley: Galley, from: Progress, to: Arrival): BrokenPage {
  return {
    first: from.item,
    end: to.item,
    notes: toPieces(galley, from.line, to.line),
    floats: placeFloats(galley, from, to),
    filled:
      textHeight(galley, from.item, to.item) +
      floatsHeight(galley, from.float, to.float) +
      notesHeight(galley, from.line, to.line) +
      to.lines * galley.frame.leading,
    extra: to.extra,
    stretched: chooseGaps(galley.column, galley.gaps, from.item, to.item, to.lines),
  }
}

function toPieces({ lines }: Galley, from: number, to: number): NotePiece[] {
  const pieces: NotePiece[] = []
  for (const { note, line } of lines.slice(from, to)) {
    const piece = pieces.at(-1)
    if (piece?.note === note) pieces[pieces.length - 1] = { ...piece, to: line + 1 }
    else pieces.push({ note, from: line, to: line + 1 })
  }
  return pieces
}

function placeFloats(galley: Galley, from: Progress, to: Progress): BrokenPage['floats'] {
  const foot = chooseFoot(galley, from.float, to.float)
  const hasText = to.item > from.item
  return Array.from({ length: to.float - from.float }, (_, index) => {
    const float = from.float + index
    const place = float < foot ? 'top' : 'foot'
    return { float, place: hasText ? place : 'page' }
  })
}
