/** The first stages of a build, run on a folder of `test/fixtures/` in memory. */
import type { VFile } from 'vfile'
import { readConfiguration } from '../../src/manuscript/configuration/read-configuration.js'
import { readManuscript } from '../../src/manuscript/read-manuscript.js'
import { markUp } from '../../src/markup/mark-up.js'
import { readBibliography } from '../../src/structure/read-bibliography.js'
import { structure } from '../../src/structure/structure.js'
import { bookFolder, worldAt } from './book-folder.js'

/** Read and structure a book folder. */
export async function structureAt(folder: string) {
  const world = await worldAt(folder)
  const { configuration, file } = await readConfiguration(world, bookFolder)
  const manuscript = await readManuscript(world, bookFolder, configuration)
  const bibliography = await readBibliography(world, bookFolder, configuration)
  const book = structure(manuscript, configuration, bibliography)
  return { world, book, files: [file, ...manuscript.map((one) => one.file), ...bibliography.files] }
}

/** Read, structure and mark up a book folder. */
export async function markUpAt(folder: string) {
  const { world, book, files } = await structureAt(folder)
  return { book: await markUp(world, bookFolder, book), files }
}

/** One line a message: place, rule, reason, hint; what is missing from book.yaml is not news here. */
export const listMessages = (files: readonly VFile[]): string[] =>
  files.flatMap((file) =>
    file.messages
      .filter((message) => message.ruleId !== 'missing-metadata')
      .map(
        (message) =>
          `${file.path}:${message.line ?? '-'}:${message.column ?? '-'} ${message.ruleId} ${message.reason}${message.note ? ` (${message.note})` : ''}`,
      ),
  )
