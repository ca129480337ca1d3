/** What may be wrong with an index as a whole: entries that lead nowhere, entries that may be one. */
import { distance } from 'fastest-levenshtein'
import { didYouMean } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'
import { type IndexEntry, keyOf } from './make-entries.js'
import { splitPath } from './read-index-mark.js'

/** Entries by the key of their path. */
export type EntriesByPath = ReadonlyMap<string, IndexEntry>

/** The key of an entry's path, or of what `see=` says. */
export const pathKey = (path: readonly string[]): string => path.map(keyOf).join('!')

/** List an index by paths. */
export function byPath(entries: readonly IndexEntry[]): EntriesByPath {
  const found = new Map<string, IndexEntry>()
  const add = (entry: IndexEntry) => {
    found.set(pathKey(entry.path), entry)
    entry.children.forEach(add)
  }
  entries.forEach(add)
  return found
}

/** Report what a reader would look up in vain, and near-duplicates. */
export function reportIndex(entries: readonly IndexEntry[], known: EntriesByPath): void {
  for (const entry of known.values())
    for (const target of [...entry.see, ...entry.seeAlso])
      if (!known.has(pathKey(splitPath(target)))) reportTarget(entry, target, known)
  reportTwins(entries)
}

function reportTarget({ path, first }: IndexEntry, target: string, known: EntriesByPath): void {
  const names = [...known.values()].map((entry) => entry.path.join('!'))
  report(
    first.file,
    'undefined-index-entry',
    first.node,
    `Unexpected \`${target}\` after “see” of \`${path.join('!')}\`, expected an entry of the index`,
    {
      subject: target,
      hint:
        didYouMean(target, names) ??
        `Mark the places that are meant with \`[…]{.index entry="${target}"}\``,
    },
  )
}

/** Letters that a slip may change in a long term without making another word of it. */
const longTerm = 8

function reportTwins(entries: readonly IndexEntry[]): void {
  const known = new Map<string, IndexEntry>()
  for (const entry of entries) {
    const key = normal(entry.text)
    const twin = known.get(key) ?? nearIn(known, key)
    // "neural nets, see neural networks" is meant.
    if (twin && entry.see.length + twin.see.length > 0) continue
    if (twin) reportTwin(entry, twin)
    else known.set(key, entry)
    reportTwins(entry.children)
  }
}

/** Without case, accents, hyphens, spaces and the plural: `Neural-Nets` is `neuralnet`. */
const normal = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\s'’‐-]/gu, '')
    .replace(/ies$/, 'y')
    .replace(/(?<=[^s])s$/, '')

function nearIn(known: ReadonlyMap<string, IndexEntry>, key: string): IndexEntry | undefined {
  if (key.length < longTerm) return undefined
  for (const [other, entry] of known) {
    if (other[0] !== key[0] || Math.abs(other.length - key.length) > 1 || other.length < longTerm)
      continue
    // `layer 1` and `layer 2` are two things, and so are `L1 loss` and `L2 loss`.
    if (withoutLetters(other) === withoutLetters(key) && distance(other, key) === 1) return entry
  }
  return undefined
}

const withoutLetters = (text: string): string => text.replace(/\p{L}+/gu, ' ')

function reportTwin(entry: IndexEntry, twin: IndexEntry): void {
  const { file, node } = entry.first
  const place = `${twin.first.file.path}:${twin.first.node.position?.start.line ?? 1}`
  report(
    file,
    'similar-index-entries',
    node,
    `Unexpected \`${entry.path.join('!')}\` beside \`${twin.path.join('!')}\`, expected one entry for one thing`,
    {
      subject: entry.text,
      hint: `The other stands at ${place}; if both are one, write \`[${entry.text}]{.index entry="${twin.path.join('!')}"}\``,
    },
  )
}
