/** How many places a sliding window has. */
import type { Shape, Window } from '../graph.js'

type Rounding = 'down' | 'up' | 'up-inside'

/** The spatial axes of a tensor of `rank` axes: all but the batch and the channels. */
export function spatialAxes(rank: number, isChannelsLast: boolean): readonly number[] {
  const first = isChannelsLast ? 1 : 2
  return Array.from({ length: Math.max(0, rank - 2) }, (_, index) => first + index)
}

/** The axis of the channels. */
export const channelAxis = (rank: number, isChannelsLast: boolean): number =>
  isChannelsLast ? rank - 1 : 1

/**
 * Say the shape after a window has slid over a tensor.
 *
 * Dumoulin & Visin, "A guide to convolution arithmetic for deep learning", 2016. Rounding `up` counts a window that
 * hangs over the far edge; `up-inside` as well, unless it would begin beyond the picture and its padding before:
 * Caffe's rule (pooling_layer.cpp), which PyTorch's `ceil_mode` follows. ONNX took over neither by default.
 *
 * @returns undefined where the window is larger than what it slides over
 */
export function slide(
  shape: Shape,
  window: Window,
  channels: number | undefined,
  rounding: Rounding,
): Shape | undefined {
  const axes = spatialAxes(shape.length, window.isChannelsLast)
  if (axes.length === 0 || axes.length > window.kernel.length) return undefined
  const result = [...shape]
  if (channels !== undefined) result[channelAxis(shape.length, window.isChannelsLast)] = channels
  for (const [index, axis] of axes.entries()) {
    const places = countPlaces(shape[axis]!, window, index, rounding)
    if (places < 1) return undefined
    result[axis] = places
  }
  return result
}

function countPlaces(length: number, window: Window, index: number, rounding: Rounding): number {
  const stride = window.stride[index]!
  if (window.padding === 'same') return Math.ceil(length / stride)
  const [before, after] = window.padding[index]!
  const reach = (window.kernel[index]! - 1) * window.dilation[index]! + 1
  const steps = (length + before + after - reach) / stride
  if (rounding === 'down') return Math.floor(steps) + 1
  const places = Math.ceil(steps) + 1
  const isOutside = before + after > 0 && (places - 1) * stride >= length + before
  return rounding === 'up-inside' && isOutside ? places - 1 : places
}

/** Say the shape after a deconvolution: the convolution that would lead back. */
export function slideBack(shape: Shape, window: Window, channels: number): Shape | undefined {
  const axes = spatialAxes(shape.length, window.isChannelsLast)
  if (axes.length > window.kernel.length) return undefined
  const result = [...shape]
  result[channelAxis(shape.length, window.isChannelsLast)] = channels
  for (const [index, axis] of axes.entries()) {
    const stride = window.stride[index]!
    const reach = (window.kernel[index]! - 1) * window.dilation[index]! + 1
    const [before, after] = window.padding === 'same' ? [0, 0] : window.padding[index]!
    result[axis] =
      window.padding === 'same'
        ? shape[axis]! * stride
        : (shape[axis]! - 1) * stride + reach - before - after
  }
  return result.every((length) => length > 0) ? result : undefined
}
