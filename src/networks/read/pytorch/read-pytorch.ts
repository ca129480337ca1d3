/**
 * PyTorch: a state dictionary, a checkpoint, a whole module (weights only), or TorchScript (with its graph). Files are
 * zip archives since PyTorch 1.6; before, they were pickles one after the other.
 */
import { type NetworkGraph, UnreadableNetwork } from '../../graph.js'
import { toText } from '../companion.js'
import { guessInput } from '../guess-input.js'
import { openArchive } from '../open-archive.js'
import { followTrace, type Program } from './follow-trace.js'
import { listWeights } from './list-weights.js'
import { type Code, parseCode } from './parse-code.js'
import { isObject, unpickle } from './unpickle.js'

/** Read a PyTorch file. */
export function readPyTorch(bytes: Uint8Array): NetworkGraph {
  return isZip(bytes) ? readArchive(bytes) : readLegacy(bytes)
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

function readArchive(bytes: Uint8Array): NetworkGraph {
  const files = openArchive(bytes, /\.(pkl|py)$/)
  const data = [...files].find(([name]) => /(^|\/)data\.pkl$/.test(name))?.[1]
  if (!data) throw new UnreadableNetwork('the archive holds no data.pkl, as PyTorch writes it')
  const { values, strange } = unpickle(data)
  const program = readProgram(files)
  if (program.size > 0 && isObject(values[0])) {
    const { inputs, nodes } = followTrace(values[0], program)
    if (nodes.length > 0) {
      const graph: NetworkGraph = {
        format: 'TorchScript',
        name: values[0].name,
        inputs: inputs.map((name) => ({ name })),
        nodes,
        looseWeights: [],
        remarks: remarksOf(strange),
      }
      return guessInput(graph)
    }
  }
  return weightsOnly(values[0], strange)
}

/** Code by the name of its module: `code/__torch__/net.py` is `__torch__.net`. */
function readProgram(files: ReadonlyMap<string, Uint8Array>): Program {
  const program = new Map<string, Code>()
  for (const [name, bytes] of files) {
    const module = /(?:^|\/)code\/(.*)\.py$/.exec(name)?.[1]
    if (module) program.set(module.replaceAll('/', '.'), parseCode(toText(bytes)))
  }
  return program
}

/**
 * What every file before 1.6 begins with: the pickle of a number of ten bytes (torch/serialization.py,
 * MAGIC_NUMBER). The version of the protocol, facts about the machine and the weights follow, a pickle each.
 */
const magic = Buffer.from('80028a0a6cfc9c46f9206aa850192e', 'hex')
const pickles = 3

function readLegacy(bytes: Uint8Array): NetworkGraph {
  const isMarked = magic.equals(bytes.subarray(0, magic.length))
  const { values, strange } = isMarked
    ? unpickle(bytes.subarray(magic.length), pickles)
    : unpickle(bytes)
  return weightsOnly(values.at(-1), strange)
}

function weightsOnly(value: unknown, strange: readonly string[]): NetworkGraph {
  const looseWeights = listWeights(value)
  if (looseWeights.length === 0) throw new UnreadableNetwork('it holds no tensor')
  return {
    format: 'PyTorch',
    name: '',
    inputs: [],
    nodes: [],
    looseWeights,
    remarks: ['The file holds weights only.', ...remarksOf(strange)],
  }
}

const remarksOf = (strange: readonly string[]): readonly string[] =>
  strange.length === 0
    ? []
    : [`The file asks for ${strange.join(', ')} to be called. Nothing was called.`]
