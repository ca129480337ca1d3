/** What each Caffe2 operator computes, by its arguments. */
import type { Operation, Padding, PointwiseRole, Weight, Window } from '../../graph.js'
import type { Caffe2Operator } from './read-caffe2.js'

const roles: Readonly<Record<string, PointwiseRole>> = {
  Relu: 'activation',
  LeakyRelu: 'activation',
  PRelu: 'activation',
  Elu: 'activation',
  Sigmoid: 'activation',
  Tanh: 'activation',
  LRN: 'normalization',
  SpatialBN: 'normalization',
  InstanceNorm: 'normalization',
  Dropout: 'dropout',
  Softmax: 'softmax',
  Copy: 'identity',
  Scale: 'scale',
}

/** Caffe's way to round and pad (legacy_pad: CAFFE_LEGACY_POOLING), kept when networks were converted. */
const caffeLegacyPooling = 3

/** Say what an operator computes. `other` where we do not know it. */
export function toOperation(operator: Caffe2Operator, weights: readonly Weight[]): Operation {
  const type = operator.type ?? ''
  const role = roles[type]
  if (role) return { kind: 'pointwise', role }
  const weight = weights[0]?.shape
  switch (type) {
    case 'Conv': {
      const window = windowOf(operator)
      const groups = integer(operator, 'group') ?? 1
      const hasBias = weights.length > 1
      return { kind: 'convolution', window, channels: weight?.[0] ?? 0, groups, hasBias }
    }
    case 'MaxPool':
    case 'AveragePool':
      return pooling(operator)
    case 'FC': {
      const axis = integer(operator, 'axis') ?? 1
      return { kind: 'linear', units: weight?.[0] ?? 0, axis, hasBias: weights.length > 1 }
    }
    case 'Concat':
    case 'DepthConcat':
      return {
        kind: 'concatenation',
        axis: integer(operator, 'axis') ?? (isLast(operator) ? -1 : 1),
      }
    case 'Sum':
    case 'Add':
    case 'Mul':
      return { kind: 'combination', method: type }
    case 'Flatten':
      return { kind: 'flatten', axis: integer(operator, 'axis') ?? 1, end: -1 }
    case 'Reshape':
      return { kind: 'reshape', shape: list(operator, 'shape') }
    default:
      return { kind: 'other' }
  }
}

function pooling(operator: Caffe2Operator): Operation {
  if (integer(operator, 'global_pooling'))
    return { kind: 'global-pooling', isChannelsLast: isLast(operator), keepsAxes: true }
  const isLegacy = integer(operator, 'legacy_pad') === caffeLegacyPooling
  return {
    kind: 'pooling',
    method: operator.type === 'MaxPool' ? 'max' : 'average',
    window: windowOf(operator),
    rounding: isLegacy ? 'up-inside' : 'down',
  }
}

function windowOf(operator: Caffe2Operator): Window {
  const both = (name: string, plural: string, otherwise: number): readonly number[] => {
    const listed = list(operator, plural)
    if (listed.length > 0) return listed
    const one = integer(operator, name) ?? otherwise
    return [integer(operator, `${name}_h`) ?? one, integer(operator, `${name}_w`) ?? one]
  }
  const kernel = both('kernel', 'kernels', 1)
  return {
    kernel,
    stride: both('stride', 'strides', 1),
    dilation: both('dilation', 'dilations', 1),
    padding: paddingOf(operator, kernel.length),
    isChannelsLast: isLast(operator),
  }
}

function paddingOf(operator: Caffe2Operator, axes: number): Padding {
  const listed = list(operator, 'pads')
  if (listed.length > 0)
    return Array.from({ length: axes }, (_, at) => [listed[at]!, listed[axes + at] ?? listed[at]!])
  const all = integer(operator, 'pad') ?? 0
  const side = (name: string) => integer(operator, name) ?? all
  return [
    [side('pad_t'), side('pad_b')],
    [side('pad_l'), side('pad_r')],
  ]
}

const find = ({ arg }: Caffe2Operator, wanted: string) => arg.find(({ name }) => name === wanted)

const integer = (operator: Caffe2Operator, name: string): number | undefined =>
  find(operator, name)?.i

const list = (operator: Caffe2Operator, name: string): readonly number[] =>
  find(operator, name)?.ints ?? []

const isLast = (operator: Caffe2Operator): boolean =>
  new TextDecoder().decode(find(operator, 'order')?.s ?? new Uint8Array()) === 'NHWC'
