/** What a network holds and what it costs to run, by conventions that are named wherever a number is shown. */
import { type NetworkGraph, type Shape, sizeOf, type Weight } from './graph.js'
import { type Inferred, type InferredNetwork, inferNetwork } from './infer/infer-network.js'
import { channelsOf } from './infer/shape-after.js'
import { receptiveFields } from './receptive-field.js'

/** Numbers of one node. */
export interface LayerCount {
  readonly name: string
  readonly type: string
  readonly path?: string
  readonly outputs: readonly (Shape | undefined)[]
  /** Weights that training learns; those shared with an earlier node are counted there. */
  readonly parameters: number
  readonly buffers: number
  /** Per image; undefined where a shape is not known. */
  readonly multiplyAdds: number | undefined
  /** Sides of what a place of the output sees of the input, in pixels; absent where it sees all. */
  readonly receptiveField?: readonly number[]
}

export interface NetworkCount {
  readonly format: NetworkGraph['format']
  readonly name: string
  /** By the convention of the format: see `conventions`. */
  readonly parameters: number
  /** Parameters that training learns. */
  readonly learned: number
  /** Running values of normalizations. */
  readonly buffers: number
  /** Parameters if nothing were shared; absent where nothing is. */
  readonly unshared?: number
  /** Per image, multiplications with their addition counted once; null where the file has no graph, or no shapes. */
  readonly multiplyAdds: number | null
  /** Elements of all tensors computed for one image; null as above. */
  readonly activations: number | null
  readonly inputs: NetworkGraph['inputs']
  readonly layers: readonly LayerCount[]
  /** How the numbers were counted, in sentences. */
  readonly conventions: readonly string[]
  readonly faults: readonly string[]
  readonly remarks: readonly string[]
}

/** Count a network. */
export function countNetwork(graph: NetworkGraph): NetworkCount {
  const network = inferNetwork(graph)
  const batch = batchOf(graph)
  const counted = new Set<string>()
  const fields = receptiveFields(network)
  const layers = network.nodes.map((one): LayerCount => {
    const field = fields.get(one.node.outputs[0] ?? '')
    const layer = countLayer(one, batch, counted)
    return field ? { ...layer, receptiveField: field.size } : layer
  })
  const stored = [...new Map(graph.looseWeights.map((weight) => [weight.key, weight])).values()]
  const loose = sum(stored.filter(isLearned))
  const looseBuffers = sum(stored.filter((weight) => weight.isBuffer))
  const learned = loose + total(layers, 'parameters')
  const buffers = looseBuffers + total(layers, 'buffers')
  const unshared = network.nodes.reduce((all, { weights }) => all + sum(weights), 0)
  // Caffe keeps running values among its parameter blobs, and every Caffe table counts them there.
  const parameters = graph.format === 'Caffe' ? learned + buffers : learned
  const isShared = unshared > learned + buffers && graph.looseWeights.length === 0
  return {
    format: graph.format,
    name: graph.name,
    parameters,
    learned,
    buffers,
    ...(isShared ? { unshared } : {}),
    multiplyAdds: multiplyAddsOf(network, layers),
    activations: activationsOf(network, batch),
    inputs: graph.inputs,
    layers,
    conventions: conventionsOf(graph, buffers, batch, layers),
    faults: network.faults,
    remarks: graph.remarks,
  }
}

/** Images in the batch of the file: deploy files have 10 or 64, and a number per image is what is compared. */
function batchOf({ inputs }: NetworkGraph): number {
  const first = inputs.find(({ shape }) => shape !== undefined && shape.length > 1)
  return first?.shape?.[0] || 1
}

function countLayer(one: Inferred, batch: number, counted: Set<string>): LayerCount {
  const own = one.weights.filter(({ key }) => !counted.has(key))
  for (const { key } of own) counted.add(key)
  const multiplyAdds = multiplyAddsOfNode(one)
  return {
    name: one.node.name,
    type: one.node.type,
    ...(one.node.path === undefined ? {} : { path: one.node.path }),
    outputs: one.outputs,
    parameters: sum(own.filter(isLearned)),
    buffers: sum(own.filter((weight) => weight.isBuffer)),
    multiplyAdds: multiplyAdds === undefined ? undefined : multiplyAdds / batch,
  }
}

