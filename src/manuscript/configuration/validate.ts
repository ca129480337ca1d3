/** Turn what the schema found into messages at their places, and keep what it did not object to. */
import type { z } from 'zod'
import { report } from '../../diagnostics/report.js'
import { editionKey, meantKey } from './meant-key.js'
import { type DataPath, type Source, valueAt } from './parse-yaml.js'
import { type Answers, schema } from './schema.js'
import type { IssueDetails } from './values.js'

type Issue = z.core.$ZodIssue

/**
 * Validate the data of `book.yaml`.
 *
 * Reports `unknown-key`, `invalid-configuration`, `invalid-isbn`, as many as there are. A value that
 * is wrong is taken out, so that its default stands in and the rest can be checked.
 */
export function validate(source: Source): Answers {
  let data = withoutOwnKeys(structuredClone(source.data))
  // Each round takes out at least one value; nested wrong values show themselves one level a round.
  for (let round = 0; round < 20; round += 1) {
    const result = schema.safeParse(data)
    if (result.success) return result.data
    const issues = result.error.issues.flatMap(flatten)
    for (const issue of issues) if (round === 0) reportIssue(source, data, issue)
    data = takeOut(data, issues)
  }
  return schema.parse({})
}

/** Keys that begin with `x-` are the author's own, such as a home for YAML anchors. */
function withoutOwnKeys(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data
  return Object.fromEntries(Object.entries(data).filter(([key]) => !key.startsWith('x-')))
}

/** Replace the issue of a union by those of the form that the author was writing. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const meant = issue.errors.find(
    (found) => !found.some(({ path, code }) => path.length === 0 && code.startsWith('invalid_')),
  )
  const inner = meant ?? issue.errors.find((found) => found.some(({ path }) => path.length > 0))
  if (!inner) return [scalarIssue(issue) ?? issue]
  return inner.flatMap((found) => flatten({ ...found, path: [...issue.path, ...found.path] }))
}

/** Where every form failed at its root, a refusal with a hint says more than the list of forms. */
function scalarIssue(issue: Issue & { code: 'invalid_union' }): Issue | undefined {
  const custom = issue.errors.flat().find((found) => found.code === 'custom')
  return custom && { ...custom, message: issue.message, path: issue.path }
}

function reportIssue(source: Source, data: unknown, issue: Issue): void {
  const path = issue.path as DataPath
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) reportUnknownKey(source, path, key, issue.message.split(' '))
    return
  }
  const details = (issue.code === 'custom' ? issue.params : undefined) as IssueDetails | undefined
  const rule = details?.rule ?? 'invalid-configuration'
  const key = path.findLast((step) => typeof step === 'string')
  report(
    source.file,
    rule,
    source.place(path),
    `Unexpected ${describe(valueAt(data, path), key)}, expected ${issue.message}`,
    { subject: path.join('.'), hint: details?.hint ?? listHint(issue, valueAt(data, path)) },
  )
}

/** One file where a list of files is expected. */
function listHint(issue: Issue, value: unknown): string | undefined {
  if (issue.code !== 'invalid_type' || issue.expected !== 'array') return undefined
  const isFile = typeof value === 'string' && /\.(md|markdown)$/i.test(value)
  return isFile ? `Write \`${String(issue.path.at(-1))}: [${value}]\`` : undefined
}

function reportUnknownKey(source: Source, path: DataPath, key: string, known: string[]): void {
  const edition = path.length === 0 ? editionKey(key) : undefined
  const meant = meantKey(key, known)
  const hint = edition
    ? `Put \`${edition}\` into an edition: \`editions: [{name: print, ${edition}: …}]\``
    : meant
      ? `Did you mean \`${meant}\`?`
      : listKnown(known)
  report(
    source.file,
    'unknown-key',
    source.place([...path, key], 'key'),
    `Unexpected key \`${key}\`, expected a key that Octavo knows`,
    { subject: [...path, key].join('.'), hint },
  )
}

/** A short list helps at once; a long one is for the documentation. */
const listKnown = (known: readonly string[]): string =>
  known.length > 20
    ? 'docs/configuration.md lists all keys'
    : `Known here: ${known.map((name) => `\`${name}\``).join(', ')}`

/** Longest stretch of a value that a message repeats. */
const longestQuotation = 60

function describe(value: unknown, key: string | undefined): string {
  if (value === undefined) return `lack of \`${key}\``
  const where = key === undefined ? '' : ` in \`${key}\``
  if (Array.isArray(value)) return `list${where}`
  if (typeof value === 'object') return `mapping${where}`
  const text = String(value).trim().replaceAll(/\s+/g, ' ')
  if (text === '') return `empty value${where}`
  const shown = text.length > longestQuotation ? `${text.slice(0, longestQuotation - 1)}…` : text
  return `\`${shown}\`${where}`
}

/** Lists of entries, whose places are asked for later: their indices must stay. */
const entryLists = ['front', 'chapters', 'parts', 'appendices', 'back']

/** Take the values, or the keys, that the issues are about out of the data. */
function takeOut(data: unknown, issues: readonly Issue[]): unknown {
  for (const issue of issues) {
    let steps = issue.path as DataPath
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) remove(data, [...steps, key])
      continue
    }
    // What is missing cannot be taken out; the mapping that misses it can.
    if (valueAt(data, steps) === undefined) steps = steps.slice(0, -1)
    // Without one edition the others would be reported at wrong places.
    if (steps[0] === 'editions' && typeof steps.at(-1) === 'number') steps = ['editions']
    if (steps.length === 0) return {}
    remove(data, steps)
  }
  closeGaps(data)
  return data
}

function remove(data: unknown, path: DataPath): void {
  const parent = valueAt(data, path.slice(0, -1))
  const step = path.at(-1)!
  if (typeof parent !== 'object' || parent === null) return
  const inEntries = Array.isArray(parent) && entryLists.includes(String(path.at(-2)))
  if (inEntries) parent[step as number] = {}
  else delete (parent as Record<string | number, unknown>)[step]
}

/** What was taken out of a list leaves a hole. */
function closeGaps(data: unknown): void {
  if (typeof data !== 'object' || data === null) return
  for (const value of Object.values(data)) closeGaps(value)
  if (!Array.isArray(data)) return
  const kept = data.filter((_, index) => index in data)
  data.splice(0, data.length, ...kept)
}
