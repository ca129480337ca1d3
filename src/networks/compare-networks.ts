/** What changed from one network to another: the same layers by name, or by place where no name is the same. */
import type { LayerCount, NetworkCount } from './count.js'

export interface LayerChange {
  readonly name: string
  readonly what: 'parameters' | 'multiplyAdds' | 'output' | 'type'
  readonly before: string
  readonly after: string
}

export interface NetworkComparison {
  readonly changes: readonly LayerChange[]
  /** Layers that the other network lacks, by name. */
  readonly onlyBefore: readonly string[]
  readonly onlyAfter: readonly string[]
}

/** Layers that change nothing of size: converters drop and add them at will. */
const isSilent = ({ parameters, multiplyAdds, type }: LayerCount): boolean =>
  parameters === 0 && (multiplyAdds ?? 0) === 0 && !/pool|concat/i.test(type)

/** Compare two networks, layer by layer; silent ones (activations, dropout) are left out. */
export function compareNetworks(before: NetworkCount, after: NetworkCount): NetworkComparison {
  const [first, second] = [before, after].map(({ layers }) =>
    layers.filter((one) => !isSilent(one)),
  )
  const named = new Map(second!.map((layer) => [layer.name, layer]))
  const isNamed = first!.some(({ name }) => named.has(name))
  const isPaired = !isNamed && first!.length === second!.length
  const pairs = first!.flatMap((layer, at): [LayerCount, LayerCount][] => {
    const other = isPaired ? second![at] : named.get(layer.name)
    return other ? [[layer, other]] : []
  })
  const met = new Set(pairs.flat())
  return {
    changes: pairs.flatMap(([one, other]) => changesOf(one, other, isPaired)),
    onlyBefore: first!.filter((layer) => !met.has(layer)).map(({ name }) => name),
    onlyAfter: second!.filter((layer) => !met.has(layer)).map(({ name }) => name),
  }
}

function changesOf(one: LayerCount, other: LayerCount, isPaired: boolean): readonly LayerChange[] {
  const name = isPaired ? `${one.name} / ${other.name}` : one.name
  const change = (what: LayerChange['what'], before: string, after: string): LayerChange[] =>
    before === after ? [] : [{ name, what, before, after }]
  return [
    ...change('parameters', format(one.parameters), format(other.parameters)),
    ...change('multiplyAdds', format(one.multiplyAdds), format(other.multiplyAdds)),
    ...change('output', sizesOf(one), sizesOf(other)),
  ]
}

/** Without the batch, which is the file's and not the network's. */
const sizesOf = ({ outputs }: LayerCount): string =>
  outputs.map((shape) => shape?.slice(1).join(' × ') ?? 'unknown').join(', ')

const format = (value: number | undefined): string =>
  value === undefined ? 'unknown' : value.toLocaleString('en')
