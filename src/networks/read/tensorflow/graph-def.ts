/** A GraphDef, whether it came as protobuf (frozen graph) or as JSON (TensorFlow.js), in one form. */
import type { Shape } from '../../graph.js'

export interface TensorFlowNode {
  readonly name: string
  readonly op: string
  /** Names of nodes, without the output's number and control inputs. */
  readonly inputs: readonly string[]
  text(attribute: string): string | undefined
  integers(attribute: string): readonly number[]
  flag(attribute: string): boolean
  /** Open axes are -1. */
  shape(attribute: string): Shape | undefined
  readonly constant?: TensorFlowConstant
}

export interface TensorFlowConstant {
  readonly shape: Shape
  readonly isReal: boolean
  readonly integers?: readonly number[]
}

/** NodeDef of protobuf, as plain objects. */
export interface NodeDef {
  readonly name?: string
  readonly op?: string
  readonly input?: readonly string[]
  readonly attr: readonly { readonly key?: string; readonly value?: AttributeValue }[]
}

interface AttributeValue {
  readonly s?: Uint8Array
  readonly i?: number
  readonly b?: boolean
  readonly type?: string
  readonly list?: { readonly i: readonly number[] }
  readonly shape?: TensorShape
  readonly tensor?: TensorDef
}

interface TensorShape {
  readonly dim: readonly { readonly size?: number }[]
  readonly unknown_rank?: boolean
}

interface TensorDef {
  readonly dtype?: string
  readonly tensor_shape?: TensorShape
  readonly tensor_content?: Uint8Array
  readonly int_val?: readonly number[]
  readonly int64_val?: readonly number[]
}

/** NodeDef of JSON: names in camel case, bytes in Base64, long numbers as strings. */
export interface JsonNode {
  readonly name: string
  readonly op: string
  readonly input?: readonly string[]
  readonly attr?: Readonly<Record<string, JsonValue>>
}

interface JsonValue {
  readonly s?: string
  readonly i?: string | number
  readonly b?: boolean
  readonly type?: string
  readonly list?: { readonly i?: readonly (string | number)[] }
  readonly shape?: { readonly dim?: readonly { readonly size?: string | number }[] }
  readonly tensor?: { readonly dtype?: string; readonly tensorShape?: JsonValue['shape'] }
}

const realTypes = new Set(['DT_FLOAT', 'DT_DOUBLE', 'DT_HALF', 'DT_BFLOAT16'])
/** More whole numbers than a shape has axes are not a shape. */
const mostIntegers = 64

/** Read a node of a protobuf. */
export function fromProtobuf(def: NodeDef): TensorFlowNode {
  const values = new Map(def.attr.map(({ key = '', value }) => [key, value]))
  const tensor = values.get('value')?.tensor
  return {
    name: def.name ?? '',
    op: def.op ?? '',
    inputs: (def.input ?? []).filter(isData).map(toNodeName),
    text: (name) => {
      const bytes = values.get(name)?.s
      return bytes && new TextDecoder().decode(bytes)
    },
    integers: (name) => values.get(name)?.list?.i ?? [],
    flag: (name) => values.get(name)?.b === true,
    shape: (name) => values.get(name)?.shape?.dim.map(({ size = -1 }) => size),
    ...(tensor && def.op === 'Const' ? { constant: toConstant(tensor) } : {}),
  }
}

/** Read a node of JSON. @param integers whole numbers of a constant, which lie in another file */
export function fromJson(def: JsonNode, integers: readonly number[] | undefined): TensorFlowNode {
  const value = (name: string) => def.attr?.[name]
  const tensor = value('value')?.tensor
  const shapeOf = (shape: JsonValue['shape']) =>
    (shape?.dim ?? []).map(({ size = -1 }) => Number(size))
  return {
    name: def.name,
    op: def.op,
    inputs: (def.input ?? []).filter(isData).map(toNodeName),
    text: (name) => {
      const text = value(name)?.s
      return text === undefined ? undefined : Buffer.from(text, 'base64').toString()
    },
    integers: (name) => (value(name)?.list?.i ?? []).map(Number),
    flag: (name) => value(name)?.b === true,
    shape: (name) => (value(name)?.shape ? shapeOf(value(name)?.shape) : undefined),
    ...(tensor && def.op === 'Const'
      ? {
          constant: {
            shape: shapeOf(tensor.tensorShape),
            isReal: realTypes.has(tensor.dtype ?? ''),
            ...(integers ? { integers } : {}),
          },
        }
      : {}),
  }
}

function toConstant(tensor: TensorDef): TensorFlowConstant {
  const shape = tensor.tensor_shape?.dim.map(({ size = 0 }) => size) ?? []
  const isReal = realTypes.has(tensor.dtype ?? '')
  const integers = isReal ? undefined : integersOf(tensor, shape)
  return { shape, isReal, ...(integers ? { integers } : {}) }
}

function integersOf(tensor: TensorDef, shape: Shape): readonly number[] | undefined {
  const count = shape.reduce((size, length) => size * length, 1)
  if (count > mostIntegers) return undefined
  const listed = [...(tensor.int_val ?? []), ...(tensor.int64_val ?? [])]
  // One value stands for all that follow.
  if (listed.length > 0)
    return Array.from({ length: count }, (_, at) => listed[Math.min(at, listed.length - 1)]!)
  const { tensor_content: bytes, dtype } = tensor
  const width = dtype === 'DT_INT64' ? 8 : 4
  if (!bytes || bytes.byteLength < count * width) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: count }, (_, at) =>
    width === 8 ? Number(view.getBigInt64(at * 8, true)) : view.getInt32(at * 4, true),
  )
}

/** `^name` only waits for a node. */
const isData = (input: string): boolean => !input.startsWith('^')

/** `name:1` is the second output. */
const toNodeName = (input: string): string => input.replace(/:\d+$/, '')
