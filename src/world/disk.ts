/** The real file system. */
import { mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import type { FileSystem } from '../book/world.js'
import { diskFault, errorCode } from './faults.js'

/** Codes that mean "there is no such thing", which is an answer, not a fault. */
const absent = new Set(['ENOENT', 'ENOTDIR'])

/** A file system whose unfinished files can be swept away, as when the author presses Ctrl-C. */
export interface Disk extends FileSystem {
  /** Remove the files that are being written at this moment. */
  sweep(): Promise<void>
}

/** Read and write the disk of this machine. */
export function createDisk(): Disk {
  const unfinished = new Set<string>()
  /** Files that are being opened: each is there at the latest when its promise is settled. */
  const opening = new Set<Promise<unknown>>()
  let [count, isSwept] = [0, false]

  async function write(path: string, bytes: Uint8Array): Promise<void> {
    const beside = join(dirname(path), `.${basename(path)}.${process.pid}-${++count}.part`)
    unfinished.add(beside)
    try {
      await mkdir(dirname(path), { recursive: true })
      if (isSwept) throw new Error('The build was stopped')
      const opened = open(beside, 'w')
      opening.add(opened)
      const handle = await opened.finally(() => opening.delete(opened))
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(beside, path)
    } catch (error) {
      await rm(beside, { force: true }).catch(() => undefined)
      throw diskFault('write', path, error)
    } finally {
      unfinished.delete(beside)
    }
  }

  async function sweep(): Promise<void> {
    isSwept = true
    await Promise.allSettled(opening)
    await Promise.allSettled([...unfinished].map((path) => rm(path, { force: true })))
  }

  return { read, size, list, write, isInside, sweep }
}

async function read(path: string): Promise<Uint8Array | undefined> {
  // Only plain files: a pipe or a device could be read for ever.
  if ((await size(path)) === undefined) return undefined
  return unlessAbsent(path, () => readFile(path))
}

async function size(path: string): Promise<number | undefined> {
  const found = await unlessAbsent(path, () => stat(path))
  return found?.isFile() ? found.size : undefined
}

async function list(path: string): Promise<readonly string[] | undefined> {
  const entries = await unlessAbsent(path, () => readdir(path, { withFileTypes: true }))
  if (!entries) return undefined
  const names = entries.map(async (entry) => {
    const isFolder = entry.isSymbolicLink()
      ? await stat(join(path, entry.name)).then(
          (target) => target.isDirectory(),
          () => false,
        )
      : entry.isDirectory()
    return isFolder ? `${entry.name}/` : entry.name
  })
  // By code unit: the same order under every locale.
  return (await Promise.all(names)).sort()
}

async function isInside(folder: string, path: string): Promise<boolean> {
  const [outer, inner] = await Promise.all([realPathOfLast(folder), realPathOfLast(path)])
  const way = relative(outer, inner)
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
}

/** The path with all links followed, as far as it exists; the rest is kept as it is written. */
async function realPathOfLast(path: string): Promise<string> {
  const found = await unlessAbsent(path, () => realpath(path))
  if (found !== undefined) return found
  const parent = dirname(path)
  return parent === path ? path : join(await realPathOfLast(parent), basename(path))
}

async function unlessAbsent<Result>(
  path: string,
  act: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await act()
  } catch (error) {
    if (absent.has(errorCode(error))) return undefined
    throw diskFault('read', path, error)
  }
}
