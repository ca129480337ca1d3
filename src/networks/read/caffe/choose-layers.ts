/** Which layers of a file make the network: those of one phase, in the syntax of today. */

import { isSource } from './find-inputs.js'
import type { CaffeLayer, CaffeNet } from './messages.js'

type Phase = 'TRAIN' | 'TEST'

export interface Chosen {
  readonly layers: readonly CaffeLayer[]
  readonly phase: Phase
}

/**
 * Choose the layers of the network that answers: phase TEST, or TRAIN where nothing would feed the other
 * (a data layer that waits for a stage).
 */
export function chooseLayers(net: CaffeNet): Chosen {
  const all = net.layer.length > 0 ? net.layer : net.layers.map(modernise)
  const tested = all.filter((layer) => isIn(layer, 'TEST'))
  const isFed =
    net.input.length > 0 ||
    tested.some((layer) => isSource(layer)) ||
    !all.some((layer) => isSource(layer))
  return isFed
    ? { layers: tested, phase: 'TEST' }
    : { layers: all.filter((layer) => isIn(layer, 'TRAIN')), phase: 'TRAIN' }
}

/** Caffe's rule (net.cpp, `FilterNet`): any rule of `include` lets a layer in; without one, none of `exclude` may apply. */
function isIn({ include, exclude }: CaffeLayer, phase: Phase): boolean {
  const applies = (rule: CaffeLayer['include'][number]) =>
    (rule.phase === undefined || rule.phase === phase) &&
    (rule.min_level ?? 0) <= 0 &&
    (rule.max_level ?? 0) >= 0 &&
    rule.stage.length === 0
  return include.length > 0 ? include.some(applies) : !exclude.some(applies)
}

/** Names of the syntax before that are not today's in capitals. */
const renamed: Readonly<Record<string, string>> = {
  BNLL: 'BNLL',
  HDF5_DATA: 'HDF5Data',
  HDF5_OUTPUT: 'HDF5Output',
  LRN: 'LRN',
  MVN: 'MVN',
  RELU: 'ReLU',
  TANH: 'TanH',
  ABSVAL: 'AbsVal',
  ARGMAX: 'ArgMax',
  SOFTMAX_LOSS: 'SoftmaxWithLoss',
}

/** Bring a layer of the syntax before (`layers`, V1) to the syntax of today. */
function modernise(layer: CaffeLayer): CaffeLayer {
  const old = layer.type ?? ''
  const spelt = old
    .split('_')
    .map((word) => `${word.slice(0, 1)}${word.slice(1).toLowerCase()}`)
    .join('')
  return { ...layer, type: renamed[old] ?? spelt }
}
