/** The monotonic clock, for showing how long work takes; never in an output. */
import { performance } from 'node:perf_hooks'

/** Milliseconds since the process began. */
export const now = (): number => performance.now()
