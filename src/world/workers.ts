/** Worker threads, started when the first task comes. */
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Tinypool } from 'tinypool'
import { EnvironmentFault, type Workers } from '../book/world.js'
import { errorCode } from './faults.js'

/** Milliseconds for which an idle thread waits for another task. */
const idleTimeout = 2000

/**
 * Megabytes for new objects in a thread. Parsing makes many that die young; with Node's 16 MB a fifth of
 * the time goes to collecting them.
 */
const youngGeneration = 128

export interface WorkerPool extends Workers {
  close(): Promise<void>
}

/** One a core, and two on the smallest machine: tasks wait for nothing, but others must not wait for them. */
const count = Math.max(2, availableParallelism())

/** Run tasks in threads. */
export function createWorkers(): WorkerPool {
  let pool: Promise<Tinypool> | undefined

  async function run<Result>(task: URL, name: string, argument: unknown): Promise<Result> {
    // Uncompiled sources, as under vitest: a plain thread cannot load TypeScript.
    if (!existsSync(task)) return runHere(task, name, argument)
    pool ??= startPool()
    try {
      return await (await pool).run(argument, { filename: fileURLToPath(task), name })
    } catch (error) {
      if (errorCode(error) !== 'ERR_WORKER_OUT_OF_MEMORY') throw error
      throw new EnvironmentFault(
        'A worker ran out of memory',
        'Close other programs, or allow more with `NODE_OPTIONS=--max-old-space-size=8192`',
        { cause: error },
      )
    }
  }

  return { count, run, close: async () => (await pool)?.destroy() }
}

/** Run a task in this thread. */
export async function runHere<Result>(task: URL, name: string, argument: unknown): Promise<Result> {
  const compiled = task.href
  const href = existsSync(task) ? compiled : compiled.replace(/\.js$/, '.ts')
  const module = (await import(/* @vite-ignore */ href)) as Record<string, unknown>
  const act = module[name]
  if (typeof act !== 'function') throw new TypeError(`${href} has no function \`${name}\``)
  // As between threads: neither side sees the other's later changes.
  return structuredClone(await act(structuredClone(argument)))
}

async function startPool(): Promise<Tinypool> {
  const { Tinypool } = await import('tinypool')
  return new Tinypool({
    minThreads: 0,
    maxThreads: count,
    idleTimeout,
    resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
  })
}
