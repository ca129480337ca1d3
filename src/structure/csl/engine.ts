/** What we use of citeproc-js, whose types nobody publishes (https://citeproc-js.readthedocs.io). */

/** One work of a citation. */
export interface CslCite {
  readonly id: string
  readonly prefix?: string
  readonly suffix?: string
  readonly locator?: string
  readonly label?: string
  readonly 'suppress-author'?: boolean
}

export interface CslCluster {
  readonly citationID: string
  readonly citationItems: readonly CslCite[]
  readonly properties: { readonly noteIndex: number; readonly mode?: 'composite' }
}

/** A processor that has read a style and a locale. */
export interface CslEngine {
  readonly opt: {
    /** Whether citations stand in the text or in notes. */
    readonly xclass: 'in-text' | 'note'
    readonly development_extensions: { apply_citation_wrapper: boolean }
  }
  readonly sys: { wrapCitationEntry?: (text: string, id: string | undefined) => string }
  updateItems(ids: readonly string[]): void
  rebuildProcessorState(
    clusters: readonly CslCluster[],
    format: 'html',
  ): readonly (readonly [id: string, note: number, html: string])[]
  makeBibliography():
    | readonly [{ readonly entry_ids: readonly (readonly string[])[] }, readonly string[]]
    | false
}

/** Make a processor of works in the language of the book. */
export type MakeEngine = (items: readonly object[]) => CslEngine
