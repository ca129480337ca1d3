/** What each function of `torch` computes, by the order of its arguments (native_functions.yaml of PyTorch). */
import type { Operation, Padding, PointwiseRole, Window } from '../../graph.js'
import type { PickledTensor } from './unpickle.js'

/** A value while a method is followed: what it is as far as we can know it. */
export type Value =
  | PickledTensor
  | { readonly kind: 'computed'; readonly name: string }
  | { readonly kind: 'size'; readonly axis: number }
  | {
      readonly kind: 'module'
      readonly state: ReadonlyMap<string, unknown>
      readonly type: string
      readonly path: string
    }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'unknown' }

const roles: Readonly<Record<string, PointwiseRole>> = {
  relu: 'activation',
  relu_: 'activation',
  relu6: 'activation',
  leaky_relu: 'activation',
  leaky_relu_: 'activation',
  hardtanh: 'activation',
  hardtanh_: 'activation',
  hardswish: 'activation',
  hardswish_: 'activation',
  hardsigmoid: 'activation',
  sigmoid: 'activation',
  tanh: 'activation',
  gelu: 'activation',
  silu: 'activation',
  silu_: 'activation',
  elu: 'activation',
  prelu: 'activation',
  batch_norm: 'normalization',
  layer_norm: 'normalization',
  group_norm: 'normalization',
  instance_norm: 'normalization',
  dropout: 'dropout',
  dropout_: 'dropout',
  feature_dropout: 'dropout',
  softmax: 'softmax',
  log_softmax: 'softmax',
  contiguous: 'identity',
  detach: 'identity',
  clone: 'identity',
  to: 'identity',
  exp: 'arithmetic',
  sqrt: 'arithmetic',
  pow: 'arithmetic',
  neg: 'arithmetic',
}

const combinations = new Set([
  'add',
  'add_',
  'sub',
  'sub_',
  'mul',
  'mul_',
  'div',
  'div_',
  'maximum',
  'minimum',
])

/** Say what a function computes. @param given its arguments, as far as they are known */
export function toOperation(called: string, given: readonly Value[]): Operation {
  const role = roles[called]
  if (role) return { kind: 'pointwise', role }
  if (combinations.has(called)) return { kind: 'combination', method: called }
  return (
    windowed(called, given) ??
    product(called, given) ??
    reshaping(called, given) ?? { kind: 'other' }
  )
}

function windowed(called: string, given: readonly Value[]): Operation | undefined {
  switch (called) {
    case '_convolution':
    case 'convolution': {
      const weight = given[1]
      if (weight?.kind !== 'tensor') return undefined
      const window = windowOf(weight.shape.slice(2), given[3], given[4], given[5])
      const groups = numberOf(given[8]) ?? 1
      const isBack = isTrue(given[6])
      const channels = isBack ? weight.shape[1]! * groups : weight.shape[0]!
      const hasBias = given[2]?.kind === 'tensor'
      return { kind: isBack ? 'deconvolution' : 'convolution', window, channels, groups, hasBias }
    }
    case 'conv2d':
    case 'conv1d': {
      const weight = given[1]
      if (weight?.kind !== 'tensor') return undefined
      const window = windowOf(weight.shape.slice(2), given[3], given[4], given[5])
      const hasBias = given[2]?.kind === 'tensor'
      const groups = numberOf(given[6]) ?? 1
      return { kind: 'convolution', window, channels: weight.shape[0]!, groups, hasBias }
    }
    case 'max_pool2d':
    case 'max_pool1d': {
      const window = windowOf(numbersOf(given[1]), given[2], given[3], given[4])
      return {
        kind: 'pooling',
        method: 'max',
        window,
        rounding: isTrue(given[5]) ? 'up-inside' : 'down',
      }
    }
    case 'avg_pool2d':
    case 'avg_pool1d': {
      const window = windowOf(numbersOf(given[1]), given[2], given[3], undefined)
      return {
        kind: 'pooling',
        method: 'average',
        window,
        rounding: isTrue(given[4]) ? 'up-inside' : 'down',
      }
    }
    case 'adaptive_avg_pool2d':
    case 'adaptive_avg_pool1d':
    case 'adaptive_max_pool2d':
      return { kind: 'adaptive-pooling', places: numbersOf(given[1]) }
    default:
      return undefined
  }
}

