/** The names that boxes and divs can have. */

/** Boxes that interrupt the text: GitHub's five, and those of Docusaurus, MkDocs, Quarto and Sphinx. */
const admonitionKinds = [
  'note',
  'tip',
  'important',
  'warning',
  'caution',
  'abstract',
  'attention',
  'bug',
  'danger',
  'error',
  'example',
  'failure',
  'hint',
  'info',
  'question',
  'seealso',
  'success',
  'todo',
] as const

/** Divs whose names need no explanation; `styles/` knows some, others are for the author's own. */
const divNames = [
  'algorithm',
  'attribution',
  'center',
  'columns',
  'conjecture',
  'column',
  'corollary',
  'dedication',
  'definition',
  'description',
  'epigraph',
  'exercise',
  'keep',
  'lemma',
  'letter',
  'loosen',
  'only-epub',
  'only-print',
  'proof',
  'proposition',
  'refs',
  'remark',
  'right',
  'sidebar',
  'solution',
  'theorem',
  'tighten',
] as const

/** Names that a fenced block can have, by what it becomes. */
export interface BoxNames {
  readonly admonitions: ReadonlySet<string>
  readonly divs: ReadonlySet<string>
}

/** @param ownKinds words of `admonitions:` in `book.yaml` */
export function boxNames(ownKinds: readonly string[]): BoxNames {
  return {
    admonitions: new Set([...admonitionKinds, ...ownKinds.map((kind) => kind.toLowerCase())]),
    divs: new Set(divNames),
  }
}
