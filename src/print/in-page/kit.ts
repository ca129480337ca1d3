/**
 * The functions that run in the page, together. Puppeteer sends the text of one function, which knows
 * nothing of its module; so all of them are installed once as `octavo`, and call each other through it:
 * a file here says `declare const octavo: Kit` and imports types only.
 */
import type { BrowserPage } from '../../book/world.js'
import { applyNumbers, toLinks, whereSlots } from './apply-numbers.js'
import { buildPages, cutAll, cutNote, emptyPage, listParts, readCuts } from './build-pages.js'
import { carrySpans } from './carry-spans.js'
import { collectPage, collectPages } from './collect-pages.js'
import { cutAt, findBoundary, findHyphens, markPieces, partWrapMark } from './cut-at.js'
import { describe, findHosts } from './describe.js'
import { fillFloats, fillMargin, fillPage, fillPart, pagePart } from './fill-page.js'
import { findLineStart, findOffset } from './find-line-start.js'
import { continueList, freezeTable, inheritedOf, restoreInherited } from './freeze.js'
import {
  findMargins,
  isHollow,
  keepGrid,
  meetingMargins,
  planGrid,
  setMargins,
} from './keep-grid.js'
import {
  itemAt,
  itemOf,
  measureColumn,
  measureColumns,
  partOf,
  readSlots,
  startReading,
} from './measure-column.js'
import { measureFloats, settleFloats } from './measure-floats.js'
import { markNotes, measureNotes, noteHeights } from './measure-notes.js'
import {
  isWhole,
  readBeside,
  readBlock,
  readEdges,
  readLeaf,
  readWhole,
  tieBeside,
} from './read-block.js'
import { entryOf, readColumns, repeatEntry } from './read-columns.js'
import { hasTallAtom, lineTops, readRects } from './read-lines.js'
import { readListing, readTable } from './read-rows.js'

export const kit = {
  applyNumbers,
  buildPages,
  carrySpans,
  collectPage,
  collectPages,
  continueList,
  cutAll,
  cutAt,
  cutNote,
  describe,
  emptyPage,
  entryOf,
  fillFloats,
  fillMargin,
  fillPage,
  fillPart,
  findBoundary,
  findHosts,
  findHyphens,
  findLineStart,
  findMargins,
  findOffset,
  freezeTable,
  inheritedOf,
  isWhole,
  itemAt,
  itemOf,
  keepGrid,
  lineTops,
  listParts,
  markNotes,
  markPieces,
  partWrapMark,
  measureColumn,
  measureColumns,
  measureFloats,
  measureNotes,
  isHollow,
  meetingMargins,
  noteHeights,
  pagePart,
  partOf,
  planGrid,
  readBeside,
  readBlock,
  readColumns,
  readCuts,
  readEdges,
  readLeaf,
  readListing,
  hasTallAtom,
  readRects,
  readSlots,
  readTable,
  readWhole,
  repeatEntry,
  restoreInherited,
  setMargins,
  settleFloats,
  startReading,
  tieBeside,
  toLinks,
  whereSlots,
}

export type Kit = typeof kit & {
  /** What was measured, by column id: where each item lies in the document. */
  measured: Map<string, import('./read-block.js').Reading>
}

/** Put the kit into the page; again where the page was loaded again. */
export async function installKit(page: Pick<BrowserPage, 'evaluate'>): Promise<void> {
  const sources = Object.entries(kit).map(([name, part]) => `${name}: ${part.toString()}`)
  await page.evaluate(
    (source: string) => {
      // Indirect: evaluates in the global scope, where the functions see nothing but the page.
      // biome-ignore lint/security/noGlobalEval: the source is our own functions, and the page runs no other script
      const evaluate = eval
      ;(globalThis as unknown as { octavo: unknown }).octavo = evaluate(source)
    },
    `({ measured: new Map(), ${sources.join(',\n')} })`,
  )
}
