/** What the program says to the shell. */
import type { VFile } from 'vfile'
import type { RuleName } from '../diagnostics/rules.js'

/** 0 fine, 1 the manuscript has errors, 2 arguments or configuration, 3 environment, 4 ours. */
export type ExitCode = 0 | 1 | 2 | 3 | 4

/** Errors of `book.yaml` itself, not of what it names. */
const configurationRules: ReadonlySet<string> = new Set<RuleName>([
  'invalid-yaml',
  'unreadable-file',
  'invalid-configuration',
  'unknown-key',
  'invalid-isbn',
  'unknown-edition',
])

/**
 * Derive the exit code of a build.
 *
 * @param result `files` with the configuration first: front matter that is no YAML is a fault of the manuscript
 */
export function exitCodeOf(result: {
  readonly failed: boolean
  readonly files: readonly VFile[]
}): ExitCode {
  if (!result.failed) return 0
  const isConfiguration = result.files[0]?.messages.some(
    ({ fatal, ruleId }) => fatal === true && configurationRules.has(ruleId ?? ''),
  )
  return isConfiguration ? 2 : 1
}
