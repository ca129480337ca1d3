/** What each TensorFlow operator computes. Pictures are rows, columns, channels unless an operator says otherwise. */
import type { Operation, Padding, PointwiseRole, Window } from '../../graph.js'
import type { TensorFlowConstant, TensorFlowNode } from './graph-def.js'

const roles: Readonly<Record<string, PointwiseRole>> = {
  Relu: 'activation',
  Relu6: 'activation',
  LeakyRelu: 'activation',
  Prelu: 'activation',
  Elu: 'activation',
  Selu: 'activation',
  Sigmoid: 'activation',
  Tanh: 'activation',
  Softplus: 'activation',
  BiasAdd: 'scale',
  FusedBatchNorm: 'normalization',
  FusedBatchNormV2: 'normalization',
  FusedBatchNormV3: 'normalization',
  LRN: 'normalization',
  Softmax: 'softmax',
  LogSoftmax: 'softmax',
  Identity: 'identity',
  Cast: 'arithmetic',
  Abs: 'arithmetic',
  Neg: 'arithmetic',
  Exp: 'arithmetic',
  Log: 'arithmetic',
  Log1p: 'arithmetic',
  Sqrt: 'arithmetic',
  Rsqrt: 'arithmetic',
  Square: 'arithmetic',
  Reciprocal: 'arithmetic',
}

const combinations = new Set([
  'Add',
  'AddV2',
  'AddN',
  'Sub',
  'Mul',
  'RealDiv',
  'Maximum',
  'Minimum',
  'Pow',
  'SquaredDifference',
  'Greater',
  'Less',
])

export interface Given {
  readonly node: TensorFlowNode
  /** The constant that stands at an input, if it is one. */
  constant(index: number): TensorFlowConstant | undefined
}

/** Say what an operator computes. `other` where we do not know it. */
export function toOperation(given: Given): Operation {
  const { node } = given
  const role = roles[node.op]
  if (role) return { kind: 'pointwise', role }
  if (combinations.has(node.op)) return { kind: 'combination', method: node.op }
  return windowed(given) ?? product(given) ?? reshaping(given) ?? { kind: 'other' }
}

function windowed({ node, constant }: Given): Operation | undefined {
  const kernel = constant(1)?.shape
  switch (node.op) {
    case 'Conv2D':
    case '_FusedConv2D': {
      if (!kernel) return undefined
      const window = windowOf(node, kernel.slice(0, 2))
      const hasBias = node.inputs.length > 2
      return { kind: 'convolution', window, channels: kernel[3]!, groups: 1, hasBias }
    }
    case 'DepthwiseConv2dNative':
    case 'FusedDepthwiseConv2dNative': {
      if (!kernel) return undefined
      const [channels, groups] = [kernel[2]! * kernel[3]!, kernel[2]!]
      const window = windowOf(node, kernel.slice(0, 2))
      return { kind: 'convolution', window, channels, groups, hasBias: node.inputs.length > 2 }
    }
    case 'MaxPool':
    case 'AvgPool': {
      const window = windowOf(node, spatial(node, node.integers('ksize')))
      const method = node.op === 'MaxPool' ? 'max' : 'average'
      return { kind: 'pooling', method, window, rounding: 'down' }
    }
    default:
      return undefined
  }
}

function product({ node, constant }: Given): Operation | undefined {
  if (!['MatMul', '_FusedMatMul', 'BatchMatMul', 'BatchMatMulV2'].includes(node.op))
    return undefined
  const weight = constant(1)?.shape
  const turned = (name: string) =>
    node.flag(`transpose_${name}`) || node.flag(`adj_${name === 'a' ? 'x' : 'y'}`)
  if (weight?.length !== 2)
    return { kind: 'matrix-product', transposes: [turned('a'), turned('b')] }
  const units = turned('b') ? weight[0]! : weight[1]!
  return { kind: 'linear', units, axis: -1, hasBias: node.inputs.length > 2 }
}

function reshaping({ node, constant }: Given): Operation | undefined {
  const numbers = constant(1)?.integers
  switch (node.op) {
    case 'Reshape':
      return numbers && { kind: 'reshape', shape: numbers }
    case 'Squeeze': {
      const axes = node.integers('squeeze_dims')
      return { kind: 'drop-axes', axes: axes.length > 0 ? axes : node.integers('axis') }
    }
    case 'ExpandDims':
      return numbers && { kind: 'add-axes', axes: numbers }
    case 'ConcatV2': {
      const axis = constant(node.inputs.length - 1)?.integers?.[0]
      return axis === undefined ? undefined : { kind: 'concatenation', axis }
    }
    case 'Mean':
    case 'Sum':
    case 'Max':
    case 'Min':
      return numbers && { kind: 'reduction', axes: numbers, keepsAxes: node.flag('keep_dims') }
    case 'Transpose':
      return numbers && { kind: 'transpose', order: numbers }
    case 'Pad':
    case 'PadV2':
    case 'MirrorPad': {
      if (!numbers) return undefined
      const rank = numbers.length / 2
      return {
        kind: 'padding',
        amounts: Array.from({ length: rank }, (_, at) => [numbers[2 * at]!, numbers[2 * at + 1]!]),
      }
    }
    default:
      return undefined
  }
}

function windowOf(node: TensorFlowNode, kernel: readonly number[]): Window {
  const padding = node.text('padding') ?? 'VALID'
  const listed = (name: string) => {
    const numbers = spatial(node, node.integers(name))
    return numbers.length > 0 ? numbers : kernel.map(() => 1)
  }
  const explicit = node.integers('explicit_paddings')
  const first = isFirst(node) ? 2 : 1
  const amounts: Padding = kernel.map((_, at) => [
    explicit[2 * (first + at)] ?? 0,
    explicit[2 * (first + at) + 1] ?? 0,
  ])
  return {
    kernel,
    stride: listed('strides'),
    dilation: listed('dilations'),
    padding: padding.startsWith('SAME') ? 'same' : amounts,
    isChannelsLast: !isFirst(node),
  }
}

/** Of one number per axis, those of rows and columns. */
const spatial = (node: TensorFlowNode, numbers: readonly number[]): readonly number[] =>
  isFirst(node) ? numbers.slice(2) : numbers.slice(1, -1)

const isFirst = (node: TensorFlowNode): boolean => node.text('data_format') === 'NCHW'
