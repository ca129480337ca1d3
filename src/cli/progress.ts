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

interface Wishes {
  readonly quiet: boolean
  readonly json: boolean
  /** Where there is no spinner, every phase has a line, at once. */
  readonly verbose: boolean
}

/** Choose how progress is shown. */
export function createProgress({ quiet, json, verbose }: Wishes): StoppableProgress {
  if (quiet || json) return { phase: () => {}, stop: () => {} }
  if (takesSpinner()) return createSpinner()
  return verbose ? createLog() : createLines()
}

/**
 * Whether stderr is a terminal that can redraw a line. One that does not know its width, as in `docker run -t`
 * or under `script`, says 0 columns: ora would then clear infinitely many lines.
 */
const takesSpinner = (): boolean =>
  process.stderr.isTTY === true &&
  process.stderr.columns > 0 &&
  process.env.TERM !== 'dumb' &&
  !process.env.CI

function createSpinner(): StoppableProgress {
  const start = now()
  let text = 'start'
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
      if (isStopped) return
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

function createLog(): StoppableProgress {
  let current = ''
  return {
    phase(name) {
      if (name !== current) process.stderr.write(`octavo: ${name}\n`)
      current = name
    },
    stop: () => {},
  }
}

function describe(name: string, done?: number, total?: number): string {
  if (done === undefined) return total === undefined ? name : `${name} (${total})`
  return total === undefined ? `${name} ${done}` : `${name} ${done}/${total}`
}

/** Write a time as `3.2 s` or `2 min 5 s`. */
export function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
