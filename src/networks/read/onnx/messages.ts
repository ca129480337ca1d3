/** What we read of ONNX's messages (onnx-ml.proto), as plain objects. */

export interface OnnxModel {
  readonly producer_name?: string
  readonly graph?: OnnxGraph
}

export interface OnnxGraph {
  readonly name?: string
  readonly node: readonly OnnxNode[]
  readonly initializer: readonly OnnxTensor[]
  readonly input: readonly OnnxValue[]
  readonly output: readonly OnnxValue[]
  readonly value_info: readonly OnnxValue[]
}

export interface OnnxNode {
  readonly name?: string
  readonly op_type?: string
  readonly domain?: string
  readonly input: readonly string[]
  readonly output: readonly string[]
  readonly attribute: readonly OnnxAttribute[]
}

export interface OnnxAttribute {
  readonly name?: string
  readonly i?: number
  readonly f?: number
  readonly s?: Uint8Array
  readonly t?: OnnxTensor
  /** A graph within: a branch of `If`, the body of `Loop`. */
  readonly g?: OnnxGraph
  readonly ints: readonly number[]
}

export interface OnnxTensor {
  readonly name?: string
  readonly dims: readonly number[]
  readonly data_type?: number
  readonly int32_data: readonly number[]
  readonly int64_data: readonly number[]
  readonly raw_data?: Uint8Array
}

export interface OnnxValue {
  readonly name?: string
  readonly type?: {
    readonly tensor_type?: {
      readonly shape?: { readonly dim: readonly { dim_value?: number; dim_param?: string }[] }
    }
  }
}
