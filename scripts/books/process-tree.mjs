// Run a program and watch the memory of it and of all that it starts (Linux: /proc).
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds between two looks; a look takes some 5 ms for each process. */
const interval = 150

/**
 * Run a program to its end.
 *
 * @returns milliseconds, the highest sum of PSS over the tree in bytes (0 where there is no /proc), and
 *   what it printed
 */
export function runAndWatch(command, given, options = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(command, given, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const pieces = { stdout: [], stderr: [] }
    for (const name of ['stdout', 'stderr'])
      child[name].on('data', (piece) => pieces[name].push(piece))
    let peak = 0
    const timer =
      options.watch === false
        ? undefined
        : setInterval(() => {
            peak = Math.max(peak, treeMemory(child.pid))
          }, interval)
    child.on('error', reject)
    child.on('close', (exitCode) => {
      clearInterval(timer)
      const milliseconds = performance.now() - start
      const stdout = Buffer.concat(pieces.stdout).toString()
      const stderr = Buffer.concat(pieces.stderr).toString()
      resolve({ exitCode, milliseconds, peak, stdout, stderr })
    })
  })
}

/** Sum of the proportional set sizes of a process and its descendants: shared pages count once. */
function treeMemory(root) {
  try {
    const children = new Map()
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue
      const parent = parentOf(name)
      if (parent === undefined) continue
      children.set(parent, [...(children.get(parent) ?? []), Number(name)])
    }
    const tree = [root]
    for (const pid of tree) tree.push(...(children.get(pid) ?? []))
    return tree.reduce((sum, pid) => sum + memoryOf(pid), 0)
  } catch {
    return 0
  }
}

function parentOf(pid) {
  try {
    // The name in parentheses may hold spaces and parentheses; the fields start after the last one.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

function memoryOf(pid) {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
