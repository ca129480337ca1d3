/** Ctrl-C and its kin. */

/** Exit codes of a shell for a program that a signal ended: 128 and the signal's number. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** Milliseconds after which the program ends even if the browser does not. */
const patience = 3000

/**
 * Tidy up and end the program when it is asked to stop. A second signal ends it at once.
 *
 * @param tidy closes what is open; its failure changes nothing
 * @returns a function that stops listening
 */
export function onInterrupt(tidy: () => Promise<void>): () => void {
  let isStopping = false
  const listeners = Object.entries(exitCodes).map(([signal, exitCode]) => {
    const stop = () => {
      if (isStopping) process.exit(exitCode)
      isStopping = true
      setTimeout(() => process.exit(exitCode), patience)
      void tidy().then(
        () => process.exit(exitCode),
        () => process.exit(exitCode),
      )
    }
    process.on(signal, stop)
    return () => process.off(signal, stop)
  })
  return () => {
    for (const forget of listeners) forget()
  }
}
