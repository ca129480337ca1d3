/** What each type of layer computes; defaults are those of caffe.proto. */
import type { Operation, Padding, PointwiseRole, Window } from '../../graph.js'
import type { CaffeLayer, ConvolutionParameter, PoolingParameter } from './messages.js'

/** Layers that keep the shape. */
const pointwise: Readonly<Record<string, PointwiseRole>> = {
  ReLU: 'activation',
  ELU: 'activation',
  Sigmoid: 'activation',
  TanH: 'activation',
  Swish: 'activation',
  Clip: 'activation',
  BNLL: 'activation',
  AbsVal: 'arithmetic',
  Power: 'arithmetic',
  Exp: 'arithmetic',
  Log: 'arithmetic',
  Threshold: 'arithmetic',
  LRN: 'normalization',
  MVN: 'normalization',
  Dropout: 'dropout',
  Softmax: 'softmax',
  Split: 'identity',
}

/** Layers that judge the answer. */
const judgements = new Set([
  'Accuracy',
  'SoftmaxWithLoss',
  'EuclideanLoss',
  'SigmoidCrossEntropyLoss',
  'HingeLoss',
  'InfogainLoss',
  'MultinomialLogisticLoss',
  'ContrastiveLoss',
  'Silence',
  'HDF5Output',
])

/** Say what a layer computes. `other` for a type that we do not know. */
export function toOperation(layer: CaffeLayer): Operation {
  const type = layer.type ?? ''
  const role = pointwise[type]
  if (role) return { kind: 'pointwise', role }
  if (judgements.has(type)) return { kind: 'judgement' }
  switch (type) {
    case 'Convolution':
    case 'Deconvolution':
      return convolution(layer.convolution_param, type === 'Deconvolution')
    case 'Pooling':
      return pooling(layer.pooling_param)
    case 'InnerProduct': {
      const { num_output = 0, bias_term = true, axis = 1 } = layer.inner_product_param ?? {}
      return { kind: 'linear', units: num_output, axis, hasBias: bias_term }
    }
    case 'BatchNorm':
      // Mean and variance of each channel, and one factor for all by which both are divided.
      return {
        kind: 'pointwise',
        role: 'normalization',
        perChannel: { learned: 0, running: 2, runningScalars: 1 },
      }
    case 'Scale': {
      const learned = layer.scale_param?.bias_term ? 2 : 1
      // With two bottoms the factors are computed, not learned.
      return layer.bottom.length > 1
        ? { kind: 'pointwise', role: 'scale' }
        : { kind: 'pointwise', role: 'scale', perChannel: { learned, running: 0 } }
    }
    case 'Bias':
      return { kind: 'pointwise', role: 'scale', perChannel: { learned: 1, running: 0 } }
    case 'PReLU':
      return layer.prelu_param?.channel_shared
        ? { kind: 'pointwise', role: 'activation' }
        : { kind: 'pointwise', role: 'activation', perChannel: { learned: 1, running: 0 } }
    default:
      return reshaping(layer)
  }
}

function reshaping(layer: CaffeLayer): Operation {
  switch (layer.type) {
    case 'Concat': {
      const { axis, concat_dim } = layer.concat_param ?? {}
      return { kind: 'concatenation', axis: axis ?? concat_dim ?? 1 }
    }
    case 'Slice': {
      const { axis, slice_dim, slice_point = [] } = layer.slice_param ?? {}
      return { kind: 'slice', axis: axis ?? slice_dim ?? 1, points: slice_point }
    }
    case 'Eltwise':
      return { kind: 'combination', method: layer.eltwise_param?.operation ?? 'SUM' }
    case 'Flatten': {
      const { axis = 1, end_axis = -1 } = layer.flatten_param ?? {}
      return { kind: 'flatten', axis, end: end_axis }
    }
    case 'Reshape':
      return { kind: 'reshape', shape: layer.reshape_param?.shape?.dim ?? [] }
    case 'Embed': {
      const { input_dim = 0, num_output = 0 } = layer.embed_param ?? {}
      return { kind: 'embedding', rows: input_dim, width: num_output }
    }
    default:
      return { kind: 'other' }
  }
}

function convolution(given: ConvolutionParameter | undefined, isBack: boolean): Operation {
  const { num_output = 0, bias_term = true, group = 1 } = given ?? {}
  const window: Window = {
    kernel: pair(given?.kernel_size, given?.kernel_h, given?.kernel_w, 1),
    stride: pair(given?.stride, given?.stride_h, given?.stride_w, 1),
    dilation: pair(given?.dilation, undefined, undefined, 1),
    padding: evenly(pair(given?.pad, given?.pad_h, given?.pad_w, 0)),
    isChannelsLast: false,
  }
  const kind = isBack ? 'deconvolution' : 'convolution'
  return { kind, window, channels: num_output, groups: group, hasBias: bias_term }
}

function pooling(given: PoolingParameter | undefined): Operation {
  if (given?.global_pooling)
    return { kind: 'global-pooling', isChannelsLast: false, keepsAxes: true }
  const list = (value: number | undefined) => (value === undefined ? [] : [value])
  const window: Window = {
    kernel: pair(list(given?.kernel_size), given?.kernel_h, given?.kernel_w, 1),
    stride: pair(list(given?.stride), given?.stride_h, given?.stride_w, 1),
    dilation: [1, 1],
    padding: evenly(pair(list(given?.pad), given?.pad_h, given?.pad_w, 0)),
    isChannelsLast: false,
  }
  const method = given?.pool === 'AVE' ? 'average' : 'max'
  const rounding = given?.round_mode === 'FLOOR' ? 'down' : 'up-inside'
  return { kind: 'pooling', method, window, rounding }
}

/** Height and width: each named, or one number for both, or a list. */
function pair(
  list: readonly number[] | undefined,
  height: number | undefined,
  width: number | undefined,
  otherwise: number,
): readonly number[] {
  if (height !== undefined || width !== undefined) return [height ?? otherwise, width ?? otherwise]
  if (list === undefined || list.length === 0) return [otherwise, otherwise]
  return list.length === 1 ? [list[0]!, list[0]!] : list
}

const evenly = (amounts: readonly number[]): Padding => amounts.map((amount) => [amount, amount])
