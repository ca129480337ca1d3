// The same checkers for every EPUB, whoever made it.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { VFile } from 'vfile'
import { readEpub } from '../../books/read-editions.mjs'
import { readManuscript } from '../../books/read-manuscript.mjs'
import { difference, total } from '../../books/words.mjs'

/** EPUBCheck 4.2 does not know this property of 2023 (docs/epub.md); it is passed over for all. */
const mistaken = /pageBreakSource|must contain one ['"]?index-entry-list/
const isSerious = (severity) => /^(fatal|error|warning)$/i.test(severity)

/**
 * Count what the checkers find.
 *
 * @param folder that Ace is installed in
 * @returns columns of the table, in its order; `–` for what could not be run
 */
export async function judge(epub, book, folder, browser) {
  return {
    megabytes: (statSync(epub).size / 1e6).toFixed(1),
    'EPUBCheck 4.2': byDebian(epub),
    'epubcheck-ts': await byTypescript(epub),
    Ace: byAce(epub, folder, browser),
    'our rules': await byOurRules(epub),
    'words lost': wordsLost(epub, book),
  }
}

function byDebian(epub) {
  const jar = '/usr/bin/epubcheck'
  if (!existsSync(jar)) return '–'
  const words = ['-jar', jar, epub, '--json', '-', '-q']
  const { stdout } = spawnSync('java', words, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  const start = stdout.search(/^\{/m)
  if (start < 0) return '–'
  const { messages } = JSON.parse(stdout.slice(start, stdout.lastIndexOf('}') + 1))
  return messages
    .filter(({ severity, message }) => isSerious(severity) && !mistaken.test(message))
    .reduce(
      (sum, { locations, additionalLocations = 0 }) =>
        sum + (locations.length || 1) + additionalLocations,
      0,
    )
}

async function byTypescript(epub) {
  const { EpubCheck } = await import('@likecoin/epubcheck-ts')
  const { messages } = await EpubCheck.validate(readFileSync(epub))
  return messages.filter((one) => isSerious(one.severity) && !mistaken.test(one.message)).length
}

const script = `
const [core, runner, path] = process.argv.slice(1)
require(core)(path, { cwd: process.cwd(), initLogger: true, silent: true }, require(runner)).catch(() => { process.exitCode = 1 })`

/** Seconds after which Ace is ended: a book of a hundred chapters takes it minutes. */
const acePatience = 300

function byAce(epub, folder, browser) {
  const paths = ['ace-core', 'ace-axe-runner-puppeteer'].map((name) =>
    join(folder, 'node_modules/@daisy', name),
  )
  const { stdout, error } = spawnSync(process.execPath, ['-e', script, ...paths, epub], {
    encoding: 'utf8',
    env: { ...process.env, PUPPETEER_EXECUTABLE_PATH: browser },
    maxBuffer: 2 ** 28,
    timeout: acePatience * 1000,
    killSignal: 'SIGINT',
  })
  if (error?.code === 'ETIMEDOUT') return `ended after ${acePatience} s`
  const start = stdout.search(/^\{/m)
  if (start < 0) return '–'
  const { assertions } = JSON.parse(stdout.slice(start, stdout.lastIndexOf('}') + 1))
  return assertions.reduce((sum, one) => sum + one.assertions.length, 0)
}

/** Faults of every place: an EPUB of another has no manuscript to name. */
async function byOurRules(epub) {
  const { openEpub } = await import('../../../dist/preflight/epub/open-epub.js')
  const { rulesFor } = await import('../../../dist/preflight/epub/epub-rules.js')
  const opened = openEpub(readFileSync(epub), new VFile())
  if (!opened) return '–'
  return rulesFor(false, false).reduce((sum, rule) => sum + [...rule.find(opened)].length, 0)
}

function wordsLost(epub, book) {
  const { required } = readManuscript(book)
  return total(difference(required, readEpub(epub), new Set()).lost)
}