function product(called: string, given: readonly Value[]): Operation | undefined {
  const [first, second, third] = given
  switch (called) {
    case 'linear':
      if (second?.kind !== 'tensor') return undefined
      return {
        kind: 'linear',
        units: second.shape[0]!,
        axis: -1,
        hasBias: third?.kind === 'tensor',
      }
    case 'addmm':
      if (third?.kind !== 'tensor') return undefined
      return { kind: 'linear', units: third.shape[1]!, axis: -1, hasBias: first?.kind === 'tensor' }
    case 'matmul':
    case 'mm':
    case 'bmm':
      return second?.kind === 'tensor'
        ? { kind: 'linear', units: second.shape.at(-1)!, axis: -1, hasBias: false }
        : { kind: 'matrix-product', transposes: [false, false] }
    case 'embedding':
      if (first?.kind !== 'tensor') return undefined
      return { kind: 'embedding', rows: first.shape[0]!, width: first.shape[1]! }
    default:
      return undefined
  }
}

function reshaping(called: string, given: readonly Value[]): Operation | undefined {
  switch (called) {
    case 'flatten':
      return { kind: 'flatten', axis: numberOf(given[1]) ?? 0, end: numberOf(given[2]) ?? -1 }
    case 'view':
    case 'reshape': {
      const shape = itemsOf(given[1]).map((item, axis) =>
        item.kind === 'size' && item.axis === axis ? 0 : numberOf(item),
      )
      return shape.every((length) => length !== undefined) ? { kind: 'reshape', shape } : undefined
    }
    case 'cat':
      return { kind: 'concatenation', axis: numberOf(given[1]) ?? 0 }
    case 'mean':
    case 'sum':
      return { kind: 'reduction', axes: numbersOf(given[1]), keepsAxes: isTrue(given[2]) }
    case 'permute':
      return { kind: 'transpose', order: numbersOf(given[1]) }
    case 'unsqueeze':
      return { kind: 'add-axes', axes: [numberOf(given[1]) ?? 0] }
    case 'squeeze':
      return given[1] ? { kind: 'drop-axes', axes: [numberOf(given[1]) ?? 0] } : undefined
    default:
      return undefined
  }
}

function windowOf(
  kernel: readonly number[],
  stride: Value | undefined,
  padding: Value | undefined,
  dilation: Value | undefined,
): Window {
  const spread = (value: Value | undefined, otherwise: readonly number[]) => {
    const numbers = numbersOf(value)
    if (numbers.length === 0) return otherwise
    return kernel.map((_, at) => numbers[at] ?? numbers[0]!)
  }
  const amounts = spread(
    padding,
    kernel.map(() => 0),
  )
  const pads: Padding = amounts.map((amount) => [amount, amount])
  return {
    kernel,
    // Pooling strides by its kernel where nothing is said.
    stride: spread(stride, kernel),
    dilation: spread(
      dilation,
      kernel.map(() => 1),
    ),
    padding: pads,
    isChannelsLast: false,
  }
}

const itemsOf = (value: Value | undefined): readonly Value[] =>
  value?.kind === 'list' ? value.items : value ? [value] : []

const numberOf = (value: Value | undefined): number | undefined =>
  value?.kind === 'number' ? value.value : undefined

const numbersOf = (value: Value | undefined): readonly number[] =>
  itemsOf(value).flatMap((item) => (item.kind === 'number' ? [item.value] : []))

const isTrue = (value: Value | undefined): boolean => numberOf(value) === 1
