/** The whole flow on one screen: manuscript → structure → markup → typography → editions → checks. */
import type { VFile } from 'vfile'
import type { MarkedUpBook } from './book/book.js'
import type { Configuration, Edition } from './book/configuration.js'
import type { World } from './book/world.js'
import { makeEpub } from './epub/make-epub.js'
import { readConfiguration } from './manuscript/configuration/read-configuration.js'
import { readManuscript } from './manuscript/read-manuscript.js'
import { markUp } from './markup/mark-up.js'
import { checkEpub } from './preflight/check-epub.js'
import { makePdf } from './print/make-pdf.js'
import { readBibliography } from './structure/read-bibliography.js'
import { structure } from './structure/structure.js'
import { setType } from './typography/set-type.js'

export interface BuildRequest {
  /** The book folder. */
  readonly folder: string
  readonly kinds: readonly Edition['kind'][]
  /** Build only the edition of this name. */
  readonly edition?: string
  /** A file (one edition) or a folder; `output/` beside the package or the book without it. */
  readonly out?: string
  /** False to check only: everything is made and checked, nothing is written. */
  readonly write: boolean
  /** Warnings stop the build too. */
  readonly strict: boolean
  /** Receives the HTML that is printed, for measuring against a bare browser. */
  readonly keepHtml?: string
}

export interface Written {
  readonly path: string
  readonly kind: Edition['kind']
  readonly pages?: number
  readonly bytes: number
}

export interface BuildResult {
  /** Every file of the manuscript with the messages about it; `book.yaml` first. */
  readonly files: readonly VFile[]
  readonly written: readonly Written[]
  /** True where a message stopped the build: nothing was written. */
  readonly failed: boolean
  readonly phases: readonly { readonly name: string; readonly milliseconds: number }[]
}

/**
 * Build the editions of a book.
 *
 * Every stage reports all that it finds. A configuration that cannot be read stops the build at once; any
 * other fatal message stops it before the editions are made. Nothing is written unless all editions are.
 *
 * @throws EnvironmentFault where the machine is at fault: no browser, a full disk
 */
export async function build(world: World, request: BuildRequest): Promise<BuildResult> {
  const clock = stopwatch(world)
  const { configuration, file } = await clock.time('configure', () => readConfiguration(world, request.folder))
  if (isStopped([file], request)) return clock.result([file], [])
  const manuscript = await clock.time('read', () => readManuscript(world, request.folder, configuration))
  const bibliography = await clock.time('bibliography', () => readBibliography(world, request.folder, configuration))
  const structured = await clock.time('structure', () => structure(manuscript, configuration, bibliography))
  const markedUp = await clock.time('mark up', () => markUp(world, request.folder, structured))
  const book = await clock.time('set type', () => setType(markedUp))
  const files = [file, ...bibliography.files, ...new Set([...manuscript.map((one) => one.file), ...book.chapters.map((one) => one.file)])]
  if (isStopped(files, request)) return clock.result(files, [])
  const editions = chooseEditions(configuration, request)
  const made = await Promise.all(editions.map((edition) => clock.time(edition.kind, () => make(world, book, edition, file))))
  if (isStopped(files, request)) return clock.result(files, [])
  const written = request.write ? await writeAll(world, request, book, made) : []
  return clock.result(files, written)
}

interface Made {
  readonly edition: Edition
  readonly bytes: Uint8Array
  readonly pages?: number
  readonly html?: string
}

async function make(world: World, book: MarkedUpBook, edition: Edition, file: VFile): Promise<Made> {
  if (edition.kind === 'print') return { edition, ...(await makePdf(world, book, edition)) }
  const bytes = await makeEpub(world, book, edition)
  await checkEpub(bytes, file)
  return { edition, bytes }
}

function chooseEditions(configuration: Configuration, request: BuildRequest): Edition[] {
  return configuration.editions.filter((edition) =>
    request.kinds.includes(edition.kind) && (request.edition === undefined || edition.name === request.edition))
}
