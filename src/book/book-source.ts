import type { VFile } from 'vfile'

/** Where the book came from: what the author's own cover and style sheets are read with. */
export interface BookSource {
  /** The book folder. */
  readonly folder: string
  /** The configuration; gets the messages about what it names. */
  readonly file: VFile
}
