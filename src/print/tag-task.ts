/** The part of `finishRuns` that runs in threads: one run of pages, tagged, with its piece of the structure. */
import type { PrintEdition } from '../book/configuration.js'
import { findPageStarts, type NumberedStart } from './find-page-starts.js'
import type { Collected } from './in-page/collect-pages.js'
import { cropMarks, pageOrigin } from './page-boxes.js'
import { UnknownOperator } from './pdf/content/read-text-object.js'
import { type PageFrame, type PageParts, tagRun } from './pdf/file/tag-run.js'
import { createPartWriter, type Part } from './pdf/file/write-part.js'
import type { LineFault, Mismatch } from './pdf/match/compare-texts.js'
import { openPdf } from './pdf/pdf-file.js'
import { buildStructure } from './pdf/structure/build-structure.js'
import type { StructureNode } from './pdf/structure/structure-node.js'
import { findLinks, type PageLink } from './pdf/write-links.js'

/** Consecutive pages, printed without tags, and what was collected of them. */
export interface TagTask {
  readonly bytes: Uint8Array
  /** `Collected`, as JSON: threads exchange text faster than a tree. */
  readonly collected: string
  readonly edition: PrintEdition
  /** Of the book. */
  readonly language: string
}

/** A page, to be finished when the others are known. */
export interface TaggedPage extends PageParts {
  /** From 1. */
  readonly page: number
  /** Upper edge of every element with an id, in CSS pixels. */
  readonly ids: Readonly<Record<string, number>>
  readonly links: readonly PageLink[]
}

/** A run with tags: numbers of objects are the part's. */
export interface TaggedPages {
  readonly part: Part
  readonly pages: readonly TaggedPage[]
  /** The document, as if it were these pages only. */
  readonly root: StructureNode
  readonly mismatches: readonly Mismatch[]
  readonly lineFaults: readonly LineFault[]
  /** Where each page begins in the text. */
  readonly starts: readonly NumberedStart[]
  /** Texts of the document on these pages. */
  readonly texts: number
  /** True where a font has no glyph for a character. */
  readonly lacksGlyphs: boolean
}

/** Tag a run of pages, or say what it holds that Skia was never seen to write. */
export function tagTask(
  task: TagTask,
): TaggedPages | (Pick<TaggedPages, 'starts'> & { readonly untaggable: string }) {
  const { pages } = JSON.parse(task.collected) as Collected
  const starts = findPageStarts(pages)
  const { edition } = task
  const frames = pages.map(
    ({ page }): PageFrame => ({
      origin: pageOrigin(edition),
      marks: cropMarks(edition, page, task.language),
    }),
  )
  const origins = frames.map(({ origin }) => origin)
  const { root, places } = buildStructure(pages, origins, task.language)
  const writer = createPartWriter()
  const given = pages.map((page, at) => ({ page, places: places[at]!, frame: frames[at]! }))
  try {
    const { pages: parts, ...found } = tagRun(writer, openPdf(task.bytes), given)
    return {
      ...found,
      part: writer.part,
      root,
      starts,
      texts: pages.reduce((sum, { nodes }) => sum + nodes.length, 0),
      pages: parts.map((part, at): TaggedPage => {
        const { page, ids } = pages[at]!
        return { ...part, page, ids, links: findLinks(pages[at]!, places[at]!) }
      }),
    }
  } catch (error) {
    if (error instanceof UnknownOperator) return { untaggable: error.message, starts }
    throw error
  }
}
