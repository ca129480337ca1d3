/** Follow the methods of a traced TorchScript module, and note every call that computes a tensor. */
import type { NetworkNode, Weight } from '../../graph.js'
import type { Code, Expression, Method } from './parse-code.js'
import { toOperation, type Value } from './to-operation.js'
import { isObject, isTensor, type PickledObject } from './unpickle.js'

export interface Trace {
  readonly inputs: readonly string[]
  readonly nodes: readonly NetworkNode[]
}

/** Classes and their methods, by the whole name of the class. */
export type Program = ReadonlyMap<string, Code>

/** Functions of `torch` that make no tensor of the network. */
const bookkeeping = new Set([
  'size',
  'len',
  'NumToTensor',
  'Int',
  'dict',
  'annotate',
  'int',
  'ListConstruct',
])

const unknown: Value = { kind: 'unknown' }

/** Follow `forward` of a module from its inputs. */
export function followTrace(top: PickledObject, program: Program): Trace {
  const nodes: NetworkNode[] = []
  const counts = new Map<string, number>()
  const module = toModule(top, '')
  const method = findMethod(module, 'forward', program)
  const inputs = method?.parameters ?? []
  const given = inputs.map((name): Value => ({ kind: 'computed', name }))
  if (method) runMethod(method, module, given, { program, nodes, counts })
  return { inputs, nodes }
}

interface Context {
  readonly program: Program
  readonly nodes: NetworkNode[]
  readonly counts: Map<string, number>
}

type Module = Extract<Value, { kind: 'module' }>

function toModule({ module, name, state }: PickledObject, path: string): Module {
  const inner = state instanceof Map ? (state as Map<string, unknown>) : new Map<string, unknown>()
  return { kind: 'module', state: inner, type: `${module}.${name}`, path }
}

function findMethod({ type }: Module, name: string, program: Program): Method | undefined {
  const cut = type.lastIndexOf('.')
  return program
    .get(type.slice(0, cut))
    ?.get(type.slice(cut + 1))
    ?.get(name)
}

function runMethod(method: Method, self: Module, given: readonly Value[], context: Context): Value {
  const names = new Map<string, Value>([['self', self]])
  for (const [index, name] of method.parameters.entries()) names.set(name, given[index] ?? unknown)
  for (const { targets, value } of method.statements) {
    const found = evaluate(value, names, self, context)
    if (targets.length === 0) return found
    if (targets.length === 1) names.set(targets[0]!, found)
    else
      for (const [index, target] of targets.entries())
        names.set(target, found.kind === 'list' ? (found.items[index] ?? unknown) : unknown)
  }
  return unknown
}

function evaluate(
  expression: Expression,
  names: ReadonlyMap<string, Value>,
  self: Module,
  context: Context,
): Value {
  const inner = (one: Expression) => evaluate(one, names, self, context)
  switch (expression.kind) {
    case 'number':
      return { kind: 'number', value: expression.value }
    case 'name':
      if (expression.name === 'True') return { kind: 'number', value: 1 }
      if (expression.name === 'False') return { kind: 'number', value: 0 }
      return names.get(expression.name) ?? unknown
    case 'list':
      return { kind: 'list', items: expression.items.map(inner) }
    case 'attribute':
      return attributeOf(inner(expression.of), expression.name)
    case 'call':
      return call(expression, inner, self, context)
    default:
      return unknown
  }
}

function attributeOf(holder: Value, name: string): Value {
  if (holder.kind !== 'module') return unknown
  const found = holder.state.get(name)
  if (isTensor(found)) return found
  const path = holder.path === '' ? name : `${holder.path}.${name}`
  return isObject(found) ? toModule(found, path) : unknown
}

function call(
  { callee, given }: Extract<Expression, { kind: 'call' }>,
  inner: (one: Expression) => Value,
  self: Module,
  context: Context,
): Value {
  if (callee.kind === 'name') {
    // `getattr(self, "0")` and conversions such as `int(x)`.
    if (callee.name === 'getattr' && given[1]?.kind === 'text')
      return attributeOf(inner(given[0]!), given[1].value)
    return given.length > 0 ? inner(given.at(-1)!) : unknown
  }
  if (callee.kind !== 'attribute') return unknown
  const holder = inner(callee.of)
  const values = given.map(inner)
  if (holder.kind === 'module') {
    const method = findMethod(holder, callee.name, context.program)
    return method ? runMethod(method, holder, values, context) : unknown
  }
  if (callee.name === 'size' && values[1]?.kind === 'number')
    return { kind: 'size', axis: values[1].value }
  if (bookkeeping.has(callee.name)) return values[0] ?? unknown
  return note(callee.name, values, self, context)
}

/** Note a call that computes; its result has the name of its module, as far as that is free. */
function note(called: string, given: readonly Value[], self: Module, context: Context): Value {
  const flat = given.flatMap((value) => (value.kind === 'list' ? value.items : [value]))
  const inputs = flat.flatMap((value) => (value.kind === 'computed' ? [value.name] : []))
  const weights = flat.flatMap((value, at): Weight[] =>
    value.kind === 'tensor'
      ? [
          {
            key: `${value.storage}+${value.offset}:${value.shape.join('x')}`,
            shape: value.shape,
            isBuffer: called === 'batch_norm' && (at === 3 || at === 4),
          },
        ]
      : [],
  )
  const type = called.replace(/^_+|_+$/g, '')
  const wanted = self.path === '' ? type : self.path
  const count = (context.counts.get(wanted) ?? 0) + 1
  context.counts.set(wanted, count)
  const name = count === 1 ? wanted : `${wanted} ${count}`
  context.nodes.push({
    name,
    type,
    operation: toOperation(called, given),
    inputs,
    outputs: [name],
    weights,
    ...(self.path === '' ? {} : { path: self.path }),
  })
  return { kind: 'computed', name }
}
