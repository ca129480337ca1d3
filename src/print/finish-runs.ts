/**
 * The PDF for the press from what Chromium printed without tags: runs of pages joined, structure, links,
 * outline and metadata from what we know of the book, nothing written twice.
 */
import type { ContentsEntry, MarkedUpBook } from '../book/book.js'
import type { PrintEdition } from '../book/configuration.js'
import { wordsFor } from '../book/words.js'
import { contentsId } from './make-contents.js'
import { notesId, printContents } from './make-notes-chapter.js'
import { writeCatalog } from './pdf/file/write-catalog.js'
import { locateIds, writePages } from './pdf/file/write-pages.js'
import { joinPart, renumber } from './pdf/file/write-part.js'
import { createPdfWriter, type PdfWriter } from './pdf/file/write-pdf.js'
import type { LineFault, Mismatch } from './pdf/match/compare-texts.js'
import { placeNotes } from './pdf/structure/place-notes.js'
import { addNode, isDescribed, isSlot, type StructureNode } from './pdf/structure/structure-node.js'
import { tidyStructure } from './pdf/structure/tidy-structure.js'
import { writeStructure } from './pdf/structure/write-structure.js'
import { writeDestinations, writeOutline } from './pdf/write-outline.js'
import type { TaggedPage, TaggedPages, tagTask } from './tag-task.js'

/** Consecutive pages, printed and tagged, or why they cannot be tagged. */
export type TaggedRun = ReturnType<typeof tagTask>

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
  readonly lineFaults: readonly LineFault[]
}

/** Share of the texts that may differ before the matching is trusted no more: one in 200. */
const mostMismatches = 0.005

/** Finish the runs of a book. @param runs in the order of their pages */
export async function finishRuns(runs: readonly TaggedRun[], finish: Finish): Promise<FinishedPdf> {
  const tagged: TaggedPages[] = []
  for (const answer of runs) {
    if ('untaggable' in answer)
      return { untaggable: answer.untaggable, mismatches: [], lineFaults: [] }
    tagged.push(answer)
  }
  const mismatches = tagged.flatMap((run) => run.mismatches)
  const texts = tagged.reduce((sum, run) => sum + run.texts, 0)
  if (mismatches.length > Math.max(3, texts * mostMismatches))
    return { untaggable: `${mismatches.length} texts of ${texts}`, mismatches, lineFaults: [] }
  const writer = createPdfWriter()
  const { pages, root } = join(writer, tagged)
  const isSound = mismatches.length === 0 && !tagged.some((run) => run.lacksGlyphs)
  const lineFaults = tagged.flatMap((run) => run.lineFaults)
  const bytes = await assemble(writer, pages, root, finish, isSound)
  return { bytes, mismatches, lineFaults }
}

/** Join the runs: their objects, their pages, and their pieces of the structure. */
function join(writer: PdfWriter, runs: readonly TaggedPages[]) {
  const root = addNode(undefined, 'Document')
  const pages: TaggedPage[] = []
  const known = new Map<string, number>()
  for (const run of runs) {
    const numbers = joinPart(writer, run.part, known)
    for (const page of run.pages) {
      const { object, contents, resources } = page
      pages.push({
        ...page,
        object: numbers[object]!,
        contents: numbers[contents]!,
        resources: renumber(resources, numbers),
      })
    }
    renumberMarks(run.root, numbers)
    for (const kid of run.root.kids) {
      root.kids.push(isSlot(kid) ? { ...kid, owner: root } : Object.assign(kid, { parent: root }))
    }
  }
  return { pages, root }
}

function renumberMarks({ kids }: StructureNode, numbers: readonly number[]): void {
  for (const kid of kids) {
    if (!isSlot(kid)) {
      renumberMarks(kid, numbers)
      continue
    }
    for (const mark of kid.marks) {
      mark.page = numbers[mark.page]!
      if (mark.form !== undefined) mark.form = numbers[mark.form]!
    }
  }
}

function assemble(
  writer: PdfWriter,
  pages: readonly TaggedPage[],
  root: StructureNode,
  { book, edition, folios, epoch }: Finish,
  isSound: boolean,
): Promise<Uint8Array> {
  const { metadata } = book.configuration
  const ids = locateIds(pages, edition)
  const isKnown = (id: string) => ids.has(id)
  const tree = writePages(writer, pages, { edition, language: metadata.language }, isKnown)
  tidyStructure(root)
  placeNotes(root)
  const structure = writeStructure(writer, root)
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
const idsNamed = (pages: readonly TaggedPage[]): string[] =>
  pages.flatMap(({ links }) =>
    links.flatMap(({ href }) => (href.startsWith('#') ? [href.slice(1)] : [])),
  )

/** Let the outline name the contents as well, at their place among the chapters. */
function withContents(
  entries: readonly ContentsEntry[],
  title: string,
  pages: readonly TaggedPage[],
): readonly ContentsEntry[] {
  const pageOf = (id: string) => pages.findIndex(({ ids }) => id in ids)
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
