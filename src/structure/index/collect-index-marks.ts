/** Walk the book for what is marked for an index, each with the section that it stands in. */
import type { Data, Nodes } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { captionsOf } from '../../book/captions.js'
import { claim, slugOf } from '../name-chapters.js'
import type { SectionEntry } from '../number-contents.js'
import type { RawChapter } from '../raw-chapter.js'
import type { IndexMark } from './index-mark.js'
import { isMarked, readIndexMark } from './read-index-mark.js'

/** What numbering told of the chapters, in their order. */
export interface Numbered {
  readonly ids: readonly string[]
  readonly chapterNumbers: readonly (string | undefined)[]
  readonly sections: readonly (readonly SectionEntry[])[]
}

/** Collect the marks of all chapters in reading order. Gives each place an id, and takes the attributes off. */
export function collectIndexMarks(
  chapters: readonly RawChapter[],
  { ids, chapterNumbers, sections }: Numbered,
): IndexMark[] {
  const marks: IndexMark[] = []
  const taken = new Set<string>()
  chapters.forEach((chapter, index) => {
    const id = ids[index]!
    const opening = chapterNumbers[index] ?? chapter.titleText
    /** Numbers of the sections that are open, by rank. */
    let open: (string | undefined)[] = []
    let section = opening
    let count = 0
    const note = (node: Nodes, own?: string) => {
      if (!isMarked(node)) return
      const place = own ?? placeOf(node, id, taken)
      const mark = readIndexMark(node, chapter.file, section, place)
      if (mark) marks.push(mark)
      const data: Data = node.data ?? {}
      if (mark && own === undefined)
        node.data = { ...data, hProperties: { ...data.hProperties, id: place } }
    }
    const walk = (node: Nodes): void => {
      const entry = node.type === 'heading' ? sections[index]?.[count++] : undefined
      if (entry) {
        open = [...open.slice(0, entry.rank), entry.number]
        // What has no number is found by what it stands in.
        section = open.findLast((number) => number !== undefined) ?? opening
      }
      note(node, entry?.id)
      if ('children' in node) for (const child of node.children) walk(child)
      for (const caption of captionsOf(node)) walk(caption)
    }
    if (chapter.heading) note(chapter.heading, id)
    for (const node of chapter.title) walk(node)
    walk(chapter.tree)
  })
  return marks
}

/** The author's label, or a name of the place that changes with nothing but its chapter and its words. */
function placeOf(node: Nodes, chapterId: string, taken: Set<string>): string {
  const { id, hProperties }: Data = node.data ?? {}
  if (id) return id
  const entry = hProperties?.entry
  const words = slugOf(typeof entry === 'string' ? entry : plainText(node)) || 'term'
  return claim(`${chapterId}-ix.${words}`, taken)
}
