// Run a program and watch the memory and the work of it and of all that it starts (Linux: /proc).
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds between two looks; a look takes some 5 ms for each process. */
const interval = 150

/**
 * Run a program to its end.
 *
 * @returns milliseconds; seconds of all processors, which say the same where others use them too, and the highest
 *   sum of PSS over the tree in bytes (both 0 where there is no /proc); and what it printed
 */
export function runAndWatch(command, given, options = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(command, given, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const pieces = { stdout: [], stderr: [] }
    for (const name of ['stdout', 'stderr'])
      child[name].on('data', (piece) => pieces[name].push(piece))
    let peak = 0
    const work = new Map()
    const timer =
      options.watch === false
        ? undefined
        : setInterval(() => {
            peak = Math.max(peak, treeMemory(child.pid, work))
          }, interval)
    child.on('error', reject)
    child.on('close', (exitCode) => {
      clearInterval(timer)
      const milliseconds = performance.now() - start
      const stdout = Buffer.concat(pieces.stdout).toString()
      const stderr = Buffer.concat(pieces.stderr).toString()
      const cpu = [...work.values()].reduce((sum, seconds) => sum + seconds, 0)
      resolve({ exitCode, milliseconds, cpu, peak, stdout, stderr })
    })
  })
}

/**
 * Add up the seconds of all processors that a process and those that it started have worked; 0 where there is no /proc.
 *
 * @param work remembers each, for those that end
 */
export function secondsOfTree(root, work) {
  try {
    listTree(root, work)
  } catch {
    return 0
  }
  return [...work.values()].reduce((sum, seconds) => sum + seconds, 0)
}

/**
 * Sum of the proportional set sizes of a process and its descendants: shared pages count once.
 *
 * @param work gets the seconds of processors of each so far
 */
function treeMemory(root, work) {
  try {
    return listTree(root, work).reduce((sum, pid) => sum + memoryOf(pid), 0)
  } catch {
    return 0
  }
}

/** List a process and its descendants. @param work gets the seconds of processors of each so far */
function listTree(root, work) {
  const children = new Map()
  const times = new Map()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const { parent, seconds } = statOf(name)
    if (parent === undefined) continue
    times.set(Number(name), seconds)
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const tree = [root]
  for (const pid of tree) tree.push(...(children.get(pid) ?? []))
  for (const pid of tree) work.set(pid, times.get(pid) ?? work.get(pid) ?? 0)
  return tree
}

/** Ticks of the clock of /proc in a second, on every Linux there is. */
const ticks = 100

/** Parent and seconds of processors of a process (proc(5), /proc/pid/stat, fields 4, 14 and 15). */
function statOf(pid) {
  try {
    // The name in parentheses may hold spaces and parentheses; the fields start after the last one.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const seconds = (Number(fields[11]) + Number(fields[12])) / ticks
    return { parent: Number(fields[1]), seconds }
  } catch {
    return {}
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