const isLearned = (weight: Weight): boolean => !weight.isBuffer

const sum = (weights: readonly Weight[]): number =>
  weights.reduce((all, { shape }) => all + sizeOf(shape), 0)

const total = (layers: readonly LayerCount[], what: 'parameters' | 'buffers'): number =>
  layers.reduce((all, layer) => all + layer[what], 0)

/**
 * Count the multiply-adds of one node: of convolutions and products of matrices only, as torchvision's tables,
 * fvcore and convnet-burden do. What works number by number is left out, and so is the bias.
 */
function multiplyAddsOfNode({ node, inputs, outputs, weights }: Inferred): number | undefined {
  const { operation } = node
  const [input, output] = [inputs[0], outputs[0]]
  switch (operation.kind) {
    case 'convolution': {
      if (!input || !output) return undefined
      const { window, groups } = operation
      const kernel = sizeOf(window.kernel.slice(0, Math.max(1, input.length - 2)))
      return (sizeOf(output) * kernel * channelsOf(input, window.isChannelsLast)) / groups
    }
    case 'depthwise-convolution':
      return output && sizeOf(output) * sizeOf(operation.window.kernel)
    case 'deconvolution': {
      if (!input || !output) return undefined
      const { window, channels, groups } = operation
      return (sizeOf(input) * sizeOf(window.kernel) * channels) / groups
    }
    case 'linear': {
      if (!input || !output) return undefined
      return sizeOf(input) * operation.units
    }
    case 'matrix-product': {
      if (!input || !output) return undefined
      const inner = operation.transposes[0] ? input.at(-2) : input.at(-1)
      return sizeOf(output) * (inner ?? 1)
    }
    case 'other':
      // A matrix in an operator that we do not know is multiplied in some way: better no number than a wrong one.
      return weights.some(({ shape }) => shape.length > 1) ? undefined : 0
    default:
      return 0
  }
}

function multiplyAddsOf({ graph }: InferredNetwork, layers: readonly LayerCount[]): number | null {
  if (graph.nodes.length === 0) return null
  let all = 0
  for (const { multiplyAdds } of layers) {
    if (multiplyAdds === undefined) return null
    all += multiplyAdds
  }
  return all
}

function activationsOf({ nodes }: InferredNetwork, batch: number): number | null {
  if (nodes.length === 0) return null
  let all = 0
  for (const { outputs } of nodes)
    for (const shape of outputs) {
      if (!shape) return null
      all += sizeOf(shape)
    }
  return all / batch
}

function conventionsOf(
  graph: NetworkGraph,
  buffers: number,
  batch: number,
  layers: readonly LayerCount[],
): string[] {
  if (graph.nodes.length === 0) return []
  const said = [
    'A multiply-add is one multiplication and the addition that follows it; twice as many are floating-point operations.',
    'Convolutions and products of matrices are counted; biases, activations, pooling and normalization are not.',
  ]
  const unknown = layers.find(({ multiplyAdds }) => multiplyAdds === undefined)
  if (unknown)
    said.push(
      `Multiply-adds are unknown from \`${unknown.name}\` (${unknown.type}) on: its shapes, or what it does, are not known.`,
    )
  if (batch > 1) said.push(`The file’s batch of ${batch} is divided out: numbers are per image.`)
  if (buffers > 0)
    said.push(
      graph.format === 'Caffe'
        ? `Caffe keeps ${buffers.toLocaleString('en')} running values of batch normalization among its parameters; they are counted.`
        : `${buffers.toLocaleString('en')} running values of batch normalization are buffers and not counted as parameters.`,
    )
  for (const { name, convention } of graph.inputs)
    if (convention) said.push(`Input \`${name}\`: ${convention}.`)
  return said
}
