/** The book between the manuscript and its editions. All values; nothing here runs. */
import type { Root as HastRoot } from 'hast'
import type { Root as MdastRoot, PhrasingContent } from 'mdast'
import type { VFile } from 'vfile'
import type { Configuration, Matter } from './configuration.js'
import type { StatementKind } from './statements.js'

/** One Markdown file, parsed. What `manuscript/` hands to `structure/`. */
export interface ManuscriptFile {
  /** Path relative to the book folder, with `/`; also `file.path`. */
  readonly path: string
  /** Holds the text and every message about it. */
  readonly file: VFile
  /** Paths of the files whose text stands in it by `::include` or `{{#include}}`, and of theirs. */
  readonly included: readonly string[]
  readonly tree: MdastRoot
  /** YAML front matter, if any, as plain data. */
  readonly frontMatter: Readonly<Record<string, unknown>>
}

/** Kinds of things that carry a number and can be referred to. */
export type LabelKind =
  | 'part'
  | 'chapter'
  | 'section'
  | 'figure'
  | 'table'
  | 'listing'
  | 'equation'
  | StatementKind
  | 'other'

/** A place in the book that can be referred to. */
export interface Label {
  /** Id in the finished book; an NCName, unique in the whole book. */
  readonly id: string
  readonly kind: LabelKind
  /** `2.1`, `IV`, `A`; absent where the thing has no number. */
  readonly number?: string
  /** True for one of several pictures of a figure, whose number ends in its letter. */
  readonly isPart?: true
  /** Plain text of the heading or caption. */
  readonly title: string
  /** `id` of the chapter that holds it. */
  readonly chapterId: string
}

/**
 * A unit of the book: what one file of the EPUB holds. A nested file of `chapters:` is a chapter of
 * depth 2 or more, which continues its parent's pages in print.
 */
export interface Chapter {
  /** Id of the opening section and stem of the EPUB file: `[a-z][a-z0-9-]*`, unique. */
  readonly id: string
  readonly kind: 'part' | 'chapter' | 'generated'
  /** DPUB-ARIA role without `doc-`: `chapter`, `preface`, `foreword`, `appendix`, `bibliography` … */
  readonly role: string
  readonly matter: Matter
  /** 1 for a chapter, 2 for a file nested under it; 0 for a part. */
  readonly depth: number
  readonly title: readonly PhrasingContent[]
  /** Plain text of `title`. */
  readonly titleText: string
  /** `3`, `3.1`, `A`, `II`; absent where unnumbered. */
  readonly number?: string
  /** File the text came from; generated chapters have an empty VFile named after what they are. */
  readonly file: VFile
  /** True where the author asked, on its heading, for two columns in print. */
  readonly inColumns?: true
  /** Manuscript path, for links between files; `''` when generated. */
  readonly path: string
  readonly language: string
  readonly tree: MdastRoot
}

/** A line of the table of contents. */
export interface ContentsEntry {
  readonly id: string
  readonly chapterId: string
  readonly number?: string
  readonly title: readonly PhrasingContent[]
  readonly titleText: string
  readonly kind: 'part' | 'chapter' | 'section'
  readonly matter: Matter
  readonly children: readonly ContentsEntry[]
}

export interface Book {
  readonly configuration: Configuration
  /** In reading order. */
  readonly chapters: readonly Chapter[]
  readonly contents: readonly ContentsEntry[]
  /** By the author's label. */
  readonly labels: ReadonlyMap<string, Label>
}

/** What `structure/` hands to `markup/`. */
export interface StructuredBook extends Book {
  /** By manuscript path: the id in the book of each `#fragment` that a link may name. */
  readonly anchors: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** A picture or other file that the text shows. */
export interface Asset {
  /** Name in the editions, safe everywhere: `images/[a-z0-9-]+.ext`. */
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** CSS pixels; absent where the file does not say. */
  readonly width?: number
  readonly height?: number
}

/** A chapter as hast, ready for every edition. The mark-up it holds is described in ARCHITECTURE.md. */
export interface MarkedUpChapter extends Chapter {
  readonly hast: HastRoot
}

export interface MarkedUpBook extends Book {
  readonly chapters: readonly MarkedUpChapter[]
  /** By `name`. */
  readonly assets: ReadonlyMap<string, Asset>
  /** `id` of the chapter that holds each id of the book. */
  readonly idOwners: ReadonlyMap<string, string>
}
