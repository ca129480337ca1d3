/** `model.json` of TensorFlow.js holds a graph, or the layers of a Keras model. */
import { type NetworkGraph, UnreadableNetwork } from '../../graph.js'
import { type ModelFile, toText } from '../companion.js'
import { fromConfiguration } from '../keras/read-keras.js'
import { readTensorFlowJs, type TensorFlowJs } from './read-tensorflow.js'

type LayersModel = {
  readonly modelTopology?: { readonly model_config?: Parameters<typeof fromConfiguration>[0] }
}

/** Read a `model.json`. */
export async function readJsonModel(file: ModelFile): Promise<NetworkGraph> {
  const model = parse(file.bytes)
  const layers = model.modelTopology?.model_config
  return layers ? fromConfiguration(layers) : readTensorFlowJs(file, model)
}

function parse(bytes: Uint8Array): TensorFlowJs & LayersModel {
  try {
    return JSON.parse(toText(bytes))
  } catch (cause) {
    throw new UnreadableNetwork('it is no valid JSON', { cause })
  }
}
