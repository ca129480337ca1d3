/** Checkers that the author may have installed: Debian's EPUBCheck, DAISY's Ace. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { Checkers } from '../book/world.js'
import { findBrowser } from './find-browser.js'

/** Milliseconds after which a checker is ended: Ace needs half a second for a chapter. */
const patience = 600_000
const maxBuffer = 2 ** 28
const run = promisify(execFile)

/** Make the checkers of this machine. What is not installed, or does not start, answers `undefined`. */
export function createCheckers(): Checkers {
  return {
    async epubCheck(epub) {
      const command = await findEpubCheck()
      if (!command) return undefined
      return withFile(epub, async (path) => {
        const words = [...command.words, path, '--json', '-', '-q']
        // It ends with 1 where it finds something.
        const { stdout } = await run(command.program, words, {
          maxBuffer,
          timeout: patience,
        }).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }))
        return cutJson(stdout)
      })
    },
    async ace(epub) {
      const programs = findAce()
      const browser = programs && (await findBrowser().catch(() => undefined))
      if (!programs || !browser) return undefined
      return withFile(epub, async (path) => {
        const env = { ...process.env, PUPPETEER_EXECUTABLE_PATH: browser }
        const words = ['-e', aceScript, ...programs, path]
        // One that does not start is as good as none.
        const { stdout } = await run(process.execPath, words, {
          env,
          maxBuffer,
          timeout: patience,
        }).catch(() => ({ stdout: '' }))
        return cutJson(stdout)
      })
    },
  }
}

/** Ace writes its report to the standard output where it has no folder for it. */
const aceScript = `
const [core, runner, path] = process.argv.slice(1)
require(core)(path, { cwd: process.cwd(), initLogger: true, silent: true }, require(runner)).catch((error) => {
  console.error(error)
  process.exitCode = 1
})`

/** The two halves of Ace that need no Electron, where the author or the project installed them. */
function findAce(): readonly [core: string, runner: string] | undefined {
  for (const from of [join(process.cwd(), 'package.json'), import.meta.url]) {
    const { resolve } = createRequire(from)
    try {
      return [resolve('@daisy/ace-core'), resolve('@daisy/ace-axe-runner-puppeteer')]
    } catch {
      // Not there: the next place, or none.
    }
  }
  return undefined
}

/** The command of Debian's package is a JAR that only some systems start by itself. */
async function findEpubCheck(): Promise<{ program: string; words: string[] } | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const path = folders.map((folder) => join(folder, 'epubcheck')).find((one) => existsSync(one))
  if (path === undefined) return undefined
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.toString('latin1') === 'PK'
      ? { program: 'java', words: ['-jar', path] }
      : { program: path, words: [] }
  } finally {
    await file.close()
  }
}

async function withFile<Result>(
  epub: Uint8Array,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-check-'))
  try {
    const path = join(folder, 'book.epub')
    await writeFile(path, epub)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The checkers say some words before their report. */
function cutJson(text: string): string | undefined {
  const start = text.search(/^\{/m)
  return start < 0 ? undefined : text.slice(start, text.lastIndexOf('}') + 1)
}
