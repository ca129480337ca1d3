/** Notes and links that a file defines, for parts of it that are parsed apart: captions and cells. */
import type { Nodes, Root } from 'mdast'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import { visit } from '../book/visit.js'

/** Whether a node defines what is called elsewhere. */
export const isDefinition = ({ type }: Nodes): boolean =>
  type === 'definition' || type === 'footnoteDefinition'

/** Names of the notes (with `^`) and links that a file defines. */
export function definitionsOf(tree: Root): ReadonlySet<string> {
  const names = new Set<string>()
  visit(tree, (node) => {
    if (node.type === 'definition') names.add(normalizeIdentifier(node.identifier))
    if (node.type === 'footnoteDefinition') names.add(normalizeIdentifier(`^${node.identifier}`))
  })
  return names
}

/** Definitions that let a text call what its file defines; where they lead is found by name later. */
export function definitionsFor(text: string, known: ReadonlySet<string>): string {
  const labels = [...text.matchAll(/\[([^\][]+)\]/g)].map(([, label]) => label!)
  const called = labels.filter((label) => known.has(normalizeIdentifier(label)))
  return called.map((label) => `\n\n[${label}]: ${label.startsWith('^') ? '.' : '<>'}`).join('')
}
