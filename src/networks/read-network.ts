/** Read a network from a file of any of the formats, which are told by name and by first bytes. */
import type { World } from '../book/world.js'
import { type NetworkGraph, UnreadableNetwork } from './graph.js'
import { type ModelFile, nameOf, toText } from './read/companion.js'

/** The network, or in plain words why there is none. */
export type ReadNetwork =
  | { readonly graph: NetworkGraph; readonly bytes: Uint8Array }
  | { readonly fault: string; readonly hint: string }

const formats =
  'Caffe (.prototxt, .caffemodel), Caffe2 (predict_net.pb), ONNX (.onnx), PyTorch (.pt, .pth, .safetensors), TensorFlow (.pb, model.json, .tflite), Keras (.h5, .keras)'

/**
 * Read a network. Weights are passed over; nothing in the file is ever run.
 *
 * @param path of the file; files that belong to it are looked for beside it
 */
export async function readNetwork(world: World, path: string): Promise<ReadNetwork> {
  const bytes = await world.files.read(path)
  if (!bytes) return { fault: `there is no file \`${path}\``, hint: 'Check the path' }
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const file: ModelFile = {
    path,
    bytes,
    beside: async (name) =>
      // A name that leads out of the folder is not followed.
      /[\\/]|^\.\.?$/.test(name) ? undefined : world.files.read(`${folder}${name}`),
  }
  try {
    const read = recognise(file)
    if (!read)
      return {
        fault: `\`${nameOf(path)}\` is in no format that Octavo reads`,
        hint: `Octavo reads ${formats}`,
      }
    return { graph: await read(world, file), bytes }
  } catch (error) {
    if (!(error instanceof UnreadableNetwork)) throw error
    return {
      fault: `\`${nameOf(path)}\` cannot be read: ${error.message}`,
      hint: 'Export or download the file again; a file that was cut short ends in the middle of a value',
    }
  }
}

type Reader = (world: World, file: ModelFile) => Promise<NetworkGraph>

/** Each reader is loaded when a file wants it. */
const readers = {
  caffe: async (world: World, { bytes, path }: ModelFile) =>
    (await import('./read/caffe/read-caffe.js')).readCaffe(world, bytes, path),
  caffe2: async (world: World, file: ModelFile) =>
    (await import('./read/caffe2/read-caffe2.js')).readCaffe2(world, file),
  onnx: async (world: World, { bytes }: ModelFile) =>
    (await import('./read/onnx/read-onnx.js')).readOnnx(world, bytes),
  pytorch: async (_: World, { bytes }: ModelFile) =>
    (await import('./read/pytorch/read-pytorch.js')).readPyTorch(bytes),
  safetensors: async (_: World, { bytes }: ModelFile) =>
    (await import('./read/safetensors.js')).readSafetensors(bytes),
  graphDef: async (world: World, { bytes }: ModelFile) =>
    (await import('./read/tensorflow/read-tensorflow.js')).readGraphDef(world, bytes),
  json: async (_: World, file: ModelFile) =>
    (await import('./read/tensorflow/read-json-model.js')).readJsonModel(file),
  tflite: async (_: World, { bytes }: ModelFile) =>
    (await import('./read/tflite/read-tflite.js')).readTensorFlowLite(bytes),
  kerasHdf5: async (_: World, { bytes }: ModelFile) =>
    (await import('./read/keras/read-keras.js')).readKerasHdf5(bytes),
  kerasArchive: async (_: World, { bytes }: ModelFile) =>
    (await import('./read/keras/read-keras.js')).readKerasArchive(bytes),
} satisfies Readonly<Record<string, Reader>>

const byEnding: Readonly<Record<string, Reader>> = {
  prototxt: readers.caffe,
  caffemodel: readers.caffe,
  onnx: readers.onnx,
  pt: readers.pytorch,
  pth: readers.pytorch,
  safetensors: readers.safetensors,
  tflite: readers.tflite,
  h5: readers.kerasHdf5,
  hdf5: readers.kerasHdf5,
  keras: readers.kerasArchive,
  json: readers.json,
}

function recognise({ path, bytes }: ModelFile): Reader | undefined {
  const name = nameOf(path).toLowerCase()
  const ending = name.slice(name.lastIndexOf('.') + 1)
  if (ending === 'pbtxt') return readers.caffe2
  if (ending === 'pb') return isCaffe2(name, bytes) ? readers.caffe2 : readers.graphDef
  return byEnding[ending]
}

/**
 * `.pb` may be Caffe2 or TensorFlow. Their first fields differ: a NetDef of Caffe2 begins with its name or an operator
 * whose fields are texts; a GraphDef begins with a node whose second field is the operator.
 */
function isCaffe2(name: string, bytes: Uint8Array): boolean {
  if (/(predict|init)_?net/.test(name)) return true
  // A name comes as field 1, a text: printable, where a node of a GraphDef begins with the mark of its own field 1.
  const start = bytes.subarray(0, 64)
  return start[0] === 0x0a && start[2] !== 0x0a && /^[\w ./-]+/.test(toText(start.subarray(2, 8)))
}
