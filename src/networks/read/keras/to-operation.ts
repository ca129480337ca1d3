/** What each Keras layer computes, from its configuration; defaults are Keras's own. */
import type { Operation, Padding, PointwiseRole, Window } from '../../graph.js'

/** The configuration of a layer, as JSON holds it. */
export type LayerConfiguration = Readonly<Record<string, unknown>>

const roles: Readonly<Record<string, PointwiseRole>> = {
  Activation: 'activation',
  ReLU: 'activation',
  LeakyReLU: 'activation',
  ELU: 'activation',
  Softmax: 'softmax',
  Dropout: 'dropout',
  SpatialDropout2D: 'dropout',
  GaussianNoise: 'dropout',
  Rescaling: 'arithmetic',
  Normalization: 'normalization',
}

/** Say what a layer computes. `other` for a class that we do not know. */
export function toOperation(type: string, given: LayerConfiguration): Operation {
  const role = roles[type]
  if (role) return { kind: 'pointwise', role }
  return windowed(type, given) ?? joining(type, given) ?? { kind: 'other' }
}

function windowed(type: string, given: LayerConfiguration): Operation | undefined {
  const axes = Number(/([123])D$/.exec(type)?.[1] ?? 0)
  const hasBias = given.use_bias !== false
  switch (type.replace(/[123]D(Transpose)?$/, '$1')) {
    case 'Conv': {
      const channels = number(given.filters)
      const groups = number(given.groups, 1)
      return {
        kind: 'convolution',
        window: windowOf(given, 'kernel_size', axes),
        channels,
        groups,
        hasBias,
      }
    }
    case 'ConvTranspose': {
      const channels = number(given.filters)
      const window = windowOf(given, 'kernel_size', type.includes('2D') ? 2 : 1)
      return { kind: 'deconvolution', window, channels, groups: 1, hasBias }
    }
    case 'DepthwiseConv': {
      const window = windowOf(given, 'kernel_size', axes)
      return {
        kind: 'depthwise-convolution',
        window,
        multiplier: number(given.depth_multiplier, 1),
        hasBias,
      }
    }
    case 'MaxPooling':
    case 'AveragePooling': {
      const method = type.startsWith('Max') ? 'max' : 'average'
      return {
        kind: 'pooling',
        method,
        window: windowOf(given, 'pool_size', axes),
        rounding: 'down',
      }
    }
    case 'GlobalAveragePooling':
    case 'GlobalMaxPooling':
      return { kind: 'global-pooling', isChannelsLast: true, keepsAxes: given.keepdims === true }
    case 'ZeroPadding': {
      const amounts = given.padding as readonly (readonly [number, number])[] | undefined
      return amounts && { kind: 'padding', amounts: [[0, 0], ...amounts, [0, 0]] }
    }
    default:
      return undefined
  }
}

function joining(type: string, given: LayerConfiguration): Operation | undefined {
  switch (type) {
    case 'Dense':
      return {
        kind: 'linear',
        units: number(given.units),
        axis: -1,
        hasBias: given.use_bias !== false,
      }
    case 'Flatten':
      return { kind: 'flatten', axis: 1, end: -1 }
    case 'Reshape':
      return { kind: 'reshape', shape: [0, ...list(given.target_shape)] }
    case 'BatchNormalization': {
      const learned = Number(given.scale !== false) + Number(given.center !== false)
      return {
        kind: 'pointwise',
        role: 'normalization',
        perChannel: { learned, running: 2, isChannelsLast: true },
      }
    }
    case 'Concatenate':
      return { kind: 'concatenation', axis: number(given.axis, -1) }
    case 'Add':
    case 'Multiply':
    case 'Average':
    case 'Maximum':
    case 'Subtract':
      return { kind: 'combination', method: type }
    case 'Embedding':
      return { kind: 'embedding', rows: number(given.input_dim), width: number(given.output_dim) }
    default:
      return undefined
  }
}

function windowOf(given: LayerConfiguration, size: string, axes: number): Window {
  const spread = (value: unknown, otherwise: readonly number[]) => {
    const numbers = list(value)
    return numbers.length === 0
      ? otherwise
      : Array.from({ length: axes }, (_, at) => numbers[at] ?? numbers[0]!)
  }
  const ones = Array.from({ length: axes }, () => 1)
  const kernel = spread(given[size], ones)
  const none: Padding = kernel.map(() => [0, 0])
  return {
    kernel,
    // Pooling strides by its window where nothing is said.
    stride: spread(given.strides, size === 'pool_size' ? kernel : ones),
    dilation: spread(given.dilation_rate, ones),
    padding: given.padding === 'same' ? 'same' : none,
    isChannelsLast: given.data_format !== 'channels_first',
  }
}

const number = (value: unknown, otherwise = 0): number =>
  typeof value === 'number' ? value : otherwise

const list = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.map(Number) : typeof value === 'number' ? [value] : []
