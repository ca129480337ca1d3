/** Read the Markdown of a book: every file once, parsed in threads, kept between builds by content. */
import { createHash } from 'node:crypto'
import type { Root } from 'mdast'
import { VFile } from 'vfile'
import type { ManuscriptFile } from '../book/book.js'
import type { Configuration, ManuscriptEntry } from '../book/configuration.js'
import type { World } from '../book/world.js'
import { report } from '../diagnostics/report.js'
import { type Expanded, expandIncludes } from './include.js'
import type { ParseOptions } from './parse-markdown.js'
import { readText } from './read-text.js'
import { decodeParse, type StoredParse } from './tree-codec.js'

/** Raise it when the parser gives another tree for the same text. */
const parserVersion = 9

/** Characters that are parsed sooner here than a thread has started (100 ms, at 1 MB/s). */
const smallBook = 100_000

/**
 * Characters that are worth a thread of their own. Each thread must compile the parser again (0.7 s): on two
 * cores, one thread parses rust-book in the same 1.9 s as two, and leaves the other core to what else there is.
 */
const largeBatch = 350_000

interface Unparsed {
  readonly file: VFile
  readonly expanded: Expanded
  readonly included: readonly string[]
  readonly key: string
}

/**
 * Read and parse the files of a book.
 *
 * @param meanwhile called once, when the parsing goes on in threads, with the texts that are parsed and not
 * known from before
 * @returns in the order of `configuration.manuscript`, files of parts and nested files included; a file
 * that cannot be read has an empty tree and the message that says why
 */
export async function readManuscript(
  world: World,
  folder: string,
  configuration: Configuration,
  meanwhile: (texts: readonly string[]) => void = () => undefined,
): Promise<ManuscriptFile[]> {
  const options = { admonitions: Object.keys(configuration.admonitions) }
  const paths = listPaths(configuration.manuscript)
  world.progress.phase('read', 0, paths.length)
  const unparsed = await Promise.all(paths.map((path) => load(world, folder, path, options)))
  const parsed = new Map<Unparsed, StoredParse>()
  await Promise.all(
    unparsed.map(async (one) => {
      const known = await world.cache.get(one.key)
      const parse = known && decodeParse(Buffer.from(known).toString())
      if (parse) parsed.set(one, parse)
    }),
  )
  const missing = unparsed.filter((one) => !parsed.has(one))
  const parsing = parseAll(world, missing, options, (one, json) => {
    parsed.set(one, decodeParse(json)!)
    world.progress.phase('read', parsed.size, paths.length)
    return world.cache.set(one.key, Buffer.from(json))
  })
  meanwhile(missing.map(({ expanded }) => expanded.text))
  await parsing
  return unparsed.map((one) => finish(one, parsed.get(one)!))
}

function listPaths(entries: readonly ManuscriptEntry[]): string[] {
  return entries.flatMap((entry) => [
    ...(entry.file === undefined ? [] : [entry.file]),
    ...listPaths(entry.children),
  ])
}

async function load(
  world: World,
  folder: string,
  path: string,
  options: ParseOptions,
): Promise<Unparsed> {
  const file = new VFile({ path, value: '' })
  file.value = (await readText(world, folder, path, file)) ?? ''
  const included: string[] = []
  const expanded = await expandIncludes(file, (inner, place) => {
    included.push(inner)
    return readText(world, folder, inner, file, place)
  })
  const content = JSON.stringify([parserVersion, options, expanded])
  return {
    file,
    expanded,
    included,
    key: `parse ${createHash('sha256').update(content).digest('hex')}`,
  }
}

/** Parse files, here or in threads. */
async function parseAll(
  world: World,
  unparsed: readonly Unparsed[],
  options: ParseOptions,
  keep: (one: Unparsed, json: string) => Promise<void>,
): Promise<void> {
  const size = unparsed.reduce((sum, one) => sum + one.expanded.text.length, 0)
  const threads = Math.min(Math.ceil(size / largeBatch), world.workers.count - 1)
  const batches = size <= smallBook ? [unparsed] : makeBatches(unparsed, size / threads)
  await Promise.all(
    batches.map(async (batch) => {
      const files = batch.map(({ file, expanded }) => ({ path: file.path, expanded }))
      const task = { files, options }
      const results =
        size <= smallBook
          ? (await import('./parse-task.js')).parseTask(task)
          : await world.workers.run<string[]>(
              new URL('./parse-task.js', import.meta.url),
              'parseTask',
              task,
            )
      await Promise.all(batch.map((one, index) => keep(one, results[index]!)))
    }),
  )
}

/** Share files out, the largest first, so that no thread is left with a long one at the end. */
function makeBatches(unparsed: readonly Unparsed[], batchSize: number): Unparsed[][] {
  const batches: Unparsed[][] = []
  let room = 0
  const bySize = [...unparsed].sort((a, b) => b.expanded.text.length - a.expanded.text.length)
  for (const one of bySize) {
    if (room <= 0) {
      batches.push([])
      room = batchSize
    }
    batches.at(-1)!.push(one)
    room -= one.expanded.text.length
  }
  return batches
}

function finish({ file, included }: Unparsed, parse: StoredParse): ManuscriptFile {
  for (const { rule, place, reason, hint, subject } of parse.messages) {
    report(file, rule, place, reason, { hint, subject })
  }
  const tree: Root = parse.tree
  return { path: file.path, file, included, tree, frontMatter: parse.frontMatter }
}
