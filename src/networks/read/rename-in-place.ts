/** Names for tensors that a file computes in place: each is made once in our graph, and those after read the newest. */

export interface TensorNames {
  /** The name of what a tensor holds now. */
  read(name: string): string
  /** The name under which a node writes it. @param inputs what the node reads, by the names of the file */
  write(name: string, node: string, inputs: readonly string[]): string
}

/** Follow the names of a file from its first node on. */
export function renameInPlace(): TensorNames {
  const current = new Map<string, string>()
  return {
    read: (name) => current.get(name) ?? name,
    write: (name, node, inputs) => {
      const own = current.has(name) || inputs.includes(name) ? `${name} after ${node}` : name
      current.set(name, own)
      return own
    },
  }
}
