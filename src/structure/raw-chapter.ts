/** A chapter on its way through `structure/`: each pass adds what it finds. */
import type { Heading, PhrasingContent, Root } from 'mdast'
import type { VFile } from 'vfile'
import type { Matter } from '../book/configuration.js'

export interface RawChapter {
  readonly isPart: boolean
  readonly matter: Matter
  /** 0 for a part, 1 for a chapter, more for a file nested under one. */
  readonly depth: number
  readonly role?: string
  readonly title: PhrasingContent[]
  readonly titleText: string
  /** The heading that gave the title, with its label and classes. */
  readonly heading: Heading | undefined
  readonly file: VFile
  readonly path: string
  readonly tree: Root
  readonly frontMatter: Readonly<Record<string, unknown>>
}
