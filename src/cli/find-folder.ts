/** Which book is meant. */
import type { FileSystem } from '../book/world.js'

/**
 * The book folder: the one that is named; else the one we stand in, if it has a `book.yaml`; else
 * `manuscript/`, where a project keeps its book; else the one we stand in, for its Markdown.
 */
export async function findFolder(files: FileSystem, named: string | undefined): Promise<string> {
  if (named !== undefined) return named
  if (await hasConfiguration(files, '.')) return '.'
  const inside = (await files.list('manuscript')) ?? []
  return inside.some((name) => /^book\.ya?ml$|\.(md|markdown)$|\/$/i.test(name))
    ? 'manuscript'
    : '.'
}

const hasConfiguration = async (files: FileSystem, folder: string): Promise<boolean> =>
  ((await files.list(folder)) ?? []).some((name) => /^book\.ya?ml$/.test(name))
