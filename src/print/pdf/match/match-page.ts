/** Everything that is painted on a page, given to the elements that it belongs to. */

import type { CollectedPage } from '../../in-page/collect-pages.js'
import type { ContentItem } from '../content/read-content.js'
import type { Structure } from '../structure/build-structure.js'
import { compareTexts, type LineFault, type Mismatch, type Painted } from './compare-texts.js'
import { mapPage, type Owner, ownerOfPath, ownerOfShape, ownerOfText } from './find-owner.js'
import { findRivers, type OwnedText } from './find-rivers.js'
import { orderFromRight } from './order-from-right.js'
import type { WordsOverleaf } from './words-overleaf.js'

/** A content stream, and whose each of its items is. */
export interface MatchedStream {
  readonly items: readonly ContentItem[]
  /** By index of the item; `undefined` for what paints nothing. */
  readonly owners: readonly (Owner | undefined)[]
  /**
   * Indices of texts that end with a hyphen which only stands where the line ends, with what of the word stands
   * on another page; `''` where it is on this.
   */
  readonly hyphenated: ReadonlyMap<number, string>
  /** Indices of texts that begin with the rest of a word from another page. */
  readonly begun: ReadonlySet<number>
}

export interface MatchedPage {
  readonly streams: readonly MatchedStream[]
  readonly mismatches: readonly Mismatch[]
  readonly lineFaults: readonly LineFault[]
}

/** Streams of a page are told apart by multiples of this in the keys of what is painted. */
const streamStep = 2 ** 24

/**
 * Match a page.
 *
 * @param streams items of the page's own content first, then of the forms on it
 */
export function matchPage(
  page: CollectedPage,
  places: Structure['places'][number],
  streams: readonly (readonly ContentItem[])[],
  overleaf: WordsOverleaf,
): MatchedPage {
  const map = mapPage(page, places)
  const painted = new Map<number, Painted[]>()
  const strangers: Mismatch[] = []
  const owned: OwnedText[] = []
  const owners = streams.map((items, stream) =>
    items.map((item, index): Owner | undefined => {
      if (item.kind === 'path') return withBullet(ownerOfPath(map, item))
      if (item.kind === 'object') return ownerOfShape(map, item.x, item.y)
      if (item.kind !== 'text') return undefined
      const owner = ownerOfText(map, item)
      const { text } = item.text!
      if (owner.isStranger) strangers.push({ page: page.page, expected: '', painted: text })
      else if (owner.node >= 0) owned.push({ item, node: owner.node })
      const before = painted.get(owner.node)
      const piece = { key: stream * streamStep + index, text }
      if (before) before.push(piece)
      else painted.set(owner.node, [piece])
      return owner
    }),
  )
  const { mismatches, hyphenated, lineFaults } = compareTexts(map, painted)
  return {
    mismatches: [...strangers, ...mismatches],
    lineFaults: [...lineFaults, ...findRivers(page, owned)],
    streams: streams.map((items, stream) => {
      const own = orderFromRight(items, owners[stream]!)
      const ends = [...hyphenated].filter((key) => Math.floor(key / streamStep) === stream)
      const rest = (index: number) => overleaf.rests.get(own[index]!.node) ?? ''
      return {
        items,
        owners: own,
        hyphenated: new Map(ends.map((key) => [key % streamStep, rest(key % streamStep)])),
        begun: findBegun(own, overleaf),
      }
    }),
  }
}

/** Find the first text of each node that begins with the rest of a word. */
function findBegun(owners: readonly (Owner | undefined)[], { begun }: WordsOverleaf): Set<number> {
  if (begun.size === 0) return new Set()
  const first = [...begun].map((node) => owners.findIndex((owner) => owner?.node === node))
  return new Set(first.filter((index) => index >= 0))
}

/** A bullet is drawn, so that nobody could read it. */
function withBullet(owner: Owner): Owner {
  const element = owner.slot?.owner
  if (element?.role === 'Lbl') element.actualText = '•'
  return owner
}
