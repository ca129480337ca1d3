/** Everything that is painted on a page, given to the elements that it belongs to. */

import type { CollectedPage } from '../../in-page/collect-pages.js'
import type { ContentItem } from '../content/read-content.js'
import type { Structure } from '../structure/build-structure.js'
import { compareTexts, type HyphenStack, type Mismatch, type Painted } from './compare-texts.js'
import { mapPage, type Owner, ownerOfPath, ownerOfShape, ownerOfText } from './find-owner.js'

/** A content stream, and whose each of its items is. */
export interface MatchedStream {
  readonly items: readonly ContentItem[]
  /** By index of the item; `undefined` for what paints nothing. */
  readonly owners: readonly (Owner | undefined)[]
  /** Indices of texts that end with a hyphen which only stands where the line ends. */
  readonly hyphenated: ReadonlySet<number>
}

export interface MatchedPage {
  readonly streams: readonly MatchedStream[]
  readonly mismatches: readonly Mismatch[]
  readonly stacks: readonly HyphenStack[]
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
): MatchedPage {
  const map = mapPage(page, places)
  const painted = new Map<number, Painted[]>()
  const strangers: Mismatch[] = []
  const owners = streams.map((items, stream) =>
    items.map((item, index): Owner | undefined => {
      if (item.kind === 'path') return withBullet(ownerOfPath(map, item))
      if (item.kind === 'object') return ownerOfShape(map, item.x, item.y)
      if (item.kind !== 'text') return undefined
      const owner = ownerOfText(map, item)
      const { text } = item.text!
      if (owner.isStranger) strangers.push({ page: page.page, expected: '', painted: text })
      const before = painted.get(owner.node)
      const piece = { key: stream * streamStep + index, text }
      if (before) before.push(piece)
      else painted.set(owner.node, [piece])
      return owner
    }),
  )
  const { mismatches, hyphenated, stacks } = compareTexts(map, painted)
  return {
    mismatches: [...strangers, ...mismatches],
    stacks,
    streams: streams.map((items, stream) => ({
      items,
      owners: owners[stream]!,
      hyphenated: new Set(
        [...hyphenated]
          .filter((key) => Math.floor(key / streamStep) === stream)
          .map((key) => key % streamStep),
      ),
    })),
  }
}

/** A bullet is drawn, so that nobody could read it. */
function withBullet(owner: Owner): Owner {
  const element = owner.slot?.owner
  if (element?.role === 'Lbl') element.actualText = '•'
  return owner
}
