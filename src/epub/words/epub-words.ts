/** What only the EPUB says by itself, in one language; the rest is in `book/words/`. */
export interface EpubWords {
  readonly guide: string
  readonly startOfText: string
  readonly figures: string
  readonly tables: string
  readonly listings: string
  /** Title of the list of printed pages. */
  readonly pages: string
  /** Alternative text of the cover. */
  readonly coverOf: (title: string) => string
  readonly summary: string
  readonly allDescribed: string
  readonly notAllDescribed: string
  readonly math: string
  readonly printedPages: string
  /** Recordings go with the text. */
  readonly narrated: string
}
