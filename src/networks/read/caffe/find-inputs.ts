/** What goes into a Caffe network: named at its head, or made by a layer that reads data. */
import type { NetworkInput, Shape } from '../../graph.js'
import type { CaffeLayer, CaffeNet } from './messages.js'

/** Layers that read data instead of computing. */
const sources = new Set([
  'Data',
  'ImageData',
  'WindowData',
  'HDF5Data',
  'MemoryData',
  'DummyData',
  'Input',
])

export const isSource = ({ type }: CaffeLayer): boolean => sources.has(type ?? '')

/** List the inputs of a network, in the order of the file. */
export function findInputs(net: CaffeNet, layers: readonly CaffeLayer[]): readonly NetworkInput[] {
  const named = net.input.map((name, index): NetworkInput => {
    const dims = net.input_shape[index]?.dim ?? net.input_dim.slice(4 * index, 4 * index + 4)
    return dims.length > 0 ? { name, shape: dims } : { name }
  })
  return [...named, ...layers.filter(isSource).flatMap(readSource)]
}

function readSource(layer: CaffeLayer): readonly NetworkInput[] {
  return layer.top.map((name, index): NetworkInput => {
    const stated = statedShape(layer, index)
    if (stated) return { name, shape: stated }
    // The second top of a layer that reads data holds the labels.
    if (index > 0) return { name, shape: [1] }
    const guess = guessShape(layer)
    return guess ? { name, ...guess } : { name }
  })
}

function statedShape(layer: CaffeLayer, index: number): Shape | undefined {
  const { input_param, memory_data_param, dummy_data_param } = layer
  if (input_param) return (input_param.shape[index] ?? input_param.shape[0])?.dim
  if (memory_data_param && index === 0) {
    const { channels = 1, height = 1, width = 1 } = memory_data_param
    return [1, channels, height, width]
  }
  if (!dummy_data_param) return undefined
  const { shape, num, channels, height, width } = dummy_data_param
  const at = <Item>(list: readonly Item[]): Item | undefined => list[index] ?? list[0]
  return at(shape)?.dim ?? [at(num) ?? 1, at(channels) ?? 1, at(height) ?? 1, at(width) ?? 1]
}

/**
 * Sets of pictures that everybody trained on, by a part of the name of the database. A data layer does not say
 * the size of its pictures; they are in the database, which is not at hand.
 */
const knownSets: readonly (readonly [name: RegExp, shape: Shape, called: string])[] = [
  [/mnist_siamese/i, [1, 2, 28, 28], 'pairs of MNIST digits, 28 × 28'],
  [/mnist/i, [1, 1, 28, 28], 'MNIST digits, 28 × 28'],
  [/cifar/i, [1, 3, 32, 32], 'CIFAR pictures in colour, 32 × 32'],
]

function guessShape(layer: CaffeLayer): { shape: Shape; convention: string } | undefined {
  const data =
    layer.data_param ?? layer.image_data_param ?? layer.window_data_param ?? layer.hdf5_data_param
  const crop = layer.transform_param?.crop_size ?? data?.crop_size
  if (crop) {
    const isGray = layer.transform_param?.force_gray || layer.image_data_param?.is_color === false
    return {
      shape: [1, isGray ? 1 : 3, crop, crop],
      convention: `pictures ${isGray ? 'in grey' : 'in colour'}, cropped to ${crop} × ${crop} by the file`,
    }
  }
  const { new_height, new_width } = layer.image_data_param ?? {}
  if (new_height && new_width)
    return {
      shape: [1, 3, new_height, new_width],
      convention: 'pictures in colour, resized by the file',
    }
  const known = knownSets.find(([name]) => name.test(data?.source ?? ''))
  if (!known) return undefined
  const [, shape, called] = known
  return { shape, convention: `the file does not say the size; ${called}, by the name of its data` }
}
