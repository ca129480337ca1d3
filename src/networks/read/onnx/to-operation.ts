/** What each ONNX operator computes (ONNX operator schemas, domain `ai.onnx`). */
import type { Operation, Padding, PointwiseRole, Window } from '../../graph.js'
import type { Constant } from './constants.js'
import type { OnnxNode } from './messages.js'

export interface Given {
  readonly node: OnnxNode
  /** The constant that stands at an input, if it is one. */
  constant(index: number): Constant | undefined
}

const activations =
  'Relu LeakyRelu PRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Tanh Clip Softplus Softsign Gelu Mish ThresholdedRelu'
const arithmetic =
  'Abs Neg Exp Log Sqrt Reciprocal Floor Ceil Round Sign Erf Sin Cos Not Cast CumSum QuantizeLinear DequantizeLinear'
const normalizations =
  'LRN BatchNormalization InstanceNormalization LayerNormalization GroupNormalization LpNormalization MeanVarianceNormalization'

const roles = new Map<string, PointwiseRole>([
  ...activations.split(' ').map((name) => [name, 'activation'] as const),
  ...arithmetic.split(' ').map((name) => [name, 'arithmetic'] as const),
  ...normalizations.split(' ').map((name) => [name, 'normalization'] as const),
  ['Dropout', 'dropout'],
  ['Softmax', 'softmax'],
  ['LogSoftmax', 'softmax'],
  ['Identity', 'identity'],
])

const combinations = new Set(
  'Add Sub Mul Div Pow Sum Max Min Mean Where Equal Less Greater LessOrEqual GreaterOrEqual And Or Mod'.split(
    ' ',
  ),
)

const reductions = /^Reduce(Mean|Sum|Max|Min|Prod|L1|L2|LogSum|LogSumExp|SumSquare)$/

/** Say what an operator computes. `other` where we do not know it. */
export function toOperation(given: Given): Operation {
  const type = given.node.op_type ?? ''
  const role = roles.get(type)
  if (role) return { kind: 'pointwise', role }
  if (combinations.has(type)) {
    const isWeighted = given.node.input.some((_, index) => given.constant(index))
    // With one tensor computed it scales or shifts; the shape may still stretch to the constant's.
    return { kind: 'combination', method: isWeighted ? `${type} a constant` : type }
  }
  if (reductions.test(type)) {
    const axes = integers(given, 'axes', 1) ?? []
    return { kind: 'reduction', axes, keepsAxes: integer(given, 'keepdims', 1) === 1 }
  }
  return windowed(given) ?? product(given) ?? reshaping(given) ?? { kind: 'other' }
}

function windowed(given: Given): Operation | undefined {
  switch (given.node.op_type) {
    case 'Conv':
    case 'ConvTranspose': {
      const shape = given.constant(1)?.shape
      if (!shape) return undefined
      const isBack = given.node.op_type === 'ConvTranspose'
      const groups = integer(given, 'group', 1)
      const channels = isBack ? shape[1]! * groups : shape[0]!
      const window = windowOf(given, shape.slice(2))
      const kind = isBack ? 'deconvolution' : 'convolution'
      return { kind, window, channels, groups, hasBias: given.node.input.length > 2 }
    }
    case 'MaxPool':
    case 'AveragePool':
    case 'LpPool': {
      const window = windowOf(given, attribute(given, 'kernel_shape')?.ints ?? [])
      const rounding = integer(given, 'ceil_mode', 0) === 1 ? 'up-inside' : 'down'
      const method = given.node.op_type === 'MaxPool' ? 'max' : 'average'
      return { kind: 'pooling', method, window, rounding }
    }
    case 'GlobalAveragePool':
    case 'GlobalMaxPool':
      return { kind: 'global-pooling', isChannelsLast: false, keepsAxes: true }
    default:
      return undefined
  }
}

function product(given: Given): Operation | undefined {
  const weight = given.constant(1)?.shape
  switch (given.node.op_type) {
    case 'Gemm': {
      const transposes = [
        integer(given, 'transA', 0) === 1,
        integer(given, 'transB', 0) === 1,
      ] as const
      if (!weight) return { kind: 'matrix-product', transposes }
      const units = transposes[1] ? weight[0]! : weight[1]!
      return { kind: 'linear', units, axis: -1, hasBias: given.node.input.length > 2 }
    }
    case 'MatMul':
      return weight && weight.length === 2
        ? { kind: 'linear', units: weight[1]!, axis: -1, hasBias: false }
        : { kind: 'matrix-product', transposes: [false, false] }
    default:
      return undefined
  }
}

function reshaping(given: Given): Operation | undefined {
  switch (given.node.op_type) {
    case 'Concat':
      return { kind: 'concatenation', axis: integer(given, 'axis', 1) }
    case 'Split': {
      const parts = integers(given, 'split', 1) ?? []
      const points = parts
        .slice(0, -1)
        .map((_, at) => parts.slice(0, at + 1).reduce((a, b) => a + b, 0))
      return { kind: 'slice', axis: integer(given, 'axis', 0), points }
    }
    case 'Flatten':
      return { kind: 'flatten', axis: integer(given, 'axis', 1), end: -1 }
    case 'Reshape': {
      const shape = integers(given, 'shape', 1)
      return shape && { kind: 'reshape', shape }
    }
    case 'Transpose':
      return { kind: 'transpose', order: attribute(given, 'perm')?.ints ?? [] }
    case 'Unsqueeze':
      return { kind: 'add-axes', axes: integers(given, 'axes', 1) ?? [] }
    case 'Squeeze':
      return { kind: 'drop-axes', axes: integers(given, 'axes', 1) ?? [] }
    case 'Pad': {
      const pads = integers(given, 'pads', 1)
      if (!pads) return undefined
      const rank = pads.length / 2
      return {
        kind: 'padding',
        amounts: pads.slice(0, rank).map((before, at) => [before, pads[rank + at]!]),
      }
    }
    case 'Gather': {
      const table = given.constant(0)
      if (!table?.isReal || table.shape.length !== 2) return undefined
      return { kind: 'embedding', rows: table.shape[0]!, width: table.shape[1]! }
    }
    default:
      return undefined
  }
}

function windowOf(given: Given, kernel: readonly number[]): Window {
  const ones = kernel.map(() => 1)
  const pads = attribute(given, 'pads')?.ints ?? []
  const automatic = new TextDecoder().decode(attribute(given, 'auto_pad')?.s ?? new Uint8Array())
  const explicit: Padding = kernel.map((_, at) => [pads[at] ?? 0, pads[kernel.length + at] ?? 0])
  const listed = (name: string) => {
    const ints = attribute(given, name)?.ints ?? []
    return ints.length > 0 ? ints : ones
  }
  return {
    kernel,
    stride: listed('strides'),
    dilation: listed('dilations'),
    padding: automatic.startsWith('SAME') ? 'same' : explicit,
    isChannelsLast: false,
  }
}

const attribute = ({ node }: Given, name: string) => node.attribute.find((one) => one.name === name)

const integer = (given: Given, name: string, otherwise: number): number =>
  attribute(given, name)?.i ?? otherwise

/** Whole numbers that an attribute gave in old versions of the operator, and an input gives in new ones. */
function integers(given: Given, name: string, index: number): readonly number[] | undefined {
  const listed = attribute(given, name)?.ints ?? []
  return listed.length > 0 ? listed : given.constant(index)?.integers
}
