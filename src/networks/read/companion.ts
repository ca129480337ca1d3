/** What readers share: the file with those beside it, and what may lie in it. */
import { UnreadableNetwork } from '../graph.js'

/** What a reader is given. */
export interface ModelFile {
  /** Path or name, for its ending and for the files beside it. */
  readonly path: string
  readonly bytes: Uint8Array
  /** Read a file of the same folder, by its name alone; `undefined` where there is none. */
  beside(name: string): Promise<Uint8Array | undefined>
}

/** The name of a file without its folders. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

export const toText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** Read JSON. @param what is read, as the message begins; @throws UnreadableNetwork where it is none */
export function parseJson<Value>(text: string, what: string): Value {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UnreadableNetwork(`${what} is no valid JSON`, { cause })
  }
}

/** True for the name of a buffer of torch.nn that keeps a running value: the mean of a normalization, not a weight. */
export const isRunningValue = (name: string): boolean =>
  /(^|\.)(running_mean|running_var|num_batches_tracked)$/.test(name)
