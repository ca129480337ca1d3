/** From editions in memory to files. */
import type { MarkedUpBook } from './book.js'
import type { BuildRequest, Written } from './build-request.js'
import type { Edition } from './configuration.js'
import { outputPath } from './output-name.js'
import type { PrintPages } from './print-pages.js'
import type { World } from './world.js'

/** An edition that is ready to be written. */
export interface Made {
  readonly edition: Edition
  readonly bytes: Uint8Array
  readonly pages?: number
  /** What stands on each page, as JSON. */
  readonly layout?: () => string
  readonly pageStarts?: () => PrintPages
}

/** Write what was made, all of it after all of it is there; each file appears whole or not at all. */
export async function writeEditions(
  world: World,
  request: BuildRequest,
  book: MarkedUpBook,
  made: readonly Made[],
): Promise<Written[]> {
  const written: Written[] = []
  const editions = made.map(({ edition }) => edition)
  for (const { edition, bytes, pages, layout } of made) {
    const path = outputPath(book.configuration, edition, request.out, editions)
    world.progress.phase(`write ${path}`)
    await world.files.write(path, bytes)
    // Whoever names one file gets one file.
    if (layout && path !== request.out)
      await world.files.write(path.replace(/\.pdf$/, '.layout.json'), encode(layout()))
    written.push({
      path,
      kind: edition.kind,
      bytes: bytes.byteLength,
      ...(pages === undefined ? {} : { pages }),
    })
  }
  return written
}

/** Text as UTF-8. */
export const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
