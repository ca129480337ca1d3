/** The shape of what an operation gives, from the shapes of what it takes. */
import { type Operation, type Shape, sizeOf } from '../graph.js'
import { channelAxis, slide, slideBack, spatialAxes } from './window.js'

/** One shape per output; where all outputs have the same, one is enough. */
type Shapes = readonly Shape[]

/** Rules by operation. Each gives `undefined` where the shapes do not fit. */
type Rules = {
  readonly [Kind in Operation['kind']]: (
    operation: Extract<Operation, { kind: Kind }>,
    inputs: Shapes,
    outputs: number,
  ) => Shapes | undefined
}

/** Say the shapes after an operation. @param outputs how many tensors it makes */
export function shapeAfter(
  operation: Operation,
  inputs: Shapes,
  outputs: number,
): Shapes | undefined {
  if (inputs.length === 0) return undefined
  const rule = rules[operation.kind] as (
    operation: Operation,
    inputs: Shapes,
    outputs: number,
  ) => Shapes | undefined
  return rule(operation, inputs, outputs)
}

const one = (shape: Shape | undefined): Shapes | undefined => shape && [shape]

const rules: Rules = {
  convolution: ({ window, channels }, [shape]) => one(slide(shape!, window, channels, 'down')),
  deconvolution: ({ window, channels }, [shape]) => one(slideBack(shape!, window, channels)),
  'depthwise-convolution': ({ window, multiplier }, [shape]) =>
    one(slide(shape!, window, channelsOf(shape!, window.isChannelsLast) * multiplier, 'down')),
  pooling: ({ window, rounding }, [shape]) => one(slide(shape!, window, undefined, rounding)),
  'global-pooling': ({ isChannelsLast, keepsAxes }, [shape]) => {
    const axes = spatialAxes(shape!.length, isChannelsLast)
    return one(reduce(shape!, axes, keepsAxes))
  },
  'adaptive-pooling': ({ places }, [shape]) =>
    one([...shape!.slice(0, shape!.length - places.length), ...places]),
  linear: ({ units, axis }, [shape]) =>
    axis < 0
      ? one([...shape!.slice(0, axis), units])
      : one([...shape!.slice(0, fromStart(axis, shape!)), units]),
  'matrix-product': ({ transposes }, [first, second]) => one(multiply(first, second, transposes)),
  pointwise: (_, inputs) => one(inputs[0]),
  combination: (_, inputs) => one(inputs.reduce<Shape | undefined>(broadcast, [])),
  concatenation: ({ axis }, inputs) => one(concatenate(inputs, axis)),
  slice: ({ axis, points }, [shape], outputs) => cut(shape!, axis, points, outputs),
  flatten: ({ axis, end }, [shape]) => {
    const [from, to] = [fromStart(axis, shape!), fromStart(end, shape!) + 1]
    return one([...shape!.slice(0, from), sizeOf(shape!.slice(from, to)), ...shape!.slice(to)])
  },
  reshape: ({ shape: wanted }, [shape]) => one(reshape(shape!, wanted)),
  transpose: ({ order }, [shape]) =>
    order.length === shape!.length ? one(order.map((axis) => shape![axis]!)) : undefined,
  'add-axes': ({ axes }, [shape]) => one(addAxes(shape!, axes)),
  'drop-axes': ({ axes }, [shape]) => one(reduce(shape!, axes, false)),
  reduction: ({ axes, keepsAxes }, [shape]) => one(reduce(shape!, axes, keepsAxes)),
  padding: ({ amounts }, [shape]) =>
    amounts.length === shape!.length
      ? one(shape!.map((length, axis) => length + amounts[axis]![0] + amounts[axis]![1]))
      : undefined,
  resize: ({ factors }, [shape]) =>
    factors.length === shape!.length
      ? one(shape!.map((length, axis) => Math.floor(length * factors[axis]!)))
      : undefined,
  embedding: ({ width }, [shape]) => one([...shape!, width]),
  judgement: () => [[]],
  other: () => undefined,
}

