/** What is asked of a build, and what comes of it. */
import type { VFile } from 'vfile'
import type { Edition, EpubProfile } from './configuration.js'
import type { Phase } from './stopwatch.js'

export interface BuildRequest {
  /** The book folder. */
  readonly folder: string
  readonly kinds: readonly Edition['kind'][]
  /** Build only the edition of this name. */
  readonly edition?: string
  /** Make the e-books for these readers. */
  readonly profile?: EpubProfile
  /** A file (one edition) or a folder; `output/` beside the package or the book without it. */
  readonly out?: string
  /** False to check only: everything is made and checked, nothing is written. */
  readonly write: boolean
  /** Warnings stop the build too. */
  readonly strict: boolean
  /** A file that receives the HTML as it goes into the browser, to print it bare and compare. */
  readonly keepHtml?: string
}

export interface Written {
  readonly path: string
  readonly kind: Edition['kind']
  readonly pages?: number
  readonly bytes: number
}

export interface BuildResult {
  /** Every file of the manuscript with the messages about it; `book.yaml` first. */
  readonly files: readonly VFile[]
  readonly written: readonly Written[]
  /** True where a message stopped the build: nothing was written. */
  readonly failed: boolean
  readonly phases: readonly Phase[]
}
