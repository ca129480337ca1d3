/** What `octavo network` does with model files: the other flow beside `build.ts`, without a book. */
import { createHash } from 'node:crypto'
import type { World } from './book/world.js'
import { compareNetworks, type NetworkComparison } from './networks/compare-networks.js'
import { countNetwork, type NetworkCount } from './networks/count.js'
import type { Shape } from './networks/graph.js'
import { readNetwork } from './networks/read-network.js'

/** A file with what it holds. */
export interface InspectedNetwork extends NetworkCount {
  readonly file: string
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string
}

/** What is the matter with a file, in plain words. */
export interface NetworkFault {
  readonly fault: string
  readonly hint: string
}

/**
 * Read and count the network in a file.
 *
 * @param input the shape of the first input, where it shall be another than the file says
 */
export async function inspectNetwork(
  world: World,
  file: string,
  input?: Shape,
): Promise<InspectedNetwork | NetworkFault> {
  const read = await readNetwork(world, file)
  if ('fault' in read) return read
  const { graph, bytes } = read
  const [first, ...others] = graph.inputs
  const given =
    input && first ? { ...graph, inputs: [{ name: first.name, shape: input }, ...others] } : graph
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { file, sha256, ...countNetwork(given) }
}

/** Compare the networks of two files. */
export async function compareFiles(
  world: World,
  before: string,
  after: string,
): Promise<
  | {
      readonly before: InspectedNetwork
      readonly after: InspectedNetwork
      readonly comparison: NetworkComparison
    }
  | NetworkFault
> {
  const [one, other] = [await inspectNetwork(world, before), await inspectNetwork(world, after)]
  if ('fault' in one) return one
  if ('fault' in other) return other
  return { before: one, after: other, comparison: compareNetworks(one, other) }
}
