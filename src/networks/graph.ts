/**
 * One network, whatever file it came from. Nodes stand in the order of the file; tensors have names, and each
 * name is made once (what a file computes in place is renamed by its reader).
 */

/** Sizes along the axes of a tensor, in elements; each at least 0. */
export type Shape = readonly number[]

/** What fills the border before a window slides: elements before and after, per spatial axis; or TensorFlow's rule. */
export type Padding = 'same' | readonly (readonly [before: number, after: number])[]

/** How a window slides over the spatial axes; each list has one number per axis. */
export interface Window {
  readonly kernel: readonly number[]
  readonly stride: readonly number[]
  readonly dilation: readonly number[]
  readonly padding: Padding
  /** True where the channels are the last axis (TensorFlow), false where they are the second. */
  readonly isChannelsLast: boolean
}

/** What an operation that keeps the shape is for. */
export type PointwiseRole =
  | 'activation'
  | 'normalization'
  | 'scale'
  | 'dropout'
  | 'softmax'
  | 'identity'
  | 'arithmetic'

/** What a node computes, in words that all formats share. What has no word of its own is `other`. */
export type Operation =
  | ({ readonly kind: 'convolution'; readonly window: Window; readonly channels: number } & Grouped)
  | ({
      readonly kind: 'deconvolution'
      readonly window: Window
      readonly channels: number
    } & Grouped)
  /** A convolution in which each channel is seen alone, and becomes so many. */
  | {
      readonly kind: 'depthwise-convolution'
      readonly window: Window
      readonly multiplier: number
      readonly hasBias: boolean
    }
  | {
      readonly kind: 'pooling'
      readonly method: 'max' | 'average'
      readonly window: Window
      /** How a window that hangs over the edge is counted; `up-inside` is Caffe's rule (see `infer/window.ts`). */
      readonly rounding: 'down' | 'up' | 'up-inside'
    }
  /** Every window covers the whole picture. */
  | {
      readonly kind: 'global-pooling'
      readonly isChannelsLast: boolean
      readonly keepsAxes: boolean
    }
  /** Pooling to a fixed number of places, as PyTorch's adaptive pooling. */
  | { readonly kind: 'adaptive-pooling'; readonly places: readonly number[] }
  /** A matrix of weights times everything from `axis` on; a negative axis counts from the last. */
  | {
      readonly kind: 'linear'
      readonly units: number
      readonly axis: number
      readonly hasBias: boolean
    }
  /** A product of two matrices, both computed. */
  | { readonly kind: 'matrix-product'; readonly transposes: readonly [boolean, boolean] }
  /** Number by number, or within a channel: the shape stays. */
  | {
      readonly kind: 'pointwise'
      readonly role: PointwiseRole
      /** Weights per channel, where the file does not hold them: learned ones, and running values. */
      readonly perChannel?: PerChannel
    }
  /** Several tensors of one shape, or of shapes that stretch to one (NumPy's broadcasting). */
  | { readonly kind: 'combination'; readonly method: string }
  | { readonly kind: 'concatenation'; readonly axis: number }
  /** Cut along an axis at the given places, or into equal parts. */
  | { readonly kind: 'slice'; readonly axis: number; readonly points: readonly number[] }
  /** Everything from `axis` to `end` becomes one axis; a negative end counts from the last. */
  | { readonly kind: 'flatten'; readonly axis: number; readonly end: number }
  /** A new shape: 0 keeps the axis, one -1 takes what is left. */
  | { readonly kind: 'reshape'; readonly shape: Shape }
  | { readonly kind: 'transpose'; readonly order: readonly number[] }
  | { readonly kind: 'add-axes'; readonly axes: readonly number[] }
  | { readonly kind: 'drop-axes'; readonly axes: readonly number[] }
  | { readonly kind: 'reduction'; readonly axes: readonly number[]; readonly keepsAxes: boolean }
  /** Elements added before and after, per axis. */
  | { readonly kind: 'padding'; readonly amounts: readonly (readonly [number, number])[] }
  /** Places times a whole factor, per axis. */
  | { readonly kind: 'resize'; readonly factors: readonly number[] }
  /** Rows of a table of weights, looked up by number. */
  | { readonly kind: 'embedding'; readonly rows: number; readonly width: number }
  /** A loss or a score: what training and testing look at, not a part of the answer. */
  | { readonly kind: 'judgement' }
  | { readonly kind: 'other' }

/** How many weights each channel has, where the file does not hold them. */
interface PerChannel {
  readonly learned: number
  readonly running: number
  /** Running values that all channels share. */
  readonly runningScalars?: number
  readonly isChannelsLast?: boolean
}

interface Grouped {
  /** Into so many groups the channels are divided; each sees its own only. */
  readonly groups: number
  readonly hasBias: boolean
}

/** Numbers that are stored with the network. */
export interface Weight {
  /** What tells it from others: weights that are shared have the same. */
  readonly key: string
  /** What the file calls it, where that is another. */
  readonly name?: string
  readonly shape: Shape
  /** True for what training keeps track of but does not learn: the mean and variance of a batch normalization. */
  readonly isBuffer: boolean
}

export interface NetworkNode {
  readonly name: string
  /** The operator as the file calls it. */
  readonly type: string
  readonly operation: Operation
  /** Names of the tensors that it reads, weights left out. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Absent where the file describes the network only: the shapes then follow from the operation. */
  readonly weights?: readonly Weight[]
  /** Names under which derived weights are shared, in their order; `undefined` for what is not. */
  readonly sharedAs?: readonly (string | undefined)[]
  /** Where it stands among the modules of the program that it came from: `features.3.conv`. */
  readonly path?: string
}

export interface NetworkInput {
  readonly name: string
  /** Absent where nothing says it. The first axis is the batch, as the file has it. */
  readonly shape?: Shape
  /** Why the shape is what it is, where the file does not say it. */
  readonly convention?: string
}

export type NetworkFormat =
  | 'Caffe'
  | 'Caffe2'
  | 'ONNX'
  | 'PyTorch'
  | 'TorchScript'
  | 'safetensors'
  | 'TensorFlow'
  | 'TensorFlow.js'
  | 'TensorFlow Lite'
  | 'Keras'

export interface NetworkGraph {
  readonly format: NetworkFormat
  readonly name: string
  readonly inputs: readonly NetworkInput[]
  /** Empty where the file holds weights only. */
  readonly nodes: readonly NetworkNode[]
  /** Weights of a file that has no nodes, with the names that the file gives them. */
  readonly looseWeights: readonly Weight[]
  /** Shapes that the file states, by the name of the tensor. */
  readonly knownShapes?: ReadonlyMap<string, Shape>
  /** What a reader ought to know: a phase that was chosen, a layer that was passed over. */
  readonly remarks: readonly string[]
}

/** How many elements a tensor has; 1 for a single number. */
export const sizeOf = (shape: Shape): number => shape.reduce((size, length) => size * length, 1)

/** Thrown by readers: the file is not what it says, or ends too early. The entry turns it into a message. */
export class UnreadableNetwork extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'UnreadableNetwork'
  }
}
