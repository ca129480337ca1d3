/**
 * Keras: the configuration of a model, from an HDF5 file (`.h5`, attribute `model_config`) or from the archive of
 * Keras 3 (`.keras`, `config.json`). Shapes and weights follow from it.
 */
import {
  type NetworkGraph,
  type NetworkInput,
  type NetworkNode,
  type Shape,
  UnreadableNetwork,
} from '../../graph.js'
import { parseJson, toText } from '../companion.js'
import { openArchive } from '../open-archive.js'
import { type LayerConfiguration, toOperation } from './to-operation.js'

interface KerasLayer {
  readonly class_name: string
  readonly name?: string
  readonly config: LayerConfiguration
  /** Whose outputs it reads; absent in a Sequential model. */
  readonly inbound_nodes?: readonly unknown[]
}

interface KerasModel {
  readonly class_name: string
  readonly config:
    | { readonly name?: string; readonly layers?: readonly KerasLayer[] }
    | readonly KerasLayer[]
}

/** Read the HDF5 file of Keras 2. */
export async function readKerasHdf5(bytes: Uint8Array): Promise<NetworkGraph> {
  const { File } = await import('jsfive')
  let text: unknown
  try {
    const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    text = new File(copy as ArrayBuffer, 'model.h5').attrs.model_config
  } catch (cause) {
    throw new UnreadableNetwork('the HDF5 file is cut short, damaged, or of a newer layout', {
      cause,
    })
  }
  if (typeof text !== 'string')
    throw new UnreadableNetwork('it holds weights, but no model_config that says the layers')
  // Strings of fixed length are filled up with zeros.
  return fromConfiguration(parse(text.replace(/\0+$/, '')))
}

/** Read the archive of Keras 3. */
export function readKerasArchive(bytes: Uint8Array): NetworkGraph {
  const config = openArchive(bytes, /^config\.json$/).get('config.json')
  if (!config) throw new UnreadableNetwork('the archive holds no config.json, as Keras writes it')
  return fromConfiguration(parse(toText(config)))
}

const parse = (text: string) => parseJson<KerasModel>(text, 'its configuration')

/** Make a graph of a configuration. */
export function fromConfiguration(model: KerasModel): NetworkGraph {
  const layers = 'length' in model.config ? model.config : (model.config.layers ?? [])
  if (layers.length === 0) throw new UnreadableNetwork('its configuration has no layer')
  const name = 'length' in model.config ? '' : (model.config.name ?? '')
  const isSequential = model.class_name === 'Sequential'
  const inputs: NetworkInput[] = []
  const nodes: NetworkNode[] = []
  let last = ''
  for (const layer of layers) {
    const called = String(layer.name ?? layer.config.name ?? layer.class_name)
    const shape = shapeOf(layer.config)
    if (layer.class_name === 'InputLayer') {
      inputs.push(shape ? { name: called, shape } : { name: called })
      last = called
      continue
    }
    if (isSequential && last === '') {
      last = 'input'
      inputs.push(shape ? { name: last, shape } : { name: last })
    }
    const read = isSequential ? [last] : readBy(layer)
    nodes.push(...toNodes(layer, called, read))
    last = called
  }
  return { format: 'Keras', name, inputs, nodes, looseWeights: [], remarks: [] }
}

/** A separable convolution is two: one within each channel, and one across them. */
function toNodes(
  layer: KerasLayer,
  name: string,
  inputs: readonly string[],
): readonly NetworkNode[] {
  const { class_name: type, config } = layer
  const separable = /^SeparableConv([12]D)$/.exec(type)
  if (!separable) {
    const operation = toOperation(type, config)
    return [{ name, type, operation, inputs, outputs: [name] }]
  }
  const within = `${name}/depthwise`
  const first = toOperation(`DepthwiseConv${separable[1]}`, { ...config, use_bias: false })
  const second = toOperation(`Conv${separable[1]}`, {
    ...config,
    kernel_size: 1,
    strides: 1,
    dilation_rate: 1,
  })
  return [
    { name: within, type, operation: first, inputs, outputs: [within] },
    { name, type, operation: second, inputs: [within], outputs: [name] },
  ]
}

/** `batch_shape` in Keras 3, `batch_input_shape` before; an open batch is one image. */
function shapeOf(config: LayerConfiguration): Shape | undefined {
  const stated = (config.batch_shape ?? config.batch_input_shape) as
    | readonly (number | null)[]
    | undefined
  if (!stated) return undefined
  const shape = stated.map((length, axis) => length ?? (axis === 0 ? 1 : undefined))
  return shape.every((length) => length !== undefined) ? shape : undefined
}

/**
 * Names of the layers that a layer reads: `[[["conv", 0, 0, {}]]]` in Keras 2; in Keras 3 tensors with a
 * `keras_history`, wherever they stand among the arguments.
 */
function readBy({ inbound_nodes }: KerasLayer): readonly string[] {
  const names: string[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      if (typeof value[0] === 'string' && typeof value[1] === 'number') names.push(value[0])
      else value.forEach(walk)
    } else if (typeof value === 'object' && value !== null) {
      const history = (value as { keras_history?: readonly unknown[] }).keras_history
      if (history) names.push(String(history[0]))
      else Object.values(value).forEach(walk)
    }
  }
  walk(inbound_nodes?.[0])
  return names
}
