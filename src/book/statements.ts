/** Blocks that stand apart with a name, and mostly a number: theorems and their kin, exercises, algorithms. */

/** Kinds, by the beginnings of their labels (Quarto, "Theorems and Proofs"). */
const byPrefix = {
  thm: 'theorem',
  lem: 'lemma',
  cor: 'corollary',
  prp: 'proposition',
  cnj: 'conjecture',
  def: 'definition',
  exm: 'example',
  exr: 'exercise',
  sol: 'solution',
  rem: 'remark',
  alg: 'algorithm',
  prf: 'proof',
} as const

export type StatementKind = (typeof byPrefix)[keyof typeof byPrefix]

const kinds: ReadonlySet<string> = new Set(Object.values(byPrefix))

/** Kinds that are not counted: they belong to what stands before them. */
const uncounted: ReadonlySet<StatementKind> = new Set(['solution', 'remark', 'proof'])

/** Kinds that have a count of their own in every chapter. */
export const countedStatements = Object.values(byPrefix).filter((kind) => !uncounted.has(kind))

/** Find the kind that a block's name, classes or label give it. */
export function statementKind(
  names: readonly string[],
  label: string | undefined,
): StatementKind | undefined {
  const named = names.find((name) => kinds.has(name.toLowerCase()))
  if (named !== undefined) return named.toLowerCase() as StatementKind
  const prefix = /^([a-z]{3})[-:]/.exec(label ?? '')?.[1]
  return prefix !== undefined && Object.hasOwn(byPrefix, prefix)
    ? byPrefix[prefix as keyof typeof byPrefix]
    : undefined
}

/** True for a kind that has numbers. */
export const isCounted = (kind: StatementKind): boolean => !uncounted.has(kind)
