/** `model.json` of TensorFlow.js holds a graph, or the layers of a Keras model. */
import type { NetworkGraph } from '../../graph.js'
import { type ModelFile, parseJson, toText } from '../companion.js'
import { fromConfiguration } from '../keras/read-keras.js'
import { readTensorFlowJs, type TensorFlowJs } from './read-tensorflow.js'

type LayersModel = {
  readonly modelTopology?: { readonly model_config?: Parameters<typeof fromConfiguration>[0] }
}

/** Read a `model.json`. */
export async function readJsonModel(file: ModelFile): Promise<NetworkGraph> {
  const model = parseJson<TensorFlowJs & LayersModel>(toText(file.bytes), 'it')
  const layers = model.modelTopology?.model_config
  return layers ? fromConfiguration(layers) : readTensorFlowJs(file, model)
}
