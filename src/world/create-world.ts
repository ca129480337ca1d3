/** The world of this machine: the one value through which everything reaches it. */
import { EnvironmentFault, type Progress, type World } from '../book/world.js'
import { createBrowser } from './browser.js'
import { cacheFolder, createDiskCache, noCache } from './cache.js'
import { createCheckers } from './checkers.js'
import { now } from './clock.js'
import { createDisk } from './disk.js'
import { drawPdf } from './draw-pdf.js'
import { packageFolder } from './package-folder.js'
import { createRemote } from './remote.js'
import { createWorkers } from './workers.js'

interface WorldOptions {
  /** Keep values between builds; true unless said otherwise. */
  readonly cache?: boolean
  /** Told what is being done; nobody by default. */
  readonly progress?: Progress
}

export interface ClosableWorld extends World {
  /** End the browser and the workers and remove unfinished files. May be called twice. */
  close(): Promise<void>
}

/**
 * Make the world of this machine. Nothing is started before it is needed.
 *
 * @throws EnvironmentFault where SOURCE_DATE_EPOCH is no number
 */
export function createWorld(options: WorldOptions = {}): ClosableWorld {
  const files = createDisk()
  const browser = createBrowser()
  const workers = createWorkers()
  const diskCache = options.cache === false ? undefined : createDiskCache(cacheFolder())
  const cache = diskCache ?? noCache
  return {
    files,
    browser,
    cache,
    workers,
    remote: createRemote({ cache }),
    checkers: createCheckers(),
    drawPdf,
    progress: options.progress ?? { phase: () => undefined },
    packageFolder,
    sourceDateEpoch: readEpoch(process.env.SOURCE_DATE_EPOCH),
    now,
    async close() {
      await Promise.allSettled([
        browser.close(),
        workers.close(),
        files.sweep(),
        diskCache?.sweep(),
      ])
    },
  }
}

/** Seconds since 1970 (reproducible-builds.org, SOURCE_DATE_EPOCH specification 1.1). */
function readEpoch(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  if (/^\d{1,12}$/.test(text)) return Number(text)
  throw new EnvironmentFault(
    `SOURCE_DATE_EPOCH is \`${text}\`, expected seconds since 1970`,
    'Unset it, or set it to a whole number such as `1735689600`',
  )
}
