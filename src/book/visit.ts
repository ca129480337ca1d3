/**
 * Walk a tree as unist-util-visit does. It makes a function for each node and gives it a name for stack
 * traces, which took a tenth of a build's time.
 */
import type { Node, Parent } from 'unist'
import type { BuildVisitor } from 'unist-util-visit'

/** Returned by a visitor: leave out the children of this node. */
export const SKIP = 'skip'

/** What a visitor may return; a number is the index of the sibling to go on with. */
// biome-ignore lint/suspicious/noConfusingVoidType: a visitor declared elsewhere that returns nothing is void
export type VisitResult = typeof SKIP | number | readonly [typeof SKIP, number] | undefined | void

type Visit<Tree extends Node, Types extends string | string[] | undefined> = (
  ...given: Parameters<BuildVisitor<Tree, Types>>
) => VisitResult

/**
 * Visit the nodes of a tree in the order of its text, each before its children. The visitor may change the
 * node and its siblings; children are read after it returned.
 *
 * @param type visit only nodes of this type, or of these
 */
export function visit<Tree extends Node, const Types extends string | string[]>(
  tree: Tree,
  type: Types,
  visitor: Visit<Tree, Types>,
): void
export function visit<Tree extends Node>(tree: Tree, visitor: Visit<Tree, undefined>): void
export function visit(tree: Node, typeOrVisitor: unknown, visitor?: unknown): void {
  const types =
    visitor === undefined
      ? undefined
      : Array.isArray(typeOrVisitor)
        ? typeOrVisitor
        : [typeOrVisitor]
  walk(tree, undefined, undefined, types, (visitor ?? typeOrVisitor) as AnyVisitor)
}

type AnyVisitor = (node: Node, index: number | undefined, parent: Parent | undefined) => VisitResult

/** @returns the index of the sibling to go on with */
function walk(
  node: Node,
  index: number | undefined,
  parent: Parent | undefined,
  types: readonly string[] | undefined,
  visitor: AnyVisitor,
): number {
  const result =
    types === undefined || types.includes(node.type) ? visitor(node, index, parent) : undefined
  const { children } = node as Partial<Parent>
  const skips = result === SKIP || (typeof result === 'object' && result[0] === SKIP)
  if (children && !skips) walkAll(node as Parent, types, visitor)
  if (typeof result === 'number') return result
  return typeof result === 'object' ? result[1] : (index ?? 0) + 1
}

function walkAll(parent: Parent, types: readonly string[] | undefined, visitor: AnyVisitor): void {
  for (let at = 0; at < parent.children.length; ) {
    at = walk(parent.children[at]!, at, parent, types, visitor)
  }
}
