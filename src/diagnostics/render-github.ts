/**
 * Messages as annotations of a pull request: workflow commands of GitHub Actions
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */
import type { VFile } from 'vfile'
import { type ReadMessage, readMessages } from './read-message.js'

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const

/**
 * Render all messages as workflow commands, one a line.
 *
 * @param options `folder` is the path of the book folder from the root of the repository
 */
export function renderGithub(
  files: readonly VFile[],
  { folder = '' }: { readonly folder?: string } = {},
): string {
  const prefix = folder === '' || folder === '.' ? '' : `${folder.replace(/\/$/, '')}/`
  return files
    .flatMap(readMessages)
    .map((message) => `${toCommand(message, prefix)}\n`)
    .join('')
}

function toCommand(message: ReadMessage, prefix: string): string {
  const { severity, rule, reason, hint, line, column, endLine, endColumn } = message
  // GitHub takes columns only where both ends are on one line.
  const isOneLine = endLine === undefined || endLine === line
  const properties = {
    // A folder takes no annotation.
    file: message.path === '.' ? undefined : prefix + message.path,
    line,
    endLine,
    col: isOneLine ? column : undefined,
    endColumn: isOneLine ? endColumn : undefined,
    title: rule,
  }
  const written = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',')
  return `::${commands[severity]} ${written}::${escapeData(hint ? `${reason}\n${hint}` : reason)}`
}

/** As `@actions/core` does it. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
