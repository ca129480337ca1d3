/** Show that work goes on: a spinner at a terminal, now and then a line elsewhere. */
import type { Ora } from 'ora'
import type { Progress } from '../book/world.js'
import { now } from '../world/clock.js'

interface StoppableProgress extends Progress {
  /** Clear the line; nothing is shown afterwards. */
  stop(): void
}

/** Milliseconds between two lines of a log: enough to see where a long build is, too few to flood it. */
const interval = 2000

/** Choose how progress is shown. */
export function createProgress(options: { quiet: boolean; json: boolean }): StoppableProgress {
  if (options.quiet || options.json) return { phase: () => {}, stop: () => {} }
  const isTerminal = process.stderr.isTTY && !process.env.CI
  return isTerminal ? createSpinner() : createLines()
}

function createSpinner(): StoppableProgress {
  const start = now()
  let text = ''
  let spinner: Ora | undefined
  let isStopped = false
  const show = () => {
    if (spinner) spinner.text = `${text}  ${formatSeconds(now() - start)}`
  }
  const timer = setInterval(show, 200)
  timer.unref()
  // Loaded beside the work, and only at a terminal.
  void import('ora').then(({ default: ora }) => {
    if (!isStopped) spinner = ora({ text, discardStdin: false }).start()
  })
  return {
    phase(name, done, total) {
      text = describe(name, done, total)
      show()
    },
    stop() {
      isStopped = true
      clearInterval(timer)
      spinner?.stop()
    },
  }
}

function createLines(): StoppableProgress {
  let text = ''
  let shown = ''
  const timer = setInterval(() => {
    if (text !== shown) process.stderr.write(`octavo: ${text}\n`)
    shown = text
  }, interval)
  timer.unref()
  return {
    phase(name, done, total) {
      text = describe(name, done, total)
    },
    stop: () => clearInterval(timer),
  }
}

function describe(name: string, done?: number, total?: number): string {
  if (done === undefined) return name
  return total === undefined ? `${name} ${done}` : `${name} ${done}/${total}`
}

/** Write a time as `3.2 s` or `2 min 5 s`. */
export function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
