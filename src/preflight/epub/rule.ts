/** What a rule of the EPUB preflight is: data, and a function that finds what breaks it. */
import type { RuleName } from '../../diagnostics/rules.js'
import type { OpenDocument, OpenEpub } from './open-epub.js'
import type { XmlElement } from './read-xml.js'

/** A place that breaks a rule. */
export interface Fault {
  /** The file in the archive. */
  readonly path: string
  readonly element?: XmlElement | undefined
  /** "Unexpected *this*, expected *that*", as in all messages. */
  readonly reason: string
}

/** The message by which a rule speaks; it has the severity. */
export type Family = Extract<
  RuleName,
  'invalid-epub' | 'inaccessible-epub' | 'careless-epub' | 'unpolished-epub' | 'kindle-preflight'
>

export interface EpubRule {
  /** For ever; a heading of `docs/preflight.md`. */
  readonly id: string
  readonly family: Family
  /** One sentence: what holds in a good book. */
  readonly summary: string
  /** Whose rule it is, and why it is one. */
  readonly why: string
  /** What to do. */
  readonly cure: string
  find(epub: OpenEpub): Iterable<Fault>
}

/**
 * Look at every element of some names in the XHTML files.
 *
 * @param judge the reason where it breaks the rule
 */
export function eachElement(
  names: readonly string[],
  judge: (element: XmlElement, document: OpenDocument, epub: OpenEpub) => string | undefined,
): EpubRule['find'] {
  return (epub) =>
    epub.documents.flatMap((document) =>
      document.named(...names).flatMap((element) => {
        const reason = judge(element, document, epub)
        return reason === undefined ? [] : [{ path: document.path, element, reason }]
      }),
    )
}

/** Look at every XHTML file as a whole. */
export function eachDocument(
  judge: (document: OpenDocument, epub: OpenEpub) => Iterable<Omit<Fault, 'path'>>,
): EpubRule['find'] {
  return (epub) =>
    epub.documents.flatMap((document) =>
      [...judge(document, epub)].map((fault) => ({ path: document.path, ...fault })),
    )
}
