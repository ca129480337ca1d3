/** Small ONNX files for tests, written with the schema that the reader reads. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import protobuf from 'protobufjs'

const path = fileURLToPath(new URL('../../src/networks/schemas/onnx.proto', import.meta.url))
const model = protobuf
  .parse(readFileSync(path, 'utf8'), { keepCase: true })
  .root.lookupType('onnx.ModelProto')

const [float, int64] = [1, 7]

/** A weight of a shape, without its numbers. */
export const weight = (name: string, ...dims: number[]) => ({ name, dims, data_type: float })

/** Whole numbers: a shape, or axes. */
export const integers = (name: string, ...values: number[]) => ({
  name,
  dims: [values.length],
  data_type: int64,
  int64_data: values,
})

/** An operator; attributes are whole numbers or lists of them. */
export const operator = (
  op_type: string,
  input: readonly string[],
  output: string,
  attributes: Readonly<Record<string, number | readonly number[]>> = {},
) => ({
  op_type,
  input,
  output: [output],
  attribute: Object.entries(attributes).map(([name, value]) =>
    typeof value === 'number' ? { name, i: value } : { name, ints: value },
  ),
})

/** Write a model with one input, `data`. */
export function onnxFile(
  shape: readonly number[],
  initializer: readonly object[],
  node: readonly object[],
): Uint8Array {
  const dim = shape.map((dim_value) => ({ dim_value }))
  const input = [{ name: 'data', type: { tensor_type: { elem_type: float, shape: { dim } } } }]
  return model
    .encode(model.fromObject({ graph: { name: 'test', node, initializer, input } }))
    .finish()
}
