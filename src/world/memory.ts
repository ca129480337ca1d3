/** A world without a machine, for tests: files in a map, workers in this thread, a clock that stands. */
import { posix } from 'node:path'
import type {
  Browser,
  Cache,
  Checkers,
  DrawPdf,
  FileSystem,
  Progress,
  World,
} from '../book/world.js'
import { EnvironmentFault } from '../book/world.js'
import { createDisk } from './disk.js'
import { packageFolder } from './package-folder.js'
import { runHere } from './workers.js'

interface MemoryOptions {
  /** Absolute path, with `/`, to text or bytes; folders come of themselves. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** A real one, where a test needs pages. */
  readonly browser?: Browser
  readonly checkers?: Checkers
  readonly drawPdf?: DrawPdf
  readonly progress?: Progress
  readonly sourceDateEpoch?: number
}

export interface MemoryWorld extends World {
  /** All files by path, those that were written too. */
  readonly disk: Map<string, Uint8Array>
}

/** Checkers that find nothing. */
const contentCheckers: Checkers = {
  epubCheck: async () => '{"messages":[]}',
  ace: async () => '{"assertions":[]}',
}

/** Draws the number of the page; all files have two. */
const drawNumber: DrawPdf = async (_pdf, page) =>
  page > 2
    ? { reason: `no page ${page}` }
    : Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"><text>${page}</text></svg>`,
      )

/** Make a world in memory. The files of the package (`styles/`) are read from the disk. */
export function createMemoryWorld(options: MemoryOptions = {}): MemoryWorld {
  const disk = new Map<string, Uint8Array>()
  for (const [path, content] of Object.entries(options.files ?? {})) {
    disk.set(posix.normalize(path), typeof content === 'string' ? Buffer.from(content) : content)
  }
  return {
    disk,
    files: createMemoryFiles(disk),
    browser: options.browser ?? noBrowser,
    cache: createMemoryCache(),
    workers: { count: 2, run: runHere },
    checkers: options.checkers ?? contentCheckers,
    drawPdf: options.drawPdf ?? drawNumber,
    remote: { fetch: async () => ({ reason: 'there is no network in memory' }) },
    progress: options.progress ?? { phase: () => undefined },
    packageFolder,
    sourceDateEpoch: options.sourceDateEpoch,
    now: () => 0,
  }
}

/**
 * Read a folder of the disk into a record for `createMemoryWorld`.
 *
 * @param mounted where the folder shall stand in memory, such as `/book`
 */
export async function snapshotFolder(
  folder: string,
  mounted: string,
): Promise<Record<string, Uint8Array>> {
  const real = createDisk()
  const files: Record<string, Uint8Array> = {}
  for (const name of (await real.list(folder)) ?? []) {
    const [from, to] = [posix.join(folder, name), posix.join(mounted, name)]
    if (name.endsWith('/')) Object.assign(files, await snapshotFolder(from, to))
    else files[to] = (await real.read(from)) ?? new Uint8Array()
  }
  return files
}

function createMemoryFiles(disk: Map<string, Uint8Array>): FileSystem {
  const real = createDisk()
  const isOurs = (path: string) => posix.normalize(path).startsWith(packageFolder)
  return {
    async read(path) {
      return disk.get(posix.normalize(path)) ?? (isOurs(path) ? real.read(path) : undefined)
    },
    async size(path) {
      return disk.get(posix.normalize(path))?.length ?? (isOurs(path) ? real.size(path) : undefined)
    },
    async list(path) {
      const prefix = `${posix.normalize(path).replace(/\/$/, '')}/`
      const names = [...disk.keys()]
        .filter((name) => name.startsWith(prefix))
        .map((name) => /^[^/]*\/?/.exec(name.slice(prefix.length))![0])
      if (names.length === 0) return isOurs(path) ? real.list(path) : undefined
      return [...new Set(names)].sort()
    },
    async write(path, bytes) {
      disk.set(posix.normalize(path), bytes)
    },
    async isInside(folder, path) {
      const way = posix.relative(posix.normalize(folder), posix.normalize(path))
      return way !== '..' && !way.startsWith('../')
    },
  }
}

function createMemoryCache(): Cache {
  const values = new Map<string, Uint8Array>()
  return {
    keeps: true,
    get: async (key) => values.get(key),
    set: async (key, value) => void values.set(key, value),
  }
}

const noBrowser: Browser = {
  version: async () => 'none',
  warm: () => undefined,
  async newPage() {
    throw new EnvironmentFault(
      'There is no browser in memory',
      'Give `createMemoryWorld` a browser',
    )
  },
}
