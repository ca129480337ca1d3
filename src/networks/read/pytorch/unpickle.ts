/**
 * Python pickles, as data. A pickle can name any function of Python and have it called; here every name becomes an
 * inert object, so that nothing is ever run, and only the few that PyTorch needs to store tensors mean anything.
 */
import { BufferReader, Parser } from 'pickleparser'
import { type Shape, UnreadableNetwork } from '../../graph.js'

/** A tensor: its shape, and where its numbers lie. */
export interface PickledTensor {
  readonly kind: 'tensor'
  readonly shape: Shape
  readonly storage: string
  /** Elements before the first; two tensors of one storage and offset are one. */
  readonly offset: number
}

/** An object of a class that we do not know, or a call that was not made. */
export interface PickledObject {
  readonly kind: 'object'
  readonly module: string
  readonly name: string
  state?: unknown
}

/** Modules of which PyTorch's own files speak. */
const usual =
  /^(torch|__torch__|collections|numpy|builtins|__builtin__|_codecs|copyreg|argparse)(\.|$)/
/** Calls that run a program whatever the module is called. */
const dangerous = /^(eval|exec|compile|open|__import__|getattr|system|popen)$/

/**
 * Read pickles that follow one another. @returns the value of each, in order
 *
 * @throws UnreadableNetwork where the bytes are no pickles
 */
export function unpickle(bytes: Uint8Array, count = 1): { values: unknown[]; strange: string[] } {
  const strange = new Set<string>()
  const parser = new Parser({
    unpicklingTypeOfDictionary: 'Map',
    nameResolver: { resolve: (module, name) => resolveName(module, name, strange) },
    persistentResolver: { resolve: (id) => id },
  })
  const reader = new BufferReader(bytes)
  try {
    const values = Array.from({ length: count }, () => parser.read<unknown>(reader))
    return { values, strange: [...strange] }
  } catch (cause) {
    throw new UnreadableNetwork('the pickle in it cannot be read', { cause })
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the library's own type
type Callable = (...given: any[]) => any

function resolveName(module: string, name: string, strange: Set<string>): Callable {
  const called = `${module}.${name}`
  if (called === 'collections.OrderedDict') return makeMap
  const make = tensorMakers[called]
  if (make) return make
  if (!usual.test(module) || dangerous.test(name)) strange.add(called)
  return function inert(): PickledObject {
    const made: PickledObject & { __setstate__(state: unknown): void } = {
      kind: 'object',
      module,
      name,
      __setstate__: (state) => {
        made.state = state
      },
    }
    return made
  }
}

/** An ordered dictionary is a Map; it may be given its pairs at once. */
function makeMap(pairs?: Iterable<readonly [unknown, unknown]>): Map<unknown, unknown> {
  return new Map(pairs ?? [])
}

const tensorMakers: Readonly<Record<string, Callable>> = {
  'torch._utils._rebuild_tensor_v2': rebuild,
  'torch._utils._rebuild_tensor': rebuild,
  'torch._utils._rebuild_parameter': (tensor: unknown) => tensor,
  'torch._utils._rebuild_parameter_with_state': (tensor: unknown) => tensor,
}

/** torch/_utils.py: storage, offset in elements, size, stride. The storage is `('storage', type, key, device, count)`. */
function rebuild(
  storage: readonly unknown[],
  offset: number,
  size: readonly number[],
): PickledTensor {
  return { kind: 'tensor', shape: size.map(Number), storage: String(storage[2]), offset }
}

/** True for a tensor. */
export const isTensor = (value: unknown): value is PickledTensor =>
  typeof value === 'object' && value !== null && (value as PickledTensor).kind === 'tensor'

/** True for an object of a class that we do not know. */
export const isObject = (value: unknown): value is PickledObject =>
  typeof value === 'object' && value !== null && (value as PickledObject).kind === 'object'
