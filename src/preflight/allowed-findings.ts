/** What EPUBCheck says that is not so. Each entry has its reason; docs/epub.md lists them. */

/** The part of EPUBCheck's message that we read. */
export interface Finding {
  readonly id: string
  readonly severity: string
  readonly message: string
  readonly location?: { readonly path: string; readonly line?: number } | undefined
  readonly suggestion?: string | undefined
}

const allowed: readonly { id: string; text: RegExp; reason: string }[] = [
  {
    id: 'RSC-005',
    text: /must contain one (and only one )?['"]?index-entry-list/,
    reason:
      'epubcheck-ts 0.7 asks it of landmarks and of groups too, and knows no index in groups (EPUB Indexes 1.0, 4.1)',
  },
  {
    id: 'OPF-027',
    text: /pageBreakSource/,
    reason: 'in the vocabulary since EPUB Accessibility 1.1; EPUBCheck 4.2 is older',
  },
]

/** Whether a finding is known to be mistaken. */
export const isAllowed = (finding: Finding): boolean =>
  allowed.some(({ id, text }) => finding.id === id && text.test(finding.message))
