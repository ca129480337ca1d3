/**
 * Caffe2: `predict_net` holds the operators, `init_net` fills the weights, and the shape of the input stands in
 * `value_info.json`. Each is looked for beside the other.
 */
import type { World } from '../../../book/world.js'
import {
  type NetworkGraph,
  type NetworkInput,
  type NetworkNode,
  type Shape,
  UnreadableNetwork,
  type Weight,
} from '../../graph.js'
import { type ModelFile, nameOf, parseJson, toText } from '../companion.js'
import { renameInPlace } from '../rename-in-place.js'
import { loadSchema, type Schema } from '../schema.js'
import { toOperation } from './to-operation.js'

export interface Caffe2Argument {
  readonly name?: string
  readonly i?: number
  readonly f?: number
  readonly s?: Uint8Array
  readonly ints: readonly number[]
}

export interface Caffe2Operator {
  readonly name?: string
  readonly type?: string
  readonly input: readonly string[]
  readonly output: readonly string[]
  readonly arg: readonly Caffe2Argument[]
}

interface Caffe2Net {
  readonly name?: string
  readonly op: readonly Caffe2Operator[]
  readonly external_input: readonly string[]
}

/** The numbers of the weights: only their shapes are wanted. */
const values = { 'caffe2.Argument': ['floats'] }

/** Operators that fill a tensor and read none. */
const isFill = ({ type = '', input }: Caffe2Operator): boolean =>
  /Fill$/.test(type) && input.length === 0

/** Read a Caffe2 network, or its weights alone. */
export async function readCaffe2(world: World, file: ModelFile): Promise<NetworkGraph> {
  const schema = await loadSchema<Caffe2Net>(world, 'caffe2', 'caffe2.NetDef', values)
  const net = decode(schema, file.bytes, file.path)
  if (net.op.length === 0) throw new UnreadableNetwork('it holds no operator')
  const fills = new Map(net.op.filter(isFill).flatMap(shapesOf))
  const operators = net.op.filter((operator) => !isFill(operator))
  if (operators.length === 0) return weightsOnly(net, fills)
  const init = await readBeside(schema, file)
  for (const [name, shape] of (init?.op ?? []).flatMap(shapesOf)) fills.set(name, shape)
  return {
    format: 'Caffe2',
    name: net.name ?? '',
    inputs: await findInputs(file, net, operators, fills),
    nodes: toNodes(operators, fills),
    looseWeights: [],
    remarks: init ? [] : ['There is no init_net beside it, which would hold the weights.'],
  }
}

function decode(schema: Schema<Caffe2Net>, bytes: Uint8Array, path: string): Caffe2Net {
  return /\.(pbtxt|prototxt|txt)$/i.test(path) ? schema.parse(toText(bytes)) : schema.decode(bytes)
}

async function readBeside(
  schema: Schema<Caffe2Net>,
  file: ModelFile,
): Promise<Caffe2Net | undefined> {
  const name = nameOf(file.path)
  if (!name.includes('predict')) return undefined
  const stem = name.replace('predict', 'init').replace(/\.\w+$/, '')
  for (const ending of ['.pb', '.pbtxt']) {
    const bytes = await file.beside(`${stem}${ending}`)
    if (bytes) return decode(schema, bytes, ending)
  }
  return undefined
}

function shapesOf({ output, arg }: Caffe2Operator): readonly (readonly [string, Shape])[] {
  const shape = arg.find(({ name }) => name === 'shape')?.ints
  return shape ? output.map((name) => [name, shape] as const) : []
}

const weightsOnly = (net: Caffe2Net, fills: ReadonlyMap<string, Shape>): NetworkGraph => ({
  format: 'Caffe2',
  name: net.name ?? '',
  inputs: [],
  nodes: [],
  looseWeights: [...fills].map(([key, shape]) => ({ key, shape, isBuffer: false })),
  remarks: ['The file holds weights only.'],
})

async function findInputs(
  file: ModelFile,
  net: Caffe2Net,
  operators: readonly Caffe2Operator[],
  fills: ReadonlyMap<string, Shape>,
): Promise<readonly NetworkInput[]> {
  const made = new Set(operators.flatMap(({ output }) => output))
  const asked =
    net.external_input.length > 0 ? net.external_input : operators.flatMap((one) => one.input)
  const names = [...new Set(asked)].filter((name) => !fills.has(name) && !made.has(name))
  const stated = parseValueInfo(await file.beside('value_info.json'))
  return names.map((name): NetworkInput => {
    const shape = stated.get(name)
    return shape ? { name, shape, convention: 'the shape stands in value_info.json' } : { name }
  })
}

/** `{"data": [1, [1, 1, 28, 28]]}`: the type of the elements, and the shape. */
function parseValueInfo(bytes: Uint8Array | undefined): ReadonlyMap<string, Shape> {
  if (!bytes) return new Map()
  const found = parseJson<Record<string, [number, Shape]>>(
    toText(bytes),
    'the file value_info.json beside it',
  )
  return new Map(Object.entries(found).map(([name, [, shape]]) => [name, shape]))
}

/** Inputs of SpatialBN that training does not learn: running mean and variance. */
const runningInputs = new Set([3, 4])

function toNodes(
  operators: readonly Caffe2Operator[],
  fills: ReadonlyMap<string, Shape>,
): readonly NetworkNode[] {
  const names = renameInPlace()
  return operators.map((operator, index): NetworkNode => {
    const { input, output, type = '' } = operator
    const name = operator.name || output[0] || `${type} ${index + 1}`
    const weights = input.flatMap((one, at): readonly Weight[] => {
      const shape = fills.get(one)
      const isBuffer = type === 'SpatialBN' && runningInputs.has(at)
      return shape ? [{ key: one, shape, isBuffer }] : []
    })
    const inputs = input.filter((one) => !fills.has(one)).map(names.read)
    const outputs = output.map((one) => names.write(one, name, input))
    // What a dropout or a normalization leaves for training nobody reads.
    const kept = ['Dropout', 'SpatialBN', 'Concat', 'LRN'].includes(type)
      ? outputs.slice(0, 1)
      : outputs
    return { name, type, operation: toOperation(operator, weights), inputs, outputs: kept, weights }
  })
}
