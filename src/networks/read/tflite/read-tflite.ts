/** TensorFlow Lite: a FlatBuffer in which every tensor has its shape. */
import type {
  NetworkGraph,
  NetworkInput,
  NetworkNode,
  Operation,
  Shape,
  Weight,
  Window,
} from '../../graph.js'
import { UnreadableNetwork } from '../../graph.js'
import { type FlatTable, openFlatBuffer } from './flat-table.js'
import { operatorName } from './operators.js'

/** Numbers of fields in schema.fbs. */
const model = { codes: 1, subgraphs: 2, buffers: 4 }
const subgraph = { tensors: 0, inputs: 1, outputs: 2, operators: 3, name: 4 }
const tensor = { shape: 0, type: 1, buffer: 2, name: 3 }
const operator = { code: 0, inputs: 1, outputs: 2 }
const code = { old: 0, custom: 1, now: 3 }
const buffer = { data: 0 }

/** Types of whole numbers that are shapes and axes, not quantized weights: INT32, INT64, BOOL. */
const indexTypes = new Set([2, 4, 6])

interface Tensor {
  readonly name: string
  readonly shape: Shape
  readonly isStored: boolean
  readonly isWeight: boolean
}

/** Read a TensorFlow Lite model. */
export function readTensorFlowLite(bytes: Uint8Array): NetworkGraph {
  try {
    return toGraph(openFlatBuffer(bytes))
  } catch (cause) {
    if (cause instanceof UnreadableNetwork) throw cause
    throw new UnreadableNetwork('the file is cut short or damaged', { cause })
  }
}

function toGraph(top: FlatTable): NetworkGraph {
  const graph = top.tables(model.subgraphs)[0]
  if (!graph) throw new UnreadableNetwork('it holds no graph')
  const buffers = top.tables(model.buffers)
  const codes = top.tables(model.codes).map(nameOperator)
  const tensors = graph.tables(subgraph.tensors).map((one, index) => toTensor(one, index, buffers))
  const operators = graph.tables(subgraph.operators)
  // Weights in half precision are widened before use: what widens them is no part of the network.
  const widened = new Map<number, number>()
  for (const one of operators) {
    const [from = -1] = one.integers(operator.inputs)
    const [to = -1] = one.integers(operator.outputs)
    if (codes[one.number(operator.code, 'uint32') ?? 0] === 'DEQUANTIZE' && tensors[from]?.isStored)
      widened.set(to, from)
  }
  const nodes = operators.flatMap((one, index): NetworkNode[] => {
    const outputs = one.integers(operator.outputs)
    if (outputs.some((output) => widened.has(output))) return []
    const type = codes[one.number(operator.code, 'uint32') ?? 0] ?? ''
    const inputs = one.integers(operator.inputs).filter((input) => input >= 0)
    return [
      toNode(
        type,
        index,
        inputs.map((input) => widened.get(input) ?? input),
        outputs,
        tensors,
      ),
    ]
  })
  return {
    format: 'TensorFlow Lite',
    name: graph.text(subgraph.name) ?? '',
    inputs: graph.integers(subgraph.inputs).map((index): NetworkInput => {
      const { name, shape } = tensors[index]!
      return { name, shape }
    }),
    nodes,
    looseWeights: [],
    knownShapes: new Map(
      tensors.filter(({ isStored }) => !isStored).map(({ name, shape }) => [name, shape]),
    ),
    remarks: [],
  }
}

/** The number stood in one byte before there were more than 127 operators. */
function nameOperator(one: FlatTable): string {
  const number = Math.max(one.number(code.old, 'int8') ?? 0, one.number(code.now, 'int32') ?? 0)
  return one.text(code.custom) ?? operatorName(number)
}

function toTensor(one: FlatTable, index: number, buffers: readonly FlatTable[]): Tensor {
  const held = buffers[one.number(tensor.buffer, 'uint32') ?? 0]?.count(buffer.data) ?? 0
  const isStored = held > 0
  return {
    name: one.text(tensor.name) || `tensor ${index}`,
    shape: one.integers(tensor.shape),
    isStored,
    isWeight: isStored && !indexTypes.has(one.number(tensor.type, 'int8') ?? 0),
  }
}

function toNode(
  type: string,
  index: number,
  inputs: readonly number[],
  outputs: readonly number[],
  tensors: readonly Tensor[],
): NetworkNode {
  const read = inputs.map((input) => tensors[input]!)
  const made = outputs.map((output) => tensors[output]!)
  // A bias of whole numbers belongs to quantized weights.
  const isBias = (one: Tensor, at: number) => at === 2 && one.isStored && one.shape.length === 1
  const weights = read.flatMap((one, at): Weight[] =>
    (one.isWeight && one.shape.length > 0) || isBias(one, at)
      ? [{ key: one.name, shape: one.shape, isBuffer: false }]
      : [],
  )
  return {
    name: made[0]?.name ?? `${type} ${index + 1}`,
    type,
    operation: toOperation(type, weights[0]?.shape, weights.length > 1),
    inputs: read.filter(({ isStored }) => !isStored).map(({ name }) => name),
    outputs: made.map(({ name }) => name),
    weights,
  }
}

/** Shapes are in the file: only what multiplies needs to be known. */
function toOperation(type: string, weight: Shape | undefined, hasBias: boolean): Operation {
  switch (type) {
    case 'CONV_2D':
      if (weight?.length !== 4) break
      return {
        kind: 'convolution',
        window: windowOf(weight),
        channels: weight[0]!,
        groups: 1,
        hasBias,
      }
    case 'DEPTHWISE_CONV_2D':
      if (weight?.length !== 4) break
      return { kind: 'depthwise-convolution', window: windowOf(weight), multiplier: 1, hasBias }
    case 'TRANSPOSE_CONV':
      if (weight?.length !== 4) break
      return {
        kind: 'deconvolution',
        window: windowOf(weight),
        channels: weight[0]!,
        groups: 1,
        hasBias,
      }
    case 'FULLY_CONNECTED':
      if (weight?.length !== 2) break
      return { kind: 'linear', units: weight[0]!, axis: -1, hasBias }
    case 'BATCH_MATMUL':
      return { kind: 'matrix-product', transposes: [false, false] }
    case 'ADD':
    case 'MUL':
    case 'SUB':
      return { kind: 'combination', method: type }
    case 'CONCATENATION':
      return { kind: 'concatenation', axis: -1 }
    default:
      break
  }
  return /RELU|LOGISTIC|TANH|HARD_SWISH/.test(type)
    ? { kind: 'pointwise', role: 'activation' }
    : { kind: 'other' }
}

/** Weights are stored as channels made, rows, columns, channels seen. */
const windowOf = (weight: Shape): Window => ({
  kernel: weight.slice(1, 3),
  stride: [1, 1],
  dilation: [1, 1],
  padding: 'same',
  isChannelsLast: true,
})
