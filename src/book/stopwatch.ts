/** How long the phases of a build take. */
import type { World } from './world.js'

/** A phase and its milliseconds; phases may overlap. */
export interface Phase {
  readonly name: string
  readonly milliseconds: number
}

export interface Stopwatch {
  /** Run a phase, say that it runs, and take its time. */
  time<Result>(name: string, run: () => Result | Promise<Result>): Promise<Result>
  /** The finished phases, in the order of their ends. */
  readonly phases: readonly Phase[]
}

/** Take times by the world's clock. */
export function stopwatch(world: World): Stopwatch {
  const phases: Phase[] = []
  return {
    phases,
    async time(name, run) {
      const start = world.now()
      world.progress.phase(name)
      const result = await run()
      phases.push({ name, milliseconds: world.now() - start })
      return result
    },
  }
}
