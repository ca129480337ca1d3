/** Files that belong to a model file and lie beside it. */

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
