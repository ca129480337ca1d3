/** Give each chapter the id that is also the stem of its file in the EPUB. */
import type { RawChapter } from './raw-chapter.js'

/**
 * Ids come from the manuscript's file names without their ordering numbers, so that adding a chapter
 * changes no other chapter's id (and no reader's bookmark).
 *
 * @returns one id a chapter, `[a-z][a-z0-9-]*`, all different
 */
export function nameChapters(chapters: readonly RawChapter[]): string[] {
  const taken = new Set<string>(reserved)
  return chapters.map((chapter, index) => {
    const seen = chapters.findIndex((other) => other.path === chapter.path && other.path !== '')
    const base =
      (seen === index && slugOf(stem(chapter.path))) ||
      slugOf(chapter.titleText) ||
      `chapter-${index + 1}`
    return claim(base, taken)
  })
}

/** Names of files that the editions make themselves. */
const reserved = [
  'nav',
  'toc',
  'contents',
  'cover',
  'half-title',
  'title-page',
  'copyright-page',
  'bibliography',
  'solutions',
]

/** Take a name, or the name with the first free number. */
export function claim(base: string, taken: Set<string>): string {
  let name = base
  for (let count = 2; taken.has(name); count++) name = `${base}-${count}`
  taken.add(name)
  return name
}

const stem = (path: string) =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.[^.]+$/, '')

/** ASCII letters, digits and hyphens, from a letter on; empty where nothing is left. */
export function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[\d-]+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
}
