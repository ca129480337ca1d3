/** Tensors of an ONNX graph that are known before it runs: weights, and the shapes and axes that operators take. */
import type { Shape } from '../../graph.js'
import { shapeAfter } from '../../infer/shape-after.js'
import type { OnnxGraph, OnnxNode, OnnxTensor } from './messages.js'

export interface Constant {
  /** What tells it from others: the name of the tensor that holds the numbers. */
  readonly key: string
  readonly shape: Shape
  /** True for numbers with a fraction: what a network learns. False for shapes, axes, indices. */
  readonly isReal: boolean
  /** Few whole numbers, where the file has them. */
  readonly integers?: readonly number[]
}

/** Types of elements with a fraction (TensorProto.DataType): FLOAT, FLOAT16, DOUBLE, BFLOAT16. */
const realTypes = new Set([1, 10, 11, 16])
/** INT32 and INT64. */
const [int32, int64] = [6, 7]
/** More whole numbers than a shape has axes are not a shape. */
const mostIntegers = 64

/** Operators that only pass a constant on, or turn it. */
const passing = new Set([
  'Identity',
  'Unsqueeze',
  'Squeeze',
  'Reshape',
  'Transpose',
  'Cast',
  'Flatten',
])

export interface Constants {
  readonly byName: ReadonlyMap<string, Constant>
  /** Nodes that make constants: no part of the network. */
  readonly makers: ReadonlySet<OnnxNode>
}

/** Find the constants of a graph. Nodes stand in an order in which they can be computed. */
export function findConstants(graph: OnnxGraph): Constants {
  const byName = new Map<string, Constant>()
  const makers = new Set<OnnxNode>()
  for (const tensor of graph.initializer) byName.set(tensor.name ?? '', toConstant(tensor))
  for (const node of graph.node) {
    const made = makeConstant(node, byName)
    if (!made) continue
    byName.set(node.output[0] ?? '', made)
    makers.add(node)
  }
  return { byName, makers }
}

export function toConstant(tensor: OnnxTensor, key = tensor.name ?? ''): Constant {
  const { dims, data_type = 0 } = tensor
  const integers = integersOf(tensor)
  return { key, shape: dims, isReal: realTypes.has(data_type), ...(integers ? { integers } : {}) }
}

function makeConstant(node: OnnxNode, known: ReadonlyMap<string, Constant>): Constant | undefined {
  const [first = '', second = ''] = node.input
  const attribute = (name: string) => node.attribute.find((one) => one.name === name)
  const output = node.output[0] ?? ''
  switch (node.op_type) {
    case 'Constant': {
      const { t, ints = [], i } = attribute('value') ?? node.attribute[0] ?? {}
      if (t) return toConstant(t, output)
      const integers = ints.length > 0 ? ints : i === undefined ? undefined : [i]
      return { key: output, shape: [], isReal: false, ...(integers ? { integers } : {}) }
    }
    case 'ConstantOfShape': {
      const shape = known.get(first)?.integers
      // Without a value it is 0 as a floating-point number.
      const type = attribute('value')?.t?.data_type ?? 1
      return shape && { key: output, shape, isReal: realTypes.has(type) }
    }
    default: {
      const passed = known.get(first)
      if (!passed || !passing.has(node.op_type ?? '')) return undefined
      const listed = attribute(node.op_type === 'Reshape' ? 'shape' : 'axes')?.ints ?? []
      const numbers = listed.length > 0 ? listed : (known.get(second)?.integers ?? [])
      return { ...passed, shape: turn(node, passed.shape, numbers) }
    }
  }
}

/** @param numbers the axes, or the new shape */
function turn(node: OnnxNode, shape: Shape, numbers: readonly number[]): Shape {
  if (node.op_type === 'Reshape')
    return shapeAfter({ kind: 'reshape', shape: numbers }, [shape], 1)?.[0] ?? shape
  if (node.op_type === 'Transpose') {
    const order = node.attribute.find(({ name }) => name === 'perm')?.ints ?? []
    return order.length > 0 ? order.map((axis) => shape[axis] ?? 1) : [...shape].reverse()
  }
  if (node.op_type !== 'Unsqueeze') return shape
  const result = [...shape]
  for (const axis of [...numbers].sort((a, b) => a - b)) result.splice(axis, 0, 1)
  return result
}

function integersOf(tensor: OnnxTensor): readonly number[] | undefined {
  const { data_type, int32_data, int64_data, raw_data, dims } = tensor
  const count = dims.reduce((size, length) => size * length, 1)
  if ((data_type !== int32 && data_type !== int64) || count > mostIntegers) return undefined
  if (int64_data.length > 0) return int64_data
  if (int32_data.length > 0) return int32_data
  if (!raw_data || raw_data.length === 0) return count === 0 ? [] : undefined
  const view = new DataView(raw_data.buffer, raw_data.byteOffset, raw_data.byteLength)
  const width = data_type === int64 ? 8 : 4
  if (raw_data.byteLength < count * width) return undefined
  return Array.from({ length: count }, (_, index) =>
    width === 8 ? Number(view.getBigInt64(index * 8, true)) : view.getInt32(index * 4, true),
  )
}
