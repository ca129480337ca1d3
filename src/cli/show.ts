/** Print what came of it: messages to stderr, results to stdout. */
import { styleText } from 'node:util'
import { VFile } from 'vfile'
import type { BuildResult } from '../book/build-request.js'
import { EnvironmentFault } from '../book/world.js'
import { renderGithub } from '../diagnostics/render-github.js'
import { renderJson } from '../diagnostics/render-json.js'
import { renderText } from '../diagnostics/render-text.js'
import type { UsageFault } from './check-request.js'
import type { ExitCode } from './exit-code.js'
import type { Invocation } from './parse-arguments.js'
import { formatSeconds } from './progress.js'

interface Showing extends Invocation {
  readonly folder: string
  readonly exitCode: ExitCode
  readonly milliseconds: number
}

/** Show the messages of a build and the files that it wrote. */
export function showResult(result: BuildResult, showing: Showing): void {
  const { written, phases } = result
  const { folder, exitCode, milliseconds, json, verbose, quiet } = showing
  if (process.env.GITHUB_ACTIONS) {
    // Under --json only the object goes to stdout; GitHub reads both streams.
    const stream = json ? process.stderr : process.stdout
    stream.write(renderGithub(result.files, { folder }))
  }
  if (json) {
    process.stdout.write(renderJson(result.files, { exitCode, written, phases, milliseconds }))
    return
  }
  const files = quiet ? result.files.map(withErrorsOnly) : result.files
  process.stderr.write(renderText(files, { colour: hasColour(), verbose, folder }))
  if (verbose) process.stderr.write(formatPhases(phases))
  if (quiet) return
  for (const file of written) {
    process.stdout.write(`${formatWritten(file)}  ${formatSeconds(milliseconds)}\n`)
  }
  if (showing.order !== 'check') {
    if (exitCode !== 0) process.stderr.write('octavo: nothing was written\n')
  } else if (exitCode === 0) {
    process.stdout.write(`nothing stands in the way of a build  ${formatSeconds(milliseconds)}\n`)
  }
}

/** Show a fault of the arguments. */
export function showUsageFault({ reason, hint }: UsageFault, { json }: Invocation): void {
  if (json) showJsonFault(2, reason, hint)
  else process.stderr.write(formatFault(reason, hint))
}

/** Show what was thrown: a fault of the machine, or a bug of ours. A stack only under `--verbose`. */
export function showFault(error: unknown, { json, verbose }: Invocation): void {
  const said = error instanceof Error ? error.message : String(error)
  const isOurs = !(error instanceof EnvironmentFault)
  const reason = isOurs ? `Octavo has a bug: ${said}` : said
  const hint = isOurs
    ? 'Please report it, with the manuscript and what `--verbose` prints'
    : error.hint
  if (json) showJsonFault(isOurs ? 4 : 3, reason, hint)
  else process.stderr.write(formatFault(reason, hint))
  if (verbose && error instanceof Error) process.stderr.write(`${formatStack(error)}\n`)
}

function showJsonFault(exitCode: ExitCode, reason: string, hint: string): void {
  process.stdout.write(renderJson([], { exitCode, written: [], fault: { reason, hint } }))
}

/** Write a fault as all our messages look. */
export function formatFault(reason: string, hint: string): string {
  const error = hasColour()
    ? styleText(['bold', 'red'], 'error', { validateStream: false })
    : 'error'
  return `${error}: ${reason}\n  = help: ${hint}\n`
}

function formatStack(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by: ${formatStack(error.cause)}` : ''
  return `${error.stack ?? error.message}${cause}`
}

function formatWritten({ path, pages, bytes }: BuildResult['written'][number]): string {
  const parts = [path]
  if (pages !== undefined) parts.push(`${pages} ${pages === 1 ? 'page' : 'pages'}`)
  return [...parts, formatBytes(bytes)].join('  ')
}

/** Write a size as `812 KB` or `1.3 MB`; units of 1000, as disks and shops count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 999_500 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`
}

const formatPhases = (phases: BuildResult['phases']): string =>
  phases
    .map(
      ({ name, milliseconds }) =>
        `  ${name.padEnd(14)}${formatSeconds(milliseconds).padStart(10)}\n`,
    )
    .join('')

function withErrorsOnly(file: VFile): VFile {
  const copy = new VFile({ path: file.path, value: file.value })
  copy.messages = file.messages.filter(({ fatal }) => fatal === true)
  return copy
}

/** Follow https://no-color.org and https://force-color.org. */
function hasColour(): boolean {
  if (process.env.NO_COLOR) return false
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0'
  return process.stderr.isTTY === true
}
