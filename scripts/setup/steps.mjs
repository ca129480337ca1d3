// What the steps of the set-up share.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The folder of the package, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** The set-up cannot go on; says why and what to do. */
export class Stop extends Error {
  constructor(reason, hint) {
    super(reason)
    this.hint = hint
  }
}

/**
 * Run a program and say so in one line.
 *
 * @returns whether it went well, and all that it printed
 */
export async function step(title, command, given, options = {}) {
  process.stderr.write(`octavo: ${title} … `)
  const start = performance.now()
  const result = await run(command, given, options)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  process.stderr.write(result.ok ? `${seconds} s\n` : 'failed\n')
  return result
}

/** Run a program; its output is kept, not shown. */
export function run(command, given, options = {}) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, given, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm is a script on Windows.
      shell: process.platform === 'win32' && command === 'npm',
      ...options,
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece) => {
        output += piece
      })
    }
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}

/** The last lines of what a program said, indented. */
export function tail(output, count = 12) {
  const lines = output.trim().split('\n').slice(-count)
  return lines.map((line) => `    ${line}`).join('\n')
}
