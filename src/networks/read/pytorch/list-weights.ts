/** The weights of a state dictionary, of a checkpoint that holds one, or of a whole module. */
import type { Weight } from '../../graph.js'
import { isRunningValue } from '../companion.js'
import { isObject, isTensor, type PickledTensor } from './unpickle.js'

/** Entries of a checkpoint that hold the weights, by custom; what an optimizer remembers is no weight. */
const holders = ['state_dict', 'model_state_dict', 'model', 'model_state', 'net', 'weights', 'ema']

/** List the weights of what a pickle holds, with the names that PyTorch gives them. */
export function listWeights(value: unknown): readonly Weight[] {
  const found: (readonly [string, PickledTensor])[] = []
  collect(chooseHolder(value), '', found, new Set())
  return found.map(([name, tensor]) => ({
    key: `${tensor.storage}+${tensor.offset}:${tensor.shape.join('x')}`,
    name,
    shape: tensor.shape,
    isBuffer: isRunningValue(name),
  }))
}

function chooseHolder(value: unknown): unknown {
  if (!(value instanceof Map)) return value
  // A dictionary with tensors in it is the state dictionary itself.
  if ([...value.values()].some(isTensor)) return value
  const name = holders.find((one) => value.has(one))
  return name === undefined ? value : value.get(name)
}

function collect(
  value: unknown,
  path: string,
  found: (readonly [string, PickledTensor])[],
  seen: Set<unknown>,
): void {
  if (isTensor(value)) {
    found.push([path, value])
    return
  }
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  const inner = isObject(value) ? value.state : value
  const join = (name: unknown) => (path === '' ? String(name) : `${path}.${String(name)}`)
  if (inner instanceof Map) {
    for (const [name, one] of inner) {
      // How a module keeps its parts is no part of their names.
      const isShelf = isObject(value) && /^_(parameters|buffers|modules)$/.test(String(name))
      collect(one, isShelf ? path : join(name), found, seen)
    }
  } else if (Array.isArray(inner)) {
    for (const [index, one] of inner.entries()) collect(one, join(index), found, seen)
  }
}
