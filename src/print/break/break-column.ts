/**
 * The best of all ways to break a column into pages, found as TeX finds lines: dynamic programming over feasible
 * breaks (Knuth & Plass 1981, "Breaking Paragraphs into Lines"), where a node is the next item together with the
 * floats placed (Plass 1981, "Optimal Pagination Techniques", abstract: "the first i lines and the first j
 * figures"), the lines of notes placed, and the side. What a recto costs depends on the verso opposite, so a node
 * before a recto keeps a way for each depth of that verso; Mittelbach ("A General LuaTeX Framework for Globally
 * Optimized Pagination", Computational Intelligence 35, 2019) searches spreads likewise.
 */
import type { BrokenColumn, Column, PageFrame } from '../column.js'
import { findWayGreedily } from './break-greedily.js'
import { type Candidate, isDone, listPages, type Progress } from './list-pages.js'
import { type Galley, makeGalley } from './make-galley.js'
import { toPages } from './to-pages.js'
import {
  type Arrival,
  isOnWrongSide,
  leaveBlank,
  mayLeaveBlank,
  openColumn,
  turnPage,
  weighWay,
} from './turn-page.js'
import { defaultLimits, defaultWeights, type Limits, type Weights } from './weights.js'

/** Ways to one node: the best that goes on with a verso, and those that go on with a recto. */
interface Node extends Progress {
  verso: Arrival | undefined
  rectos: Arrival[]
}

/**
 * Break a column into pages.
 *
 * Total: never throws and never loses an item, a float or a line of a note; what nothing can avoid it takes at
 * its price. Linear in the items. Past `limits.work` the column is broken greedily.
 *
 * @param hyphens items that end with a hyphen
 */
export function breakColumn(
  column: Column,
  frame: PageFrame,
  weights: Weights = defaultWeights,
  hyphens: ReadonlySet<number> = new Set(),
  limits: Limits = defaultLimits,
): BrokenColumn {
  const galley = makeGalley(column, frame, weights, hyphens)
  const { way, isGreedy } = findWay(galley, limits)
  return { pages: toPages(galley, way), demerits: way.demerits, isGreedy }
}

/** Find the best way through a galley, or a greedy one past the limit of work. */
export function findWay(galley: Galley, limits: Limits): { way: Arrival; isGreedy: boolean } {
  const best = search(galley, limits)
  return { way: best ?? findWayGreedily(galley), isGreedy: !best }
}

/** Search the best way to the end. @returns `undefined` past the limit of work */
function search(galley: Galley, limits: Limits): Arrival | undefined {
  const nodes: Node[][] = Array.from({ length: galley.count + 1 }, () => [])
  arriveAt(nodes, openColumn(galley))
  let work = 0
  for (const here of nodes) {
    keepCheapest(here, limits.states)
    // Pages without text lead to later nodes of the same item: more floats, or more lines.
    for (let node = takeFirst(here); node; node = takeFirst(here)) {
      addBlanks(galley, node)
      dropDominated(galley, node)
      if (isDone(galley, node)) return cheapest(node)
      const pages = listPages(galley, node, limits.candidates)
      work += pages.length * (1 + node.rectos.length)
      if (work > limits.work) return undefined
      for (const page of pages) follow(galley, nodes, node, page)
    }
  }
  // Every node leads on to the last, so this is never reached.
  return undefined
}

/** Follow a page from a node, on either side, by the best way there. */
function follow(galley: Galley, nodes: Node[][], node: Node, page: Candidate): void {
  const hasText = page.item > node.item
  const { verso, rectos } = node
  if (verso && !(hasText && isOnWrongSide(galley, verso)))
    arriveAt(nodes, turnPage(verso, page, weighWay(galley, verso, page)))
  let best: Arrival | undefined
  let least = Number.POSITIVE_INFINITY
  for (const way of rectos) {
    const demerits = weighWay(galley, way, page)
    if (demerits >= least || (hasText && isOnWrongSide(galley, way))) continue
    best = way
    least = demerits
  }
  if (best) arriveAt(nodes, turnPage(best, page, least))
}

function arriveAt(nodes: Node[][], arrival: Arrival): void {
  const { item, float, line, page } = arrival
  const here = nodes[item]!
  let node = here.find((one) => one.float === float && one.line === line && one.page === page)
  if (!node) {
    node = { item, float, line, page, verso: undefined, rectos: [] }
    here.push(node)
  }
  if (arrival.side === 'recto') node.rectos.push(arrival)
  else if (!node.verso || arrival.demerits < node.verso.demerits) node.verso = arrival
}

/** Take out the node with the fewest floats, then lines, then pages: no other node of the item leads to it. */
function takeFirst(here: Node[]): Node | undefined {
  let first = 0
  for (const [index, { float, line, page }] of here.entries()) {
    const least = here[first]!
    const further = float - least.float || line - least.line || page - least.page
    if (further < 0) first = index
  }
  return here.splice(first, 1)[0]
}

function addBlanks(galley: Galley, node: Node): void {
  const before = galley.column.items[node.item]?.before
  if (before !== 'recto' && before !== 'verso') return
  for (const way of [node.verso, cheapestOf(node.rectos)]) {
    if (!way || !mayLeaveBlank(galley, way)) continue
    const blank = leaveBlank(way)
    if (blank.side === 'recto') node.rectos.push(blank)
    else if (!node.verso || blank.demerits < node.verso.demerits) node.verso = blank
  }
}

/** Drop the ways to a recto that cost more than the best and the worst spread: they never win. Exact. */
function dropDominated({ weights }: Galley, node: Node): void {
  if (node.rectos.length < 2) return
  // Two kinds that never take one another's place: beside a deeper verso, and beside any other.
  for (const isDeeper of [true, false]) {
    const ways = node.rectos.filter(({ extra }) => extra > 0 === isDeeper)
    if (ways.length < 2) continue
    const bound = cheapestOf(ways)!.demerits + weights.unevenMost
    const isKept = ({ extra, demerits }: Arrival) => extra > 0 !== isDeeper || demerits <= bound
    node.rectos = node.rectos.filter(isKept)
  }
}

function keepCheapest(here: Node[], most: number): void {
  if (here.length <= most) return
  here.sort((a, b) => cheapest(a)!.demerits - cheapest(b)!.demerits)
  here.length = most
}

function cheapest({ verso, rectos }: Node): Arrival | undefined {
  return cheapestOf(verso ? [verso, ...rectos] : rectos)
}

function cheapestOf(ways: readonly Arrival[]): Arrival | undefined {
  let least: Arrival | undefined
  for (const way of ways) if (!least || way.demerits < least.demerits) least = way
  return least
}
