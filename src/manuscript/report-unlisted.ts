/** Markdown that lies in the book folder and is not in the book. */
import type { VFile } from 'vfile'
import type { ManuscriptFile } from '../book/book.js'
import type { World } from '../book/world.js'
import { report } from '../diagnostics/report.js'
import { listManuscript } from './configuration/list-manuscript.js'

/**
 * Report, as `unlisted-file`, the Markdown files of a folder that are neither a file of the book nor included
 * by one. There are none where the author listed no files, for then all are in it.
 *
 * @param manuscript all files of the book, read
 * @param file the configuration, which receives the messages
 */
export async function reportUnlisted(
  world: World,
  folder: string,
  manuscript: readonly ManuscriptFile[],
  file: VFile,
): Promise<void> {
  const used = new Set(manuscript.flatMap(({ path, included }) => [path, ...included]))
  const { files } = await listManuscript(world.files, folder)
  for (const path of files.filter((name) => !used.has(name))) {
    report(file, 'unlisted-file', undefined, `Unexpected file \`${path}\`, expected it in a list`, {
      subject: path,
      hint: `Write \`- ${path}\` under \`chapters:\`, or begin its name with \`_\` if it is no chapter`,
    })
  }
}
