/** The weights of a node whose file does not hold them, from its operation and the shape that it takes. */
import { type NetworkNode, type Shape, sizeOf, type Weight } from '../graph.js'
import { channelsOf } from './shape-after.js'

/**
 * Derive the weights of a node, in the order in which Caffe stores them.
 *
 * @param input the shape of the first tensor that it reads
 */
export function deriveWeights(node: NetworkNode, input: Shape): readonly Weight[] {
  const shapes = [...learned(node, input)]
  const running = runningShapes(node, input)
  return [
    ...shapes.map((shape, index) => toWeight(node, shape, index, false)),
    ...running.map((shape, index) => toWeight(node, shape, shapes.length + index, true)),
  ]
}

const toWeight = (node: NetworkNode, shape: Shape, index: number, isBuffer: boolean): Weight => ({
  key: node.sharedAs?.[index] ?? `${node.name}/${index}`,
  shape,
  isBuffer,
})

function learned({ operation }: NetworkNode, input: Shape): readonly Shape[] {
  switch (operation.kind) {
    case 'convolution':
    case 'deconvolution': {
      const { window, channels, groups, hasBias } = operation
      const seen = channelsOf(input, window.isChannelsLast)
      // A deconvolution's matrix has its inputs first: the convolution that would lead back.
      const [to, from] =
        operation.kind === 'convolution' ? [channels, seen / groups] : [seen, channels / groups]
      const kernel = window.kernel.slice(0, Math.max(1, input.length - 2))
      return [[to, from, ...kernel], ...(hasBias ? [[channels]] : [])]
    }
    case 'depthwise-convolution': {
      const { window, multiplier, hasBias } = operation
      const channels = channelsOf(input, window.isChannelsLast)
      const shape = [...window.kernel, channels, multiplier]
      return [shape, ...(hasBias ? [[channels * multiplier]] : [])]
    }
    case 'linear': {
      const { units, axis, hasBias } = operation
      return [[units, sizeOf(input.slice(axis))], ...(hasBias ? [[units]] : [])]
    }
    case 'embedding':
      return [[operation.rows, operation.width]]
    case 'pointwise':
      return perChannel(operation.perChannel?.learned ?? 0, input, operation.perChannel)
    default:
      return []
  }
}

function runningShapes({ operation }: NetworkNode, input: Shape): readonly Shape[] {
  if (operation.kind !== 'pointwise' || !operation.perChannel) return []
  const { running, runningScalars = 0 } = operation.perChannel
  return [
    ...perChannel(running, input, operation.perChannel),
    ...Array.from({ length: runningScalars }, () => [1]),
  ]
}

const perChannel = (
  count: number,
  input: Shape,
  { isChannelsLast = false }: { isChannelsLast?: boolean } = {},
): readonly Shape[] => Array.from({ length: count }, () => [channelsOf(input, isChannelsLast)])
