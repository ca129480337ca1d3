/** Walk a network from its inputs on: the shape of every tensor, the weights of every node. */
import { type NetworkGraph, type NetworkNode, type Shape, sizeOf, type Weight } from '../graph.js'
import { deriveWeights } from './derive-weights.js'
import { channelsOf, shapeAfter } from './shape-after.js'

/** A node with what follows from its place in the network. */
export interface Inferred {
  readonly node: NetworkNode
  /** In the order of `node.inputs`; `undefined` where nothing says the shape. */
  readonly inputs: readonly (Shape | undefined)[]
  readonly outputs: readonly (Shape | undefined)[]
  readonly weights: readonly Weight[]
}

export interface InferredNetwork {
  readonly graph: NetworkGraph
  readonly nodes: readonly Inferred[]
  /** What does not fit, each with the name of its node; in the order of the file. */
  readonly faults: readonly string[]
}

/** Infer shapes and weights of a network. One pass; nodes are in an order in which they can be computed. */
export function inferNetwork(graph: NetworkGraph): InferredNetwork {
  const shapes = new Map<string, Shape>(graph.knownShapes)
  for (const { name, shape } of graph.inputs) if (shape) shapes.set(name, shape)
  const all = new Set(graph.nodes.flatMap(({ outputs }) => outputs))
  const made = new Set(graph.inputs.map(({ name }) => name))
  const faults: string[] = []
  const nodes = graph.nodes.map((node) => {
    const inputs = node.inputs.map((name) => shapes.get(name))
    const missing = node.inputs.filter((name) => !made.has(name))
    if (missing.length > 0)
      faults.push(
        `\`${node.name}\` (${node.type}) reads \`${missing[0]}\`, which ${all.has(missing[0]!) ? 'is made only after it' : 'nothing makes'}`,
      )
    for (const name of node.outputs) made.add(name)
    const outputs = infer(node, inputs, shapes, faults)
    for (const [index, name] of node.outputs.entries()) {
      const shape = outputs[index]
      if (shape && !shapes.has(name)) shapes.set(name, shape)
    }
    const first = inputs[0]
    if (first && !fitsWeights(node, first))
      faults.push(
        `\`${node.name}\` (${node.type}) reads ${formatShape(first)}, which its weights do not fit: ${formatShape(node.weights![0]!.shape)}`,
      )
    const weights = node.weights ?? (first ? deriveWeights(node, first) : [])
    return { node, inputs, outputs: node.outputs.map((name) => shapes.get(name)), weights }
  })
  return { graph, nodes, faults }
}

/** True unless the file holds weights for other sizes than those that come in. */
function fitsWeights({ operation, weights }: NetworkNode, input: Shape): boolean {
  const size = weights?.[0] && sizeOf(weights[0].shape)
  if (size === undefined) return true
  if (operation.kind === 'linear')
    return size === operation.units * sizeOf(input.slice(operation.axis))
  if (operation.kind !== 'convolution') return true
  const { window, channels, groups } = operation
  const seen = channelsOf(input, window.isChannelsLast) / groups
  return size === channels * seen * sizeOf(window.kernel.slice(0, Math.max(1, input.length - 2)))
}

function infer(
  node: NetworkNode,
  inputs: readonly (Shape | undefined)[],
  shapes: ReadonlyMap<string, Shape>,
  faults: string[],
): readonly (Shape | undefined)[] {
  const stated = node.outputs.map((name) => shapes.get(name))
  if (stated.length > 0 && stated.every((shape) => shape !== undefined)) return stated
  const known = inputs.filter((shape) => shape !== undefined)
  if (known.length === 0 || known.length < inputs.length) return stated
  const found = shapeAfter(node.operation, known, node.outputs.length)
  if (!found) {
    if (node.operation.kind !== 'other')
      faults.push(
        `\`${node.name}\` (${node.type}) does not fit what it reads: ${known.map(formatShape).join(', ')}`,
      )
    return stated
  }
  return node.outputs.map((_, index) => found[index] ?? found[0])
}

/** Write a shape as the trade does: 64 × 28 × 28. */
export const formatShape = (shape: Shape): string => shape.join(' × ') || 'a single number'
