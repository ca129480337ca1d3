/** A callout stands at the word before it, where the citation that it replaced had a space. */
import type { Nodes } from 'mdast'
import { visit } from '../../book/visit.js'

/** Take the space away before the callouts of a style of notes. */
export function tieCallouts(tree: Nodes, identifiers: ReadonlySet<string>): void {
  visit(tree, 'crossReference', ({ children }, index, parent) => {
    const [call] = children
    const before = index === undefined ? undefined : parent?.children[index - 1]
    if (before?.type !== 'text' || call?.type !== 'footnoteReference') return
    if (identifiers.has(call.identifier)) before.value = before.value.trimEnd()
  })
}
