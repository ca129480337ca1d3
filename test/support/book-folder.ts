/** Books for tests, as folders in memory. */
import type { Browser } from '../../src/book/world.js'
import { createMemoryWorld, snapshotFolder } from '../../src/world/memory.js'

/** Where the book stands in the memory of `worldOf` and `worldAt`. */
export const bookFolder = '/book'

/** Make a world that holds a book, given as paths inside its folder and their text. */
export const worldOf = (files: Readonly<Record<string, string | Uint8Array>>) =>
  createMemoryWorld({
    files: Object.fromEntries(
      Object.entries(files).map(([path, text]) => [`${bookFolder}/${path}`, text]),
    ),
  })

/** Make a world that holds a copy of a real folder, its `expected.*` and `request.json` left out. */
export async function worldAt(folder: string, browser?: Browser) {
  const files = await snapshotFolder(folder, bookFolder)
  return createMemoryWorld({
    files: Object.fromEntries(
      Object.entries(files).filter(([path]) => !/\/(expected\.[a-z]+|request\.json)$/.test(path)),
    ),
    ...(browser && { browser }),
  })
}
