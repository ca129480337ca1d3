/** Find the Markdown files of a book folder, in the order in which a person would read them. */
import { join } from 'node:path'
import type { FileSystem } from '../../book/world.js'

/** Files about the project rather than of the book. */
const aboutTheProject =
  /^(readme|notice|licen[cs]e|copying|contributing|changelog|changes|code[-_]of[-_]conduct|security|authors|agents|claude)(\.[a-z-]+)?$/i

/** Folders that hold no manuscript: what programs write. Names that begin with `.` or `_` as well. */
const otherFolders = new Set(['node_modules', 'output', 'dist', 'build', 'target', 'vendor'])

/** Folders nested deeper than this hold no book, but may be a circle of links. */
const deepest = 8

const byName = new Intl.Collator('en', { numeric: true })

export interface ManuscriptListing {
  /** Paths relative to the folder, with `/`. */
  readonly files: readonly string[]
  /** README, LICENSE and the like. */
  readonly others: readonly string[]
}

/**
 * List the Markdown files of a folder and its sub-folders in natural order: `2-x.md` before
 * `10-x.md`, `index.md` before its neighbours. Names that begin with `.` or `_` are left out.
 */
export async function listManuscript(
  files: FileSystem,
  folder: string,
): Promise<ManuscriptListing> {
  const found: string[] = []
  await walk(files, folder, '', 0, found)
  const isOther = (path: string) =>
    aboutTheProject.test(
      path
        .split('/')
        .at(-1)!
        .replace(/\.(md|markdown)$/i, ''),
    )
  return { files: found.filter((path) => !isOther(path)), others: found.filter(isOther) }
}

async function walk(
  files: FileSystem,
  folder: string,
  inside: string,
  depth: number,
  found: string[],
): Promise<void> {
  const names = (await files.list(join(folder, inside))) ?? []
  for (const name of [...names].sort(compareNames)) {
    if (/^[._]/.test(name)) continue
    if (!name.endsWith('/')) {
      if (/\.(md|markdown)$/i.test(name)) found.push(inside + name)
    } else if (depth < deepest && !otherFolders.has(name.slice(0, -1).toLowerCase())) {
      await walk(files, folder, inside + name, depth + 1, found)
    }
  }
}

function compareNames(one: string, other: string): number {
  const rank = (name: string) => (/^(index|readme)\.(md|markdown)$/i.test(name) ? 0 : 1)
  // The plain comparison decides between names that the collator takes for equal.
  return rank(one) - rank(other) || byName.compare(one, other) || (one < other ? -1 : 1)
}
