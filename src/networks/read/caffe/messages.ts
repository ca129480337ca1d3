/** What we read of Caffe's messages (caffe.proto), as plain objects. */

export interface CaffeNet {
  readonly name?: string
  readonly layer: readonly CaffeLayer[]
  readonly layers: readonly CaffeLayer[]
  readonly input: readonly string[]
  readonly input_dim: readonly number[]
  readonly input_shape: readonly BlobShape[]
}

export interface BlobShape {
  readonly dim: readonly number[]
}

export interface CaffeBlob {
  readonly num?: number
  readonly channels?: number
  readonly height?: number
  readonly width?: number
  readonly shape?: BlobShape
}

interface StateRule {
  readonly phase?: 'TRAIN' | 'TEST'
  readonly min_level?: number
  readonly max_level?: number
  readonly stage: readonly string[]
  readonly not_stage: readonly string[]
}

export interface CaffeLayer {
  readonly name?: string
  /** `Convolution`; in the syntax before, `CONVOLUTION`. */
  readonly type?: string
  readonly bottom: readonly string[]
  readonly top: readonly string[]
  /** In the syntax before, the names themselves. */
  readonly param: readonly ({ readonly name?: string } | string)[]
  readonly blobs: readonly CaffeBlob[]
  readonly include: readonly StateRule[]
  readonly exclude: readonly StateRule[]
  readonly transform_param?: { readonly crop_size?: number; readonly force_gray?: boolean }
  readonly convolution_param?: ConvolutionParameter
  readonly pooling_param?: PoolingParameter
  readonly inner_product_param?: {
    readonly num_output?: number
    readonly bias_term?: boolean
    readonly axis?: number
  }
  readonly concat_param?: { readonly axis?: number; readonly concat_dim?: number }
  readonly slice_param?: {
    readonly axis?: number
    readonly slice_dim?: number
    readonly slice_point: readonly number[]
  }
  readonly eltwise_param?: { readonly operation?: string }
  readonly scale_param?: { readonly bias_term?: boolean }
  readonly prelu_param?: { readonly channel_shared?: boolean }
  readonly embed_param?: {
    readonly num_output?: number
    readonly input_dim?: number
    readonly bias_term?: boolean
  }
  readonly flatten_param?: { readonly axis?: number; readonly end_axis?: number }
  readonly reshape_param?: { readonly shape?: BlobShape; readonly axis?: number }
  readonly input_param?: { readonly shape: readonly BlobShape[] }
  readonly data_param?: DataSource
  readonly image_data_param?: DataSource & {
    readonly new_height?: number
    readonly new_width?: number
    readonly is_color?: boolean
  }
  readonly window_data_param?: DataSource
  readonly hdf5_data_param?: DataSource
  readonly memory_data_param?: {
    readonly channels?: number
    readonly height?: number
    readonly width?: number
  }
  readonly dummy_data_param?: {
    readonly num: readonly number[]
    readonly channels: readonly number[]
    readonly height: readonly number[]
    readonly width: readonly number[]
    readonly shape: readonly BlobShape[]
  }
}

interface DataSource {
  readonly source?: string
  readonly crop_size?: number
}

export interface ConvolutionParameter {
  readonly num_output?: number
  readonly bias_term?: boolean
  readonly pad: readonly number[]
  readonly kernel_size: readonly number[]
  readonly stride: readonly number[]
  readonly dilation: readonly number[]
  readonly group?: number
  readonly pad_h?: number
  readonly pad_w?: number
  readonly kernel_h?: number
  readonly kernel_w?: number
  readonly stride_h?: number
  readonly stride_w?: number
}

export interface PoolingParameter {
  readonly pool?: string
  readonly kernel_size?: number
  readonly stride?: number
  readonly pad?: number
  readonly pad_h?: number
  readonly pad_w?: number
  readonly kernel_h?: number
  readonly kernel_w?: number
  readonly stride_h?: number
  readonly stride_w?: number
  readonly global_pooling?: boolean
  readonly round_mode?: string
}
