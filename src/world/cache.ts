/** Values kept between builds in the user's cache folder. Its loss or failure is never noticed. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import type { Cache } from '../book/world.js'

/** Bytes above which the oldest entries go; some fifty books. */
const sizeLimit = 500 * 1024 ** 2

/** Milliseconds between two looks at the size: looking takes as long as a small build. */
const sweepInterval = 24 * 3600 * 1000

const digestLength = 32

export interface DiskCache extends Cache {
  /** Keep the folder below `limit` bytes; does nothing when it has been done today. */
  sweep(limit?: number): Promise<void>
}

/** The folder for caches of this user (XDG Base Directory Specification 0.8). */
export function cacheFolder(): string {
  const given = process.env.XDG_CACHE_HOME
  // "All paths must be absolute. If … relative … consider the path invalid and ignore it."
  const base = given && isAbsolute(given) ? given : join(homedir(), '.cache')
  return join(base, 'octavo')
}

/** Keep values in `folder`, each in a file named by the hash of its key and led by its own digest. */
export function createDiskCache(folder: string): DiskCache {
  const nameOf = (key: string) => {
    const name = createHash('sha256').update(key).digest('hex')
    return join(folder, 'values', name.slice(0, 2), name)
  }
  let count = 0
  let hasGrown = false

  async function get(key: string): Promise<Uint8Array | undefined> {
    const stored = await readFile(nameOf(key)).catch(() => undefined)
    if (!stored || stored.length < digestLength) return undefined
    const value = stored.subarray(digestLength)
    return digest(value).equals(stored.subarray(0, digestLength)) ? value : undefined
  }

  async function set(key: string, value: Uint8Array): Promise<void> {
    const path = nameOf(key)
    const beside = `${path}.${process.pid}-${++count}.part`
    try {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(beside, Buffer.concat([digest(value), value]))
      await rename(beside, path)
      hasGrown = true
    } catch {
      await rm(beside, { force: true }).catch(() => undefined)
    }
  }

  async function sweep(limit = sizeLimit): Promise<void> {
    if (!hasGrown) return
    const mark = join(folder, 'swept')
    const last = await stat(mark).catch(() => undefined)
    if (last && Date.now() - last.mtimeMs < sweepInterval) return
    await writeFile(mark, '').catch(() => undefined)
    await dropOldest(join(folder, 'values'), limit).catch(() => undefined)
  }

  return { keeps: true, get, set, sweep }
}

async function dropOldest(folder: string, limit: number): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name)
        const { size, mtimeMs } = await stat(path)
        return { path, size, mtimeMs }
      }),
  )
  let total = files.reduce((sum, file) => sum + file.size, 0)
  for (const file of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
    if (total <= limit) return
    await rm(file.path, { force: true })
    total -= file.size
  }
}

const digest = (value: Uint8Array): Buffer => createHash('sha256').update(value).digest()

/** A cache that forgets everything, for `--no-cache`. */
export const noCache: Cache = {
  keeps: false,
  get: async () => undefined,
  set: async () => undefined,
}