const fromStart = (axis: number, shape: Shape): number => (axis < 0 ? shape.length + axis : axis)

function reduce(shape: Shape, axes: readonly number[], keepsAxes: boolean): Shape {
  const gone = new Set(axes.map((axis) => fromStart(axis, shape)))
  return keepsAxes
    ? shape.map((length, axis) => (gone.has(axis) ? 1 : length))
    : shape.filter((_, axis) => !gone.has(axis))
}

function addAxes(shape: Shape, axes: readonly number[]): Shape {
  const rank = shape.length + axes.length
  const result = [...shape]
  for (const axis of axes.map((axis) => (axis < 0 ? rank + axis : axis)).sort((a, b) => a - b))
    result.splice(axis, 0, 1)
  return result
}

/** NumPy's rule: axes are matched from the last; an axis of 1 stretches. */
export function broadcast(first: Shape | undefined, second: Shape): Shape | undefined {
  if (!first) return undefined
  const rank = Math.max(first.length, second.length)
  const result: number[] = []
  for (let back = 1; back <= rank; back++) {
    const [one, two] = [first.at(-back) ?? 1, second.at(-back) ?? 1]
    if (one !== two && one !== 1 && two !== 1) return undefined
    result.unshift(one === 1 ? two : one)
  }
  return result
}

function concatenate(inputs: Shapes, axis: number): Shape | undefined {
  const at = fromStart(axis, inputs[0]!)
  const fits = inputs.every(
    (shape) =>
      shape.length === inputs[0]!.length &&
      shape.every((length, index) => index === at || length === inputs[0]![index]),
  )
  if (!fits) return undefined
  const total = inputs.reduce((sum, shape) => sum + shape[at]!, 0)
  return inputs[0]!.map((length, index) => (index === at ? total : length))
}

function cut(
  shape: Shape,
  axis: number,
  points: readonly number[],
  outputs: number,
): Shapes | undefined {
  const at = fromStart(axis, shape)
  const length = shape[at]
  if (length === undefined) return undefined
  if (points.length === 0 && length % outputs !== 0) return undefined
  const equal = Array.from({ length: outputs - 1 }, (_, index) => ((index + 1) * length) / outputs)
  const ends = [...(points.length > 0 ? points : equal), length]
  const lengths = ends.map((end, index) => end - (ends[index - 1] ?? 0))
  if (lengths.some((part) => part <= 0)) return undefined
  return lengths.map((part) => shape.map((length, index) => (index === at ? part : length)))
}

function reshape(shape: Shape, wanted: Shape): Shape | undefined {
  const known = wanted.map((length, axis) => (length === 0 ? (shape[axis] ?? 0) : length))
  const rest = sizeOf(shape) / sizeOf(known.filter((length) => length !== -1))
  const result = known.map((length) => (length === -1 ? rest : length))
  return sizeOf(result) === sizeOf(shape) && result.every(Number.isInteger) ? result : undefined
}

function multiply(
  first: Shape | undefined,
  second: Shape | undefined,
  [isFirst, isSecond]: readonly [boolean, boolean],
): Shape | undefined {
  if (!first || !second || first.length < 2 || second.length < 2) return undefined
  const [rows, inner] = isFirst ? [first.at(-1)!, first.at(-2)!] : [first.at(-2)!, first.at(-1)!]
  const [other, columns] = isSecond
    ? [second.at(-1)!, second.at(-2)!]
    : [second.at(-2)!, second.at(-1)!]
  if (inner !== other) return undefined
  const outer = broadcast(first.slice(0, -2), second.slice(0, -2))
  return outer && [...outer, rows, columns]
}

/** How many channels a shape has. */
export const channelsOf = (shape: Shape, isChannelsLast = false): number =>
  shape[channelAxis(shape.length, isChannelsLast)] ?? 1
