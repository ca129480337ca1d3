/** The shape of the input, where the file does not say it: found by what fits. */
import type { NetworkGraph, Shape } from '../graph.js'
import { inferNetwork } from '../infer/infer-network.js'

/** Sides of pictures that networks are usually trained on, the usual ones first. */
const sides = {
  gray: [28, 32, 64, 224],
  colour: [224, 32, 28, 299, 227, 64, 96, 128, 256, 384, 512],
}

/** Give the first input of a network of pictures the usual size at which everything fits, and say so. */
export function guessInput(graph: NetworkGraph): NetworkGraph {
  const [first, ...others] = graph.inputs
  if (!first || first.shape) return graph
  const reader = graph.nodes.find(({ inputs }) => inputs.includes(first.name))
  if (reader?.operation.kind !== 'convolution') return graph
  const weight = reader.weights?.[0]?.shape
  const channels = (weight?.[1] ?? 0) * reader.operation.groups
  if (weight?.length !== 4 || channels === 0) return graph
  for (const side of channels === 1 ? sides.gray : sides.colour) {
    const shape: Shape = [1, channels, side, side]
    const convention = `the file does not say its size; ${side} × ${side} fits all that follows`
    const guessed = { ...graph, inputs: [{ ...first, shape, convention }, ...others] }
    if (inferNetwork(guessed).faults.length === 0) return guessed
  }
  return graph
}
