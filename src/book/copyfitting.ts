/** What an author does to single blocks so that the pages of one edition come out well. */
import type { Position } from 'unist'
import type { VFile } from 'vfile'

/** Things that can be done to a block; the same words as its classes. */
export const fittings = [
  'tighten',
  'loosen',
  'keep',
  'pagebreak',
  'recto',
  'float',
  'here',
] as const

export type Fitting = (typeof fittings)[number]

/** One line of `copyfitting.yaml`. */
export interface CopyfittingEntry {
  /** Name of the edition. */
  readonly edition: string
  /** Path of the manuscript file. */
  readonly path: string
  /** `#label`, or the first words of the block. */
  readonly block: string
  readonly fittings: readonly Fitting[]
  readonly place: Position | undefined
}

export interface Copyfitting {
  /** `copyfitting.yaml`; gets the messages about entries that no longer apply. */
  readonly file: VFile
  readonly entries: readonly CopyfittingEntry[]
}
