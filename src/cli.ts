/** The command line: arguments in, messages and an exit code out; nothing else. */
import { EnvironmentFault } from './book/world.js'
import { checkRequest } from './cli/check-request.js'
import { type ExitCode, exitCodeOf } from './cli/exit-code.js'
import { findFolder } from './cli/find-folder.js'
import { newManuscript } from './cli/new-manuscript.js'
import { type Invocation, type Order, parseArguments } from './cli/parse-arguments.js'
import { createProgress } from './cli/progress.js'
import { showFault, showResult, showUsageFault } from './cli/show.js'
import { type ClosableWorld, createWorld } from './world/create-world.js'
import { onInterrupt } from './world/interrupt.js'
import { packageVersion } from './world/package-folder.js'

/** Which editions each command makes, and whether it keeps them. */
const orders: Readonly<
  Record<Exclude<Order, 'new' | 'network'>, { kinds: ('print' | 'epub')[]; write: boolean }>
> = {
  pdf: { kinds: ['print'], write: true },
  epub: { kinds: ['epub'], write: true },
  build: { kinds: ['print', 'epub'], write: true },
  check: { kinds: ['print', 'epub'], write: false },
}

/**
 * Do what the words after `octavo` say, and set the exit code of the process.
 *
 * @param words without the name of the program
 */
export async function main(words: readonly string[]): Promise<void> {
  // `octavo --help | head` closes the pipe; that is no fault.
  process.stdout.on('error', () => process.exit())
  const parsed = parseArguments(words, await packageVersion())
  process.exitCode = typeof parsed === 'number' ? parsed : await run(parsed)
}

async function run(invocation: Invocation): Promise<ExitCode> {
  const progress = createProgress(invocation)
  let world: ClosableWorld | undefined
  let forget = () => {}
  let isStopping = false
  try {
    world = createWorld({ cache: invocation.cache, progress })
    const { close } = world
    forget = onInterrupt(async () => {
      isStopping = true
      progress.stop()
      process.stderr.write('octavo: stopped; what was there before is still whole\n')
      await close()
    })
    return await obey(world, invocation, progress.stop)
  } catch (error) {
    // What was closed under our feet is no fault; the program ends when all is tidy.
    if (isStopping) return await new Promise<never>(() => {})
    progress.stop()
    showFault(error, invocation)
    return error instanceof EnvironmentFault ? 3 : 4
  } finally {
    progress.stop()
    await world?.close()
    forget()
  }
}

async function obey(
  world: ClosableWorld,
  invocation: Invocation,
  stopProgress: () => void,
): Promise<ExitCode> {
  const { order, out, edition, profile, strict, html } = invocation
  const fault = await checkRequest(world, invocation)
  if (fault) {
    showUsageFault(fault, invocation)
    return 2
  }
  if (order === 'new') return newManuscript(world, invocation)
  if (order === 'network') {
    const { runNetwork } = await import('./cli/network.js')
    return runNetwork(world, invocation.network!)
  }
  const start = world.now()
  const folder = await findFolder(world.files, invocation.folder)
  // Loaded late: `octavo --help` needs none of it.
  const { build } = await import('./build.js')
  const result = await build(world, {
    folder,
    ...orders[order],
    strict,
    ...(out === undefined ? {} : { out }),
    ...(edition === undefined ? {} : { edition }),
    ...(profile === undefined ? {} : { profile }),
    ...(html === undefined ? {} : { keepHtml: html }),
  })
  stopProgress()
  const exitCode = exitCodeOf(result)
  showResult(result, { ...invocation, folder, exitCode, milliseconds: world.now() - start })
  return exitCode
}
