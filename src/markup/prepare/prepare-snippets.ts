/** Colour all code and typeset all formulas of a book: cached by chapter, in worker threads. */
import { createHash } from 'node:crypto'
import type { Nodes } from 'mdast'
import type { Chapter } from '../../book/book.js'
import { captionsIn } from '../../book/captions.js'
import { visit } from '../../book/visit.js'
import type { World } from '../../book/world.js'
import { type PrepareJob, prepareTask } from './prepare-task.js'
import { type Prepared, type Snippet, snippetKey } from './snippet.js'

/** Changes whenever the same snippet would give another result: Shiki 4.6, Temml 0.13, our roles. */
const version = 'snippets-7'

/** Below this many characters starting threads costs more than it saves (measured: 120 ms a thread). */
const worthThreads = 60_000

/** Results by `snippetKey`. */
export type PreparedSnippets = ReadonlyMap<string, Prepared>

/**
 * Prepare the code and formulas of all chapters.
 *
 * @param foreseen what is prepared already
 */
export async function prepareSnippets(
  world: World,
  chapters: readonly Chapter[],
  macros: Readonly<Record<string, string>>,
  foreseen: PreparedSnippets = new Map(),
): Promise<PreparedSnippets> {
  const known = new Map(foreseen)
  const missing: { key: string; snippets: Snippet[] }[] = []
  for (const chapter of chapters) {
    const snippets = snippetsOf(chapter)
    if (snippets.length === 0) continue
    const key = hashOf(snippets, macros)
    const cached = await world.cache.get(key)
    const results = cached
      ? (JSON.parse(new TextDecoder().decode(cached)) as Prepared[])
      : undefined
    if (results?.length === snippets.length) keep(known, snippets, results)
    else missing.push({ key, snippets })
  }
  const unknown = missing.map(({ snippets }) => ({
    snippets: snippets.filter((snippet) => !known.has(snippetKey(snippet))),
  }))
  const jobs = shareOut(unknown.filter(({ snippets }) => snippets.length > 0))
  await Promise.all(
    jobs.map(async (job) => {
      const snippets = job.flatMap((entry) => entry.snippets)
      const task = { snippets, macros }
      if (jobs.length === 1) keep(known, snippets, await prepareTask(task))
      else for (const [key, one] of await prepareInThread(world, task)) known.set(key, one)
    }),
  )
  for (const { key, snippets } of missing) {
    const own = snippets.map((snippet) => known.get(snippetKey(snippet)))
    await world.cache.set(key, new TextEncoder().encode(JSON.stringify(own)))
  }
  return known
}

/** Prepare snippets in a thread. */
export async function prepareInThread(world: World, job: PrepareJob): Promise<PreparedSnippets> {
  const task = new URL('./prepare-task.js', import.meta.url)
  const results = await world.workers.run<Prepared[]>(task, 'prepareTask', job)
  const known = new Map<string, Prepared>()
  keep(known, job.snippets, results)
  return known
}

function keep(
  known: Map<string, Prepared>,
  snippets: readonly Snippet[],
  results: readonly Prepared[],
): void {
  for (const [index, snippet] of snippets.entries()) known.set(snippetKey(snippet), results[index]!)
}

function snippetsOf(chapter: Chapter): Snippet[] {
  const snippets = new Map<string, Snippet>()
  const title: Nodes = { type: 'paragraph', children: [...chapter.title] }
  for (const tree of [chapter.tree, title, ...captionsIn(chapter.tree)]) {
    visit(tree, (node: Nodes) => {
      const snippet = snippetOf(node)
      if (snippet) snippets.set(snippetKey(snippet), snippet)
    })
  }
  return [...snippets.values()]
}

/** The snippet that a node of the tree stands for, if any. */
export function snippetOf(node: Nodes): Snippet | undefined {
  if (node.type === 'code') return { kind: 'code', language: node.lang ?? '', text: node.value }
  if (node.type === 'math') return { kind: 'math', tex: node.value, display: true }
  if (node.type === 'inlineMath') {
    return { kind: 'math', tex: node.value, display: node.data?.isDisplay === true }
  }
  return undefined
}

function hashOf(snippets: readonly Snippet[], macros: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256')
    .update(version)
    .update(JSON.stringify(Object.entries(macros).sort()))
  for (const snippet of snippets) hash.update(snippetKey(snippet)).update('\0')
  return hash.digest('hex')
}

/** Two even heaps for two threads, or one for none; the longest first, each to the smaller heap. */
function shareOut<Entry extends { snippets: Snippet[] }>(entries: readonly Entry[]): Entry[][] {
  const sized = entries.map((entry) => ({
    entry,
    size: entry.snippets.reduce((sum, one) => sum + costOf(one), 0),
  }))
  const total = sized.reduce((sum, one) => sum + one.size, 0)
  if (total === 0) return []
  if (total < worthThreads) return [[...entries]]
  const heaps = [
    { size: 0, entries: [] as Entry[] },
    { size: 0, entries: [] as Entry[] },
  ]
  for (const { entry, size } of sized.sort((one, other) => other.size - one.size)) {
    const heap = heaps[0]!.size <= heaps[1]!.size ? heaps[0]! : heaps[1]!
    heap.entries.push(entry)
    heap.size += size
  }
  return heaps.map((heap) => heap.entries).filter((heap) => heap.length > 0)
}

/** A character of a formula costs about four of code (measured on d2l-lite and rust-book). */
const costOf = (snippet: Snippet) =>
  snippet.kind === 'code' ? snippet.text.length : snippet.tex.length * 4
