/** The table of contents as a tree. */
import type { Chapter, ContentsEntry } from '../book/book.js'
import { displayPages } from '../book/display-pages.js'
import type { SectionEntry } from './number-contents.js'

type Growing = Omit<ContentsEntry, 'children'> & { children: Growing[]; rank: number }

/**
 * List chapters and sections as they nest: parts hold chapters, chapters hold nested files and sections.
 *
 * @param sections of each chapter, in the order of `chapters`
 * @param depth 1 for chapters only, 2 with their sections, and so on
 */
export function listContents(
  chapters: readonly Chapter[],
  sections: readonly (readonly SectionEntry[])[],
  depth: number,
): ContentsEntry[] {
  const roots: Growing[] = []
  const open: Growing[] = []
  const add = (entry: Growing) => {
    while (open.length > 0 && open.at(-1)!.rank >= entry.rank) open.pop()
    ;(open.at(-1)?.children ?? roots).push(entry)
    open.push(entry)
  }
  chapters.forEach((chapter, index) => {
    if (displayPages.has(chapter.role)) return
    // Back matter closes the last part.
    if (chapter.depth === 1 && open[0]?.kind === 'part' && open[0].matter !== chapter.matter)
      open.length = 0
    if (chapter.depth <= depth) add(entryOf(chapter))
    for (const section of sections[index] ?? []) {
      if (section.rank <= depth) add(sectionEntry(section, chapter))
    }
  })
  return roots
}

const entryOf = (chapter: Chapter): Growing => ({
  id: chapter.id,
  chapterId: chapter.id,
  ...(chapter.number === undefined ? {} : { number: chapter.number }),
  title: chapter.title,
  titleText: chapter.titleText,
  kind: chapter.kind === 'part' ? 'part' : chapter.depth > 1 ? 'section' : 'chapter',
  matter: chapter.matter,
  rank: chapter.depth,
  children: [],
})

const sectionEntry = (section: SectionEntry, chapter: Chapter): Growing => ({
  id: section.id,
  chapterId: chapter.id,
  ...(section.number === undefined ? {} : { number: section.number }),
  title: section.title,
  titleText: section.titleText,
  kind: 'section',
  matter: chapter.matter,
  rank: section.rank,
  children: [],
})
