/** How much of the picture a place of a feature map sees. */
import type { Operation, Window } from './graph.js'
import type { Inferred, InferredNetwork } from './infer/infer-network.js'

/** Side of the square that a place sees, and how far apart neighbours look, in pixels; per spatial axis. */
interface Field {
  readonly size: readonly number[]
  readonly step: readonly number[]
}

/**
 * Say what every tensor sees of the input, by its name. Where branches meet, the largest counts; after a global
 * pooling or a linear layer a place sees all, and is left out.
 *
 * Araujo, Norris & Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill, 2019, section 2.
 */
export function receptiveFields({ graph, nodes }: InferredNetwork): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>()
  for (const { name, shape } of graph.inputs)
    if (shape && shape.length > 2) {
      const ones = Array.from({ length: shape.length - 2 }, () => 1)
      fields.set(name, { size: ones, step: ones })
    }
  for (const one of nodes) {
    const field = fieldAfter(one, fields)
    if (field) for (const output of one.node.outputs) fields.set(output, field)
  }
  return fields
}

function fieldAfter(
  { node, outputs }: Inferred,
  fields: ReadonlyMap<string, Field>,
): Field | undefined {
  const seen = node.inputs.flatMap((name) => fields.get(name) ?? [])
  if (seen.length === 0 || seen.length < node.inputs.length) return undefined
  if ((outputs[0]?.length ?? 0) < 3) return undefined
  const widest = seen.reduce((one, other) => ({
    size: one.size.map((size, axis) => Math.max(size, other.size[axis] ?? 0)),
    step: one.step.map((step, axis) => Math.max(step, other.step[axis] ?? 0)),
  }))
  const window = windowOf(node.operation)
  if (window === 'all') return undefined
  if (!window) return widest
  return {
    size: widest.size.map(
      (size, axis) =>
        size + (window.kernel[axis]! - 1) * window.dilation[axis]! * widest.step[axis]!,
    ),
    step: widest.step.map((step, axis) => step * window.stride[axis]!),
  }
}

function windowOf(operation: Operation): Window | 'all' | undefined {
  switch (operation.kind) {
    case 'convolution':
    case 'depthwise-convolution':
    case 'pooling':
      return operation.window
    case 'global-pooling':
    case 'adaptive-pooling':
    case 'linear':
    case 'reduction':
    case 'deconvolution':
      return 'all'
    default:
      return undefined
  }
}
