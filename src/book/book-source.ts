import type { VFile } from 'vfile'
import type { Copyfitting } from './copyfitting.js'
import type { Recording } from './narration.js'

/** Where the book came from: what the author's own cover and style sheets are read with. */
export interface BookSource {
  /** The book folder. */
  readonly folder: string
  /** The configuration; gets the messages about what it names. */
  readonly file: VFile
  /** What is done to single blocks; absent where the author does nothing. */
  readonly copyfitting?: Copyfitting | undefined
  /** Recordings of those who read the book aloud. */
  readonly recordings?: readonly Recording[] | undefined
}
