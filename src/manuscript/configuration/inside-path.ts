import { posix } from 'node:path'
import { report } from '../../diagnostics/report.js'
import type { DataPath, Source } from './parse-yaml.js'

/**
 * Give a path of `book.yaml` in its shortest form, with `/`.
 *
 * Reports `outside-book`.
 *
 * @returns the path, or `undefined` where it leads out of the book folder
 */
export function insidePath(source: Source, typed: string, path: DataPath): string | undefined {
  const normal = posix.normalize(typed.replaceAll('\\', '/')).replace(/^\.\//, '')
  const isOutside = /^(\.\.(\/|$)|\/|[a-z]:\/|[a-z][a-z0-9+.-]+:)/i.test(normal)
  if (!isOutside) return normal
  reportOutside(source, typed, path)
  return undefined
}

function hintFor(typed: string): string {
  const [, key, name] = /^(file|part|title):(\S.*)$/.exec(typed) ?? []
  return key
    ? `Put a space after the colon: \`${key}: ${name}\``
    : 'Copy the file into the book folder and name it from there'
}

/** Report that a path leads out of the book folder. */
export function reportOutside(source: Source, typed: string, path: DataPath): void {
  report(
    source.file,
    'outside-book',
    source.place(path),
    `Unexpected path \`${typed}\`, expected one inside the book folder`,
    { subject: typed, hint: hintFor(typed) },
  )
}
