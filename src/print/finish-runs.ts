/**
 * The PDF for the press from what Chromium printed without tags: runs of pages joined, structure, links,
 * outline and metadata from what we know of the book, nothing written twice.
 */
import type { ContentsEntry, MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { wordsFor } from '../book/words.js'
import type { Collected } from './in-page/collect-pages.js'
import { contentsId } from './make-contents.js'
import { notesId, printContents } from './make-notes-chapter.js'
import { cropMarks, pageBoxes } from './page-boxes.js'
import { UnknownOperator } from './pdf/content/read-text-object.js'
import { type NewFile, type PageFrame, type TaggedRun, tagRun } from './pdf/file/tag-run.js'
import { writeCatalog } from './pdf/file/write-catalog.js'
import { type FinishedPage, locateIds, writePages } from './pdf/file/write-pages.js'
import { createPdfWriter } from './pdf/file/write-pdf.js'
import type { HyphenStack, Mismatch } from './pdf/match/compare-texts.js'
import { openPdf } from './pdf/pdf-file.js'
import { buildStructure, type Structure } from './pdf/structure/build-structure.js'
import { placeNotes } from './pdf/structure/place-notes.js'
import { isDescribed } from './pdf/structure/structure-node.js'
import { tidyStructure } from './pdf/structure/tidy-structure.js'
import { writeStructure } from './pdf/structure/write-structure.js'
import { writeDestinations, writeOutline } from './pdf/write-outline.js'

/** Consecutive pages, printed without tags, and what was collected of them. */
export interface PrintedRun {
  readonly bytes: Uint8Array
  readonly collected: Collected
}

interface Finish {
  readonly book: Pick<MarkedUpBook, 'configuration' | 'contents' | 'labels'>
  readonly edition: PrintEdition
  /** What each page is called, in order. */
  readonly folios: readonly string[]
  /** Seconds since 1970, where the environment fixes a date. */
  readonly epoch: number | undefined
}

/** The finished file, or why there is none. */
export interface FinishedPdf {
  /** Absent where the pages cannot be tagged: print them with Chromium's tags, and use `finishPdf`. */
  readonly bytes?: Uint8Array
  /** Why the pages cannot be tagged, as a part of a message. */
  readonly untaggable?: string
  /** Texts that are painted otherwise than they stand in the document. */
  readonly mismatches: readonly Mismatch[]
  /** Lines in succession that end with a hyphen, more than the trade allows. */
  readonly stacks: readonly HyphenStack[]
}

/** Share of the texts that may differ before the matching is trusted no more: one in 200. */
const mostMismatches = 0.005

/** Finish the runs of a book. @param runs in the order of their pages */
export async function finishRuns(
  runs: readonly PrintedRun[],
  finish: Finish,
): Promise<FinishedPdf> {
  const { book, edition } = finish
  const pages = runs.flatMap((run) => run.collected.pages)
  const frames = pages.map(
    ({ page }): PageFrame => ({
      origin: pageBoxes(edition, page).origin,
      marks: cropMarks(edition, page),
    }),
  )
  const structure = buildStructure(
    pages,
    frames.map(({ origin }) => origin),
    book.configuration.metadata.language,
  )
  const file: NewFile = { writer: createPdfWriter(), known: new Map(), keys: new Map() }
  const tagged = tagAll(file, runs, structure, frames)
  if ('untaggable' in tagged) return { untaggable: tagged.untaggable, mismatches: [], stacks: [] }
  const mismatches = tagged.flatMap((run) => run.mismatches)
  const texts = pages.reduce((sum, { nodes }) => sum + nodes.length, 0)
  if (mismatches.length > Math.max(3, texts * mostMismatches))
    return { untaggable: `${mismatches.length} texts of ${texts}`, mismatches, stacks: [] }
  const finished = tagged
    .flatMap((run) => run.pages)
    .map((page, at) => ({ tagged: page, collected: pages[at]!, places: structure.places[at]! }))
  const isSound = mismatches.length === 0 && !tagged.some((run) => run.lacksGlyphs)
  const stacks = tagged.flatMap((run) => run.stacks)
  const bytes = await assemble(file, finished, structure, finish, isSound)
  return { bytes, mismatches, stacks }
}

function tagAll(
  file: NewFile,
  runs: readonly PrintedRun[],
  { places }: Structure,
  frames: readonly PageFrame[],
): readonly TaggedRun[] | { readonly untaggable: string } {
  let first = 0
  try {
    return runs.map(({ bytes, collected }) => {
      const pages = collected.pages.map((page, at) => ({
        page,
        places: places[first + at]!,
        frame: frames[first + at]!,
      }))
      first += pages.length
      return tagRun(file, openPdf(bytes), pages)
    })
  } catch (error) {
    if (error instanceof UnknownOperator) return { untaggable: error.message }
    throw error
  }
}

function assemble(
  file: NewFile,
  pages: readonly FinishedPage[],
  { root }: Structure,
  { book, edition, folios, epoch }: Finish,
  isSound: boolean,
): Promise<Uint8Array> {
  const { writer } = file
  const { metadata } = book.configuration
  const ids = locateIds(pages, edition)
  const isKnown = (id: string) => ids.has(id)
  const tree = writePages(file, pages, edition, isKnown)
  tidyStructure(root)
  placeNotes(root)
  const structure = writeStructure(writer, root, file.keys)
  const named = new Set([...idsNamed(pages), ...[...book.labels.values()].map(({ id }) => id)])
  const contents = withContents(
    printContents(book, ids.has(notesId)),
    wordsFor(metadata.language).contents,
    pages,
  )
  const collect = (entry: ContentsEntry) => {
    named.add(entry.id)
    entry.children.forEach(collect)
  }
  contents.forEach(collect)
  const destinations = writeDestinations(writer, new Map([...ids].filter(([id]) => named.has(id))))
  const outline = writeOutline({ writer, isKnown, elements: structure.byId }, contents)
  return writeCatalog(writer, {
    metadata,
    folios,
    epoch,
    pages: tree,
    structure: structure.root,
    destinations,
    outline,
    isAccessible: isSound && isDescribed(root),
  })
}

/** Ids that links of the pages name. */
const idsNamed = (pages: readonly FinishedPage[]): string[] =>
  pages.flatMap(({ collected }) =>
    collected.nodes.flatMap((node) => {
      const href = 'tag' in node ? node.attributes?.href : undefined
      return href?.startsWith('#') ? [href.slice(1)] : []
    }),
  )

/** Let the outline name the contents as well, at their place among the chapters. */
function withContents(
  entries: readonly ContentsEntry[],
  title: string,
  pages: readonly FinishedPage[],
): readonly ContentsEntry[] {
  const pageOf = (id: string) => pages.findIndex(({ collected }) => id in collected.ids)
  const page = pageOf(contentsId)
  if (page < 0) return entries
  const own: ContentsEntry = {
    id: contentsId,
    chapterId: contentsId,
    title: [],
    titleText: title,
    kind: 'chapter',
    matter: 'front',
    children: [],
  }
  const after = entries.findIndex(({ id }) => pageOf(id) > page)
  const at = after < 0 ? entries.length : after
  return [...entries.slice(0, at), own, ...entries.slice(at)]
}
