/** TensorFlow: a frozen GraphDef in protobuf, or TensorFlow.js's `model.json` with the weights in files beside it. */
import type { World } from '../../../book/world.js'
import {
  type NetworkGraph,
  type NetworkInput,
  type NetworkNode,
  sizeOf,
  UnreadableNetwork,
  type Weight,
} from '../../graph.js'
import type { ModelFile } from '../companion.js'
import { loadSchema } from '../schema.js'
import {
  fromJson,
  fromProtobuf,
  type JsonNode,
  type NodeDef,
  type TensorFlowConstant,
  type TensorFlowNode,
} from './graph-def.js'
import { toOperation } from './to-operation.js'

/** Numbers of weights; `tensor_content` costs nothing, and holds shapes too. */
const values = {
  'tensorflow.TensorProto': ['float_val', 'double_val', 'scomplex_val', 'dcomplex_val', 'half_val'],
}

/** Read a frozen graph. */
export async function readGraphDef(world: World, bytes: Uint8Array): Promise<NetworkGraph> {
  const schema = await loadSchema<{ readonly node: readonly NodeDef[] }>(
    world,
    'tensorflow',
    'tensorflow.GraphDef',
    values,
  )
  return toGraph('TensorFlow', schema.decode(bytes).node.map(fromProtobuf))
}

/** What we read of `model.json`. */
export interface TensorFlowJs {
  readonly modelTopology?: { readonly node?: readonly JsonNode[] }
  readonly weightsManifest?: readonly {
    readonly paths: readonly string[]
    readonly weights: readonly { name: string; shape: readonly number[]; dtype: string }[]
  }[]
}

/** Read a graph model of TensorFlow.js. */
export async function readTensorFlowJs(
  file: ModelFile,
  model: TensorFlowJs,
): Promise<NetworkGraph> {
  const nodes = model.modelTopology?.node
  if (!nodes) throw new UnreadableNetwork('it holds no graph (modelTopology.node)')
  const integers = await readIntegers(file, model)
  return toGraph(
    'TensorFlow.js',
    nodes.map((node) => fromJson(node, integers.get(node.name))),
  )
}

/** Bytes of an element, by type; quantized weights are not for shapes. */
const widths: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  uint8: 1,
  float16: 2,
}
const mostIntegers = 64

/** Read the whole numbers among the weights: shapes and axes. */
async function readIntegers(
  file: ModelFile,
  { weightsManifest = [] }: TensorFlowJs,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, readonly number[]>()
  for (const { paths, weights } of weightsManifest) {
    if (!weights.some(({ dtype }) => dtype === 'int32')) continue
    const parts = await Promise.all(paths.map((path) => file.beside(path)))
    if (parts.some((part) => part === undefined)) continue
    const bytes = Buffer.concat(parts as Uint8Array[])
    let at = 0
    for (const { name, shape, dtype } of weights) {
      const count = sizeOf(shape)
      const end = at + count * (widths[dtype] ?? 4)
      if (dtype === 'int32' && count <= mostIntegers && end <= bytes.length) {
        const start = at
        found.set(
          name,
          Array.from({ length: count }, (_, one) => bytes.readInt32LE(start + 4 * one)),
        )
      }
      at = end
    }
  }
  return found
}

/** Operators whose result is known before the graph runs, where what they read is. */
const passing = new Set(['Identity', 'StopGradient', 'Cast'])

function toGraph(format: NetworkGraph['format'], all: readonly TensorFlowNode[]): NetworkGraph {
  if (all.length === 0) throw new UnreadableNetwork('it holds no node')
  const constants = new Map<string, TensorFlowConstant & { readonly key: string }>()
  for (const node of all) {
    const passed = passing.has(node.op) ? constants.get(node.inputs[0] ?? '') : undefined
    if (node.constant) constants.set(node.name, { ...node.constant, key: node.name })
    else if (passed) constants.set(node.name, passed)
  }
  const computed = all.filter(({ name, op }) => !constants.has(name) && op !== 'NoOp')
  return {
    format,
    name: '',
    inputs: computed.filter(isInput).map(toInput),
    nodes: computed
      .filter((node) => !isInput(node))
      .map((node): NetworkNode => {
        const constant = (index: number) => constants.get(node.inputs[index] ?? '')
        return {
          name: node.name,
          type: node.op,
          operation: toOperation({ node, constant }),
          inputs: node.inputs.filter((name) => !constants.has(name)),
          outputs: [node.name],
          weights: node.inputs.flatMap((_, at) => toWeight(node, at, constant(at))),
        }
      }),
    looseWeights: [],
    remarks: [],
  }
}

const isInput = ({ op }: TensorFlowNode): boolean => op === 'Placeholder' || op === 'PlaceholderV2'

/** An open first axis is the batch, and one image is enough. */
function toInput(node: TensorFlowNode): NetworkInput {
  const shape = node
    .shape('shape')
    ?.map((length, axis) => (length === -1 && axis === 0 ? 1 : length))
  return shape && shape.length > 0 && !shape.includes(-1)
    ? { name: node.name, shape }
    : { name: node.name }
}

/** Inputs of a fused batch normalization that training does not learn: mean and variance. */
const runningInputs = new Set([3, 4])

function toWeight(
  { op }: TensorFlowNode,
  at: number,
  constant: (TensorFlowConstant & { readonly key: string }) | undefined,
): readonly Weight[] {
  // A single number is a setting, not a weight.
  if (!constant?.isReal || constant.shape.length === 0) return []
  const isBuffer = op.startsWith('FusedBatchNorm') && runningInputs.has(at)
  return [{ key: constant.key, shape: constant.shape, isBuffer }]
}
