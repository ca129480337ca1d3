/** The whole flow on one screen: manuscript → structure → markup → typography → editions → checks. */
import type { VFile } from 'vfile'
import type { MarkedUpBook } from './book/book.js'
import type { BookSource } from './book/book-source.js'
import type { BuildRequest, BuildResult, Written } from './book/build-request.js'
import type { Configuration, Edition } from './book/configuration.js'
import { type PrintPages, sharedPages } from './book/print-pages.js'
import { stopwatch } from './book/stopwatch.js'
import type { World } from './book/world.js'
import { encode, type Made, writeEditions } from './book/write-editions.js'
import type { CoverPicture } from './epub/cover/check-picture.js'
import { chooseEditions } from './manuscript/configuration/choose-editions.js'
import { readConfiguration } from './manuscript/configuration/read-configuration.js'
import { readCopyfitting } from './manuscript/configuration/read-copyfitting.js'
import { readManuscript } from './manuscript/read-manuscript.js'
import { reportUnlisted } from './manuscript/report-unlisted.js'
import type { PreparedSnippets } from './markup/prepare/prepare-snippets.js'
import { findConditions } from './select/conditions.js'
import { selectFor } from './select/select-for.js'
import { readBibliography } from './structure/read-bibliography.js'
import { structure } from './structure/structure.js'
import { setType } from './typography/set-type.js'

/**
 * The later stages, loaded while the manuscript is parsed in threads and only where they are needed:
 * together they take 0.3 s to load.
 */
const stages = {
  snippets: () => import('./markup/prepare/foresee-snippets.js'),
  markup: () => import('./markup/mark-up.js'),
  print: () => import('./print/make-pdf.js'),
  cover: () => import('./epub/cover/make-cover.js'),
  epub: () => import('./epub/make-epub.js'),
  narration: () => import('./manuscript/narration/read-narration.js'),
  preflightEpub: () => import('./preflight/preflight-epub.js'),
  checkPdf: () => import('./preflight/check-pdf.js'),
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
  const result = (files: readonly VFile[], written: readonly Written[], failed = true) => ({
    files,
    written,
    failed,
    phases: clock.phases,
  })
  const { configuration, file } = await clock.time('configure', () =>
    readConfiguration(world, request.folder),
  )
  const editions = chooseEditions(configuration, request, file)
  if (isStopped([file], request)) return result([file], [])
  if (makes(editions, 'print')) world.browser.warm(1)
  let ahead: Ahead = {}
  const manuscript = await clock.time('read', () =>
    readManuscript(world, request.folder, configuration, (texts) => {
      ahead = startAhead(world, configuration, editions, request, file, texts)
    }),
  )
  await reportUnlisted(world, request.folder, manuscript, file)
  const copyfitting = await readCopyfitting(world, request.folder, configuration)
  const narration = await narrationFor(world, request.folder, configuration, editions)
  const bibliography = await clock.time('bibliography', () =>
    readBibliography(world, request.folder, configuration),
  )
  const structured = await clock.time('structure', () =>
    structure(manuscript, configuration, bibliography),
  )
  const { markUp } = await stages.markup()
  const markedUp = await clock.time('mark up', async () =>
    markUp(world, request.folder, structured, await ahead.snippets),
  )
  const book = await clock.time('set type', () => setType(markedUp))
  const files = [
    file,
    ...bibliography.files,
    ...(copyfitting ? [copyfitting.file] : []),
    ...(narration?.files ?? []),
    ...new Set([...manuscript.map((one) => one.file), ...book.chapters.map((one) => one.file)]),
  ]
  if (isStopped(files, request)) return result(files, [])
  const source = { folder: request.folder, file, copyfitting, recordings: narration?.recordings }
  const conditions = findConditions(book)
  const bookFor = (edition: Edition) => selectFor(book, edition, conditions)
  const making = new Map<Edition, Promise<Made>>()
  const madeFor = (edition: Edition) => making.get(edition)
  // Print first: an e-book may wait for its pages.
  for (const edition of [...editions].sort(printFirst)) {
    const run = () => make(world, bookFor, edition, request, source, ahead, madeFor)
    making.set(edition, clock.time(edition.kind, run))
  }
  const made = await Promise.all(editions.map((edition) => making.get(edition)!))
  if (isStopped(files, request)) return result(files, [])
  const written = request.write ? await writeEditions(world, request, book, made) : []
  return result(files, written, false)
}

