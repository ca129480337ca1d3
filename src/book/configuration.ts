/**
 * What an author can say in `book.yaml`, after validation and with every default filled in.
 * The schema that produces it is `manuscript/configuration/schema.ts`.
 */
import type { Points } from './length.js'
import type { Theme } from './themes.js'

/** Where a file stands in the book. */
export type Matter = 'front' | 'body' | 'back'

/** One entry of `chapters:`; a part has no file of its own unless the author gives it one. */
export interface ManuscriptEntry {
  /** Path of the Markdown file, relative to the book folder, with `/`. Absent for a part without text. */
  readonly file?: string
  /** Title given in `book.yaml`; otherwise the first heading of the file. */
  readonly title?: string
  readonly matter: Matter
  /** Role given in `book.yaml`, as in `Chapter.role`: `preface`, `appendix`; otherwise from the title. */
  readonly role?: string
  /** True for a part; its `children` are chapters. */
  readonly isPart: boolean
  readonly children: readonly ManuscriptEntry[]
}

/** A person or body that made the book. */
export interface Creator {
  /** As printed: `Mary Wollstonecraft Shelley`. */
  readonly name: string
  /** As sorted: `Shelley, Mary Wollstonecraft`. */
  readonly sortName: string
  /** MARC relator code: `aut`, `edt`, `ill`, `trl` … (https://www.loc.gov/marc/relators/). */
  readonly role: string
}

/** A subject in the scheme of a library or shop. */
export interface SubjectCode {
  /** The subject in words, one of `subjects`. */
  readonly name: string
  /** Name of the scheme, as EPUB 3.3 reserves it: `BISAC`, `Thema`, `LCSH` … */
  readonly authority: string
  /** `COM004000`, `UYQM`. */
  readonly term: string
}

/** A statement that the e-book meets a standard (EPUB Accessibility 1.1, §4). */
export interface Conformance {
  /** The standard, in the exact words that it asks for. */
  readonly standard: string
  readonly certifiedBy: string
  readonly credential?: string
  /** Address of the report. */
  readonly report?: string
}

/** What the book is, apart from its text. */
export interface Metadata {
  readonly title: string
  readonly subtitle?: string
  readonly creators: readonly Creator[]
  /** BCP 47 tag of the text. */
  readonly language: string
  readonly publisher?: string
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date?: string
  readonly rights?: string
  readonly description?: string
  readonly subjects: readonly string[]
  /** Codes of those subjects that stand in a scheme, by their names. */
  readonly subjectCodes?: readonly SubjectCode[]
  /** What a person who looked at the e-book says of its accessibility. */
  readonly conformance?: Conformance
  readonly series?: { readonly name: string; readonly position?: number }
  /** ISBN-13 digits without hyphens, checked. */
  readonly isbn: { readonly print?: string; readonly epub?: string }
  /** Another stable identifier, such as a DOI or URL. */
  readonly identifier?: string
  /** Path of the cover picture, relative to the book folder. */
  readonly cover?: string
  readonly edition?: string
  readonly source?: string
  /** Version of the manuscript, such as a commit. */
  readonly revision?: string
}

/** For whom an edition is. */
export interface Readership {
  /** Words that `{.only-x}` and `{.unless-x}` may name, such as `student`. */
  readonly audience: readonly string[]
  /** How many chapters of the body it has; all, where it does not say. */
  readonly sample?: number
}

/** The page of the print edition. */
export interface PrintEdition extends Readership {
  readonly kind: 'print'
  readonly name: string
  readonly trim: { readonly width: Points; readonly height: Points }
  readonly margins: {
    readonly top: Points
    readonly bottom: Points
    readonly inside: Points
    readonly outside: Points
  }
  readonly fontSize: Points
  readonly leading: Points
  readonly hyphenate: boolean
  readonly justify: boolean
  /** Whether a chapter must open on a right-hand page. */
  readonly openers: 'recto' | 'any'
  /** Which section a recto names: of those that begin on it the first or the last. */
  readonly runningHeads: 'first' | 'last' | 'none'
  /** Where the folio of a chapter's first page stands. */
  readonly openerFolios: 'foot' | 'none'
  /** Whether text keeps to lines that are a leading apart, whatever stands between. */
  readonly baselineGrid: boolean
  /**
   * What a page may do to be as deep as the one opposite: nothing; gain lines of white above heads and around what
   * stands apart; besides, both pages of a spread may be a line deeper.
   */
  readonly pageDepth: 'strict' | 'white' | 'line'
  /** Kinds of numbered things that go to the head or foot of a page without being marked. */
  readonly floats: readonly ('figures' | 'tables' | 'listings')[]
  /** Printed beyond the trim at head, foot and fore-edge. */
  readonly bleed: Points
  readonly cropMarks: boolean
  /** Whether the inside margin is the author's: others grow with the number of pages. */
  readonly ownInside: boolean
  /** Whether chapters open with a large initial. */
  readonly dropCaps: boolean
  readonly theme: Theme
  /** Where notes stand if the author does not say. */
  readonly notesPlace: NonNullable<Configuration['footnotes']['place']>
}

