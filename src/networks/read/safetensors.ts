/** safetensors: eight bytes of length, a JSON header with the shape of every tensor, the numbers. */
import { type NetworkGraph, type Shape, UnreadableNetwork } from '../graph.js'
import { isRunningValue, parseJson, toText } from './companion.js'

/** A header longer than this is none (the format's own limit). */
const longestHeader = 100_000_000

/** Read the weights of a safetensors file. Source: the README of huggingface/safetensors, "Format". */
export function readSafetensors(bytes: Uint8Array): NetworkGraph {
  if (bytes.byteLength < 8) throw new UnreadableNetwork('the file ends before its header')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = Number(view.getBigUint64(0, true))
  if (length > longestHeader || 8 + length > bytes.byteLength)
    throw new UnreadableNetwork('the file ends before its header does')
  type Header = Readonly<Record<string, { readonly shape?: Shape }>>
  const header = parseJson<Header>(toText(bytes.subarray(8, 8 + length)), 'its header')
  const looseWeights = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, { shape }]) => ({
      key: name,
      shape: shape ?? [],
      isBuffer: isRunningValue(name),
    }))
  if (looseWeights.length === 0) throw new UnreadableNetwork('it holds no tensor')
  return {
    format: 'safetensors',
    name: '',
    inputs: [],
    nodes: [],
    looseWeights,
    remarks: ['The file holds weights only.'],
  }
}