/** Recordings are read where somebody can hear them. */
const narrationFor = async (
  world: World,
  folder: string,
  configuration: Configuration,
  editions: readonly Edition[],
) =>
  configuration.narration.length > 0 && makes(editions, 'epub')
    ? (await stages.narration()).readNarration(world, folder, configuration)
    : undefined

const printFirst = (one: Edition, other: Edition): number =>
  Number(other.kind === 'print') - Number(one.kind === 'print')

const makes = (editions: readonly Edition[], kind: Edition['kind']): boolean =>
  editions.some((edition) => edition.kind === kind)

/** Characters of Markdown from which on a book is laid out in two documents. */
const worthTwo = 250_000

/** What needs no tree of the text: it goes on while the manuscript is parsed in threads. */
interface Ahead {
  readonly snippets?: Promise<PreparedSnippets>
  readonly cover?: Promise<CoverPicture>
}

function startAhead(
  world: World,
  { metadata }: Configuration,
  editions: readonly Edition[],
  request: BuildRequest,
  file: VFile,
  texts: readonly string[],
): Ahead {
  const snippets = stages.snippets().then((stage) => stage.foreseeSnippets(world, texts))
  // Faults are met by those who wait for the result; nobody may be waiting yet.
  snippets.catch(ignore)
  stages.markup().catch(ignore)
  if (makes(editions, 'print')) {
    stages.print().catch(ignore)
    if (texts.reduce((sum, { length }) => sum + length, 0) > worthTwo) world.browser.warm(2)
  }
  if (!makes(editions, 'epub')) return { snippets }
  stages.epub().catch(ignore)
  const cover = stages
    .cover()
    .then(({ makeCover }) => makeCover(world, metadata, { folder: request.folder, file }))
  cover.catch(ignore)
  return { snippets, cover }
}

const ignore = () => undefined

/** What an edition has of the book. */
type BookFor = (edition: Edition) => MarkedUpBook

async function make(
  world: World,
  bookFor: BookFor,
  edition: Edition,
  request: BuildRequest,
  source: BookSource,
  ahead: Ahead,
  madeFor: (edition: Edition) => Promise<Made> | undefined,
): Promise<Made> {
  const book = bookFor(edition)
  if (edition.kind === 'print') {
    const { makePdf } = await stages.print()
    const { bytes, pages, html, layout, pageStarts } = await makePdf(world, book, edition, source)
    if (request.keepHtml) await world.files.write(request.keepHtml, encode(html()))
    if (!request.write) {
      const { checkPdf } = await stages.checkPdf()
      checkPdf(bytes, source.file)
    }
    return { edition, bytes, pages, layout, pageStarts }
  }
  const { makeEpub } = await stages.epub()
  const pages = await pagesFor(world, bookFor, edition, source, madeFor)
  const bytes = await makeEpub(world, book, edition, source, ahead.cover, pages)
  const { preflightEpub } = await stages.preflightEpub()
  await preflightEpub(world, bytes, {
    file: source.file,
    book,
    isForKindle: edition.profile === 'kindle',
    isThorough: !request.write,
  })
  return { edition, bytes }
}

/** Find the pages that an e-book lists: of an edition that is being made, or laid out for the purpose. */
async function pagesFor(
  world: World,
  bookFor: BookFor,
  edition: Extract<Edition, { kind: 'epub' }>,
  source: BookSource,
  madeFor: (edition: Edition) => Promise<Made> | undefined,
): Promise<PrintPages | undefined> {
  const { pageList } = edition
  const book = bookFor(edition)
  const prints = book.configuration.editions.filter(({ kind }) => kind === 'print')
  const wanted = prints.find((print) =>
    pageList === undefined ? madeFor(print) : pageList === true || print.name === pageList,
  )
  if (wanted?.kind !== 'print') return undefined
  const made = await madeFor(wanted)
  const printed = bookFor(wanted)
  const pages = made ? made.pageStarts?.() : await layOutFor(world, printed, wanted, source)
  return pages && sharedPages(pages, printed, book)
}

async function layOutFor(
  world: World,
  book: MarkedUpBook,
  edition: Extract<Edition, { kind: 'print' }>,
  source: BookSource,
): Promise<PrintPages> {
  const { findPages } = await stages.print()
  return findPages(world, book, edition, source)
}

/** True if a message is fatal, or under `--strict` a warning. */
const isStopped = (files: readonly VFile[], request: BuildRequest): boolean =>
  files.some((file) =>
    file.messages.some(
      (message) => message.fatal === true || (request.strict && message.fatal === false),
    ),
  )
