/** Our own walk over a tree does what unist-util-visit does. */
import fc from 'fast-check'
import type { Node } from 'unist'
import { SKIP as librarySkip, visit as libraryVisit } from 'unist-util-visit'
import { expect, test } from 'vitest'
import { SKIP, visit } from '../src/book/visit.js'

interface Tree extends Node {
  readonly id: number
  readonly children?: Tree[]
}

/** Trees whose nodes say what a visitor shall do at them. */
const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record(
    {
      type: fc.constantFrom('one', 'two', 'skip', 'jump', 'skip and jump'),
      id: fc.nat(),
      children: fc.array(tie('tree'), { maxLength: 4 }),
    },
    { requiredKeys: ['type', 'id'] },
  ),
})).tree

test('the same nodes in the same order, whatever the visitor asks for', () => {
  fc.assert(
    fc.property(
      trees,
      fc.constantFrom(undefined, 'one', ['one', 'jump', 'skip']),
      (tree, types) => {
        const walk = (skip: typeof SKIP) => {
          const seen: unknown[] = []
          const visitor = (node: Node, index: number | undefined, parent: Node | undefined) => {
            seen.push([(node as Tree).id, index, (parent as Tree | undefined)?.id])
            if (node.type === 'skip') return skip
            if (node.type === 'jump') return (index ?? 0) + 2
            if (node.type === 'skip and jump')
              return [skip, (index ?? 0) + 3] as [typeof skip, number]
            return undefined
          }
          return { seen, visitor }
        }
        const ours = walk(SKIP)
        const theirs = walk(librarySkip)
        if (types === undefined) {
          visit(tree as Node, ours.visitor)
          libraryVisit(tree as Node, theirs.visitor)
        } else {
          visit(tree as Node, types, ours.visitor)
          libraryVisit(tree as Node, types, theirs.visitor)
        }
        expect(ours.seen).toEqual(theirs.seen)
      },
    ),
  )
})
