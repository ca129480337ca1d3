/** Run the command as an author does, in a process of its own. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const command = fileURLToPath(new URL('../../bin/octavo.mjs', import.meta.url))

export interface Transcript {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Surroundings {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Send this signal as soon as the given text is on stderr. */
  readonly interrupt?: { readonly signal: NodeJS.Signals; readonly after: string }
}

/** Run `octavo` with these words. Nothing of the tester's surroundings shows through. */
export function octavo(words: readonly string[], surroundings: Surroundings): Promise<Transcript> {
  const { cwd, env = {}, interrupt } = surroundings
  const { GITHUB_ACTIONS, FORCE_COLOR, CI, VITEST, NODE_ENV, ...inherited } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...words], {
      cwd,
      env: { ...inherited, NO_COLOR: '1', XDG_CACHE_HOME: `${cwd}/.cache`, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let isStruck = false
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (piece) => {
      stdout += piece
    })
    child.stderr.on('data', (piece) => {
      stderr += piece
      if (isStruck || !interrupt || !stderr.includes(interrupt.after)) return
      isStruck = child.kill(interrupt.signal)
    })
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
}

/** Lines of a log that come on a slow machine and not on a fast one. */
export const withoutProgress = (stderr: string): string =>
  stderr.replace(/^octavo: (?!nothing was written$|stopped).*$\n/gm, '')

/** A transcript as a file: what varies from run to run and machine to machine is replaced. */
export function toText(words: readonly string[], { exitCode, stdout, stderr }: Transcript): string {
  const settled = (text: string) =>
    text.replace(/\d+(\.\d)? (s|KB|MB|B|pages?)\b/g, 'N $2').trimEnd()
  const parts = [`$ octavo ${words.join(' ')}`]
  if (stdout) parts.push(settled(stdout))
  if (withoutProgress(stderr)) parts.push('--- stderr', settled(withoutProgress(stderr)))
  return `${parts.join('\n')}\n--- exit code ${exitCode}\n`
}
