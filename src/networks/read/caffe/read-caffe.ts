/** Caffe: `.prototxt` as people write it, `.caffemodel` as training leaves it; both are one NetParameter. */
import type { World } from '../../../book/world.js'
import {
  type NetworkGraph,
  type NetworkNode,
  type Shape,
  UnreadableNetwork,
  type Weight,
} from '../../graph.js'
import { renameInPlace } from '../rename-in-place.js'
import { loadSchema } from '../schema.js'
import { chooseLayers } from './choose-layers.js'
import { findInputs, isSource } from './find-inputs.js'
import type { CaffeBlob, CaffeLayer, CaffeNet } from './messages.js'
import { toOperation } from './to-operation.js'

/** Numbers of weights: a figure needs their shapes only. */
const values = { 'caffe.BlobProto': ['data', 'diff', 'double_data', 'double_diff'] }

/** Read a Caffe network. @param file the name, for its ending: text or bytes */
export async function readCaffe(
  world: World,
  bytes: Uint8Array,
  file: string,
): Promise<NetworkGraph> {
  const schema = await loadSchema<CaffeNet>(world, 'caffe', 'caffe.NetParameter', values)
  const isText = /\.(prototxt|pbtxt|txt)$/i.test(file)
  const net = isText ? schema.parse(new TextDecoder().decode(bytes)) : schema.decode(bytes)
  const { layers, phase } = chooseLayers(net)
  if (layers.length === 0) throw new UnreadableNetwork('it holds no layer')
  const isTwofold = [...net.layer, ...net.layers].some(
    ({ include, exclude }) => include.length + exclude.length > 0,
  )
  return {
    format: 'Caffe',
    name: net.name ?? '',
    inputs: findInputs(net, layers),
    nodes: toNodes(layers.filter((layer) => !isSource(layer))),
    looseWeights: [],
    remarks: isTwofold ? [`The layers of phase ${phase} are read.`] : [],
  }
}

/**
 * Make nodes of layers. A layer that writes over what it reads makes a tensor of its own here, and those after
 * it read that one.
 */
function toNodes(layers: readonly CaffeLayer[]): readonly NetworkNode[] {
  const names = renameInPlace()
  return layers.map((layer, index): NetworkNode => {
    const name = layer.name || `${layer.type ?? 'layer'} ${index + 1}`
    const inputs = layer.bottom.map(names.read)
    const outputs = layer.top.map((top) => names.write(top, name, layer.bottom))
    const operation = toOperation(layer)
    const weights = layer.blobs.map((blob, at) => toWeight(layer, blob, name, at))
    const sharedAs = layer.param.map(nameOf)
    return {
      name,
      type: layer.type ?? '',
      operation,
      inputs,
      outputs,
      ...(weights.length > 0 ? { weights } : {}),
      ...(sharedAs.some((shared) => shared) ? { sharedAs } : {}),
    }
  })
}

const nameOf = (param: CaffeLayer['param'][number]): string | undefined =>
  (typeof param === 'string' ? param : param.name) || undefined

function toWeight(layer: CaffeLayer, blob: CaffeBlob, name: string, at: number): Weight {
  const shared = layer.param[at]
  return {
    key: (shared === undefined ? undefined : nameOf(shared)) ?? `${name}/${at}`,
    shape: shapeOf(blob),
    isBuffer: layer.type === 'BatchNorm',
  }
}

/** The shape of a blob; before 2014 it had four axes, and the first ones of a bias were 1. */
function shapeOf({ shape, num = 1, channels = 1, height = 1, width = 1 }: CaffeBlob): Shape {
  return shape?.dim ?? [num, channels, height, width]
}
