/** ONNX: one ModelProto, weights as initializers, as `Constant` nodes, or made by `ConstantOfShape`. */
import type { World } from '../../../book/world.js'
import {
  type NetworkGraph,
  type NetworkInput,
  type NetworkNode,
  type Shape,
  UnreadableNetwork,
  type Weight,
} from '../../graph.js'
import { loadSchema } from '../schema.js'
import { type Constants, findConstants } from './constants.js'
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxValue } from './messages.js'
import { toOperation } from './to-operation.js'

/** Numbers of weights; `raw_data` costs nothing, and holds shapes too. */
const values = { 'onnx.TensorProto': ['float_data', 'double_data', 'uint64_data', 'string_data'] }

/** Read an ONNX network. */
export async function readOnnx(world: World, bytes: Uint8Array): Promise<NetworkGraph> {
  const schema = await loadSchema<OnnxModel>(world, 'onnx', 'onnx.ModelProto', values)
  const { graph } = schema.decode(bytes)
  if (!graph || graph.node.length === 0) throw new UnreadableNetwork('it holds no graph')
  const constants = findConstants(graph)
  const nodes = graph.node.filter((node) => !constants.makers.has(node))
  return {
    format: 'ONNX',
    name: graph.name ?? '',
    inputs: graph.input.filter(({ name = '' }) => !constants.byName.has(name)).map(toInput),
    nodes: nodes.map((node, index) => toNode(node, index, constants)),
    looseWeights: [],
    knownShapes: knownShapes(graph.value_info),
    remarks: [],
  }
}

/** An open first axis is the batch, and one image is enough; other open axes leave the shape open. */
function toInput(value: OnnxValue): NetworkInput {
  const dims = value.type?.tensor_type?.shape?.dim
  const name = value.name ?? ''
  if (!dims) return { name }
  const shape = dims.map(({ dim_value }, axis) => dim_value || (axis === 0 ? 1 : undefined))
  return shape.every((length) => length !== undefined) ? { name, shape } : { name }
}

function knownShapes(values: readonly OnnxValue[]): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>()
  for (const { name = '', type } of values) {
    const dims = type?.tensor_type?.shape?.dim.map(({ dim_value }) => dim_value)
    if (dims?.every((length) => length !== undefined && length > 0)) shapes.set(name, dims as Shape)
  }
  return shapes
}

function toNode(node: OnnxNode, index: number, { byName }: Constants): NetworkNode {
  const constant = (at: number) => byName.get(node.input[at] ?? '')
  const type = node.op_type ?? ''
  const operation = toOperation({ node, constant })
  return {
    name: node.name || node.output[0] || `${type} ${index + 1}`,
    type,
    operation,
    inputs: node.input.filter((name) => name !== '' && !byName.has(name)),
    outputs: node.output.filter((name) => name !== ''),
    weights: [
      ...node.input.flatMap((name, at) => toWeight(node, at, byName.get(name))),
      ...node.attribute.flatMap(({ g, name = '' }) =>
        g ? weightsWithin(g, `${index}/${name}`) : [],
      ),
    ],
  }
}

/** The weights of a graph within a node: of both branches, for both are stored. */
function weightsWithin(graph: OnnxGraph, path: string): readonly Weight[] {
  const { byName } = findConstants(graph)
  const own = [...byName.values()].filter(({ isReal, shape }) => isReal && shape.length > 0)
  return [
    ...own.map(({ key, shape }) => ({ key: `${path}/${key}`, shape, isBuffer: false })),
    ...graph.node.flatMap((node, at) =>
      node.attribute.flatMap(({ g, name = '' }) =>
        g ? weightsWithin(g, `${path}/${at}/${name}`) : [],
      ),
    ),
  ]
}

/** Inputs of a batch normalization that training does not learn: mean and variance. */
const runningInputs = new Set([3, 4])

function toWeight(
  node: OnnxNode,
  at: number,
  constant: ReturnType<Constants['byName']['get']>,
): readonly Weight[] {
  // A single number is a setting, not a weight.
  if (!constant?.isReal || constant.shape.length === 0) return []
  const isBuffer = node.op_type === 'BatchNormalization' && runningInputs.has(at)
  return [{ key: constant.key, shape: constant.shape, isBuffer }]
}
