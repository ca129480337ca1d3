/** The recordings of a book that is read aloud, and when what is said in them. */
import type { Position } from 'unist'
import type { VFile } from 'vfile'

/** Words of a recording. */
export interface Cue {
  /** Seconds from the beginning of the recording. */
  readonly start: number
  /** Greater than `start`, at most the recording's length. */
  readonly end: number
  readonly text: string
  /** Where the timings say so. */
  readonly place: Position
}

/** The recording of a file of the manuscript. */
export interface Recording {
  /** Path of the Markdown file. */
  readonly path: string
  readonly audio: {
    readonly bytes: Uint8Array
    readonly mediaType: string
    readonly extension: string
    readonly seconds: number
  }
  /** In the order in which they are said. */
  readonly cues: readonly Cue[]
  /** The timings; gets the messages about words that the chapter does not have. */
  readonly file: VFile
}
