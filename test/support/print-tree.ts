/** A tree as lines to read: type, value, what else it holds; no positions. */
import type { VFile } from 'vfile'

/** Fields that are printed as lines of their own, or not at all. */
const apart = new Set(['type', 'value', 'children', 'position', 'title', 'caption', 'data'])

/** Print a tree, each level indented by two spaces more. */
export function printTree(node: unknown, depth = 0): string {
  const { type, value, children, data, ...rest } = node as Record<string, unknown>
  const indent = '  '.repeat(depth)
  const details = Object.entries(rest)
    .filter(([key, value]) => !apart.has(key) && value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`)
  const { caption, ...others } = (data ?? {}) as Record<string, unknown>
  if (Object.keys(others).length > 0) details.push(` data=${JSON.stringify(others)}`)
  const text = value === undefined ? '' : ` ${JSON.stringify(value)}`
  const lines = [`${indent}${type}${text}${details.join('')}\n`]
  for (const [name, part] of Object.entries({
    title: rest.title,
    caption: rest.caption ?? caption,
  })) {
    if (typeof part === 'string') lines.push(`${indent}  (${name}) ${JSON.stringify(part)}\n`)
    if (Array.isArray(part)) {
      lines.push(`${indent}  (${name})\n`, ...part.map((child) => printTree(child, depth + 2)))
    }
  }
  if (Array.isArray(children)) lines.push(...children.map((child) => printTree(child, depth + 1)))
  return lines.join('')
}

/** Print the messages of a file, in the order of their places. */
export function printMessages(file: VFile): string {
  return [...file.messages]
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
    .map(
      (message) =>
        `${message.line}:${message.column} ${message.ruleId}: ${message.reason} (${message.note})\n`,
    )
    .join('')
}

/** All words of all strings of a value, positions left out, and how often each is there. */
export function countWords(
  value: unknown,
  counts = new Map<string, number>(),
): Map<string, number> {
  if (typeof value === 'string') {
    for (const [word] of value.matchAll(/[\p{L}\p{N}]+/gu))
      counts.set(word, (counts.get(word) ?? 0) + 1)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'position' || key === 'type') continue
      // A class or an attribute is a word of the manuscript by its name as well.
      if (key !== 'children' && key !== 'value') countWords(key, counts)
      countWords(inner, counts)
    }
  }
  return counts
}