/** For whose shop and readers an e-book is made: everybody's, Kobo's, Amazon's. */
export const epubProfiles = ['epub', 'kobo', 'kindle'] as const
export type EpubProfile = (typeof epubProfiles)[number]

/** The e-book. An edition of several profiles stands in the configuration once for each. */
export interface EpubEdition extends Readership {
  readonly kind: 'epub'
  readonly name: string
  readonly profile: EpubProfile
  readonly theme: Theme
  /** Embed the book's fonts. */
  readonly embedFonts: boolean
  /** How formulas are written; the profile's own way where the author does not say. */
  readonly math?: 'mathml' | 'png' | 'svg'
  /**
   * The print edition whose pages are listed: of that name, the first (`true`), or none (`false`). Absent: the first
   * that is made in the same build.
   */
  readonly pageList?: string | boolean
  /** Larger pictures are made smaller. */
  readonly pictureLimits: { readonly pixels: number; readonly bytes: number }
}

export type Edition = PrintEdition | EpubEdition

/** A file of the manuscript that is read aloud; paths are relative to the book folder. */
export interface Narration {
  /** The Markdown file. */
  readonly path: string
  /** The recording. */
  readonly audio: string
  /** When what is said in it. */
  readonly timings: string
}

export interface Configuration {
  readonly metadata: Metadata
  readonly manuscript: readonly ManuscriptEntry[]
  readonly editions: readonly Edition[]
  readonly numbering: {
    readonly chapters: boolean
    /** Depth to which headings are numbered: 1 chapters only, 2 sections `1.1`, 3 `1.1.1`. */
    readonly depth: number
  }
  readonly contents: {
    readonly depth: number
    /** Lists that follow the contents in print. */
    readonly figures: boolean
    readonly tables: boolean
    readonly listings: boolean
  }
  /** How `@fig-x` says the page in print, unless it says so itself. */
  readonly references: { readonly page: 'always' | 'auto' | 'never' }
  /** Where solutions of exercises stand: with them, or in a chapter at the end. */
  readonly solutions: 'here' | 'back'
  /** Which signs are set for the author. */
  readonly typography: {
    readonly quotes: boolean
    readonly dashes: boolean
    readonly ellipses: boolean
    /** Spaces at which no line ends. */
    readonly spaces: boolean
    /** En dashes between years and pages. */
    readonly ranges: boolean
    readonly fractions: boolean
  }
  /** What `{{name}}` stands for. */
  readonly variables: Readonly<Record<string, string>>
  /** BibTeX or CSL-JSON files, relative to the book folder. */
  readonly bibliography: readonly string[]
  /** `author-date`, `numeric`, the name of a style of CSL, or the path of one. */
  readonly citationStyle: string
  /** Titles of further indexes, by the name that marks give (`in=`). */
  readonly indexes: Readonly<Record<string, string>>
  readonly math: { readonly macros: Readonly<Record<string, string>> }
  readonly code: {
    /** Lines longer than this many columns are reported. */
    readonly maxColumns: number
    /** Whether code is numbered that does not say. */
    readonly lineNumbers: boolean
  }
  readonly images: { readonly remote: boolean; readonly maxBytes: number }
  /** Extra style sheets of the author, relative to the book folder. */
  readonly styles: readonly string[]
  readonly footnotes: {
    /**
     * Where notes stand in print: at the foot of the page of their call, at the end of chapter or book, beside it.
     * Absent: where the theme of the edition has them (`PrintEdition.notesPlace`).
     */
    readonly place?: 'page' | 'chapter' | 'book' | 'margin'
    /** Where their numbers begin again; `symbols` are signs instead, by page. */
    readonly numbering: 'chapter' | 'book' | 'page' | 'symbols'
  }
  /** Recordings of those who read the book aloud. */
  readonly narration: readonly Narration[]
  /** Words of the author's own dictionary (admonition kinds and their titles). */
  readonly admonitions: Readonly<Record<string, string>>
}
