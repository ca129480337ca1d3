/** Which editions a build makes. */
import type { VFile } from 'vfile'
import type { Configuration, Edition, EpubProfile } from '../../book/configuration.js'
import { didYouMean } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'

interface Wanted {
  readonly kinds: readonly Edition['kind'][]
  /** Name of the only one. */
  readonly edition?: string
  /** E-books for these readers only, whether `book.yaml` asks for them or not. */
  readonly profile?: EpubProfile
}

/**
 * Choose the editions of the kinds that are asked for, or the one of that name.
 *
 * Reports `unknown-edition` on `file`.
 */
export function chooseEditions(
  { editions }: Configuration,
  request: Wanted,
  file: VFile,
): Edition[] {
  if (
    request.edition !== undefined &&
    !editions.some((edition) => edition.name === request.edition)
  ) {
    const names = editions.map((edition) => edition.name)
    report(
      file,
      'unknown-edition',
      undefined,
      `Unexpected edition \`${request.edition}\`, expected ${names.map((name) => `\`${name}\``).join(' or ')}`,
      {
        hint: didYouMean(request.edition, names),
      },
    )
  }
  const chosen = editions.filter(
    (edition) =>
      request.kinds.includes(edition.kind) &&
      (request.edition === undefined || edition.name === request.edition),
  )
  return request.profile === undefined ? chosen : withProfile(chosen, request.profile)
}

/** Keep the e-books of a profile; where an edition has none, make it one. */
function withProfile(editions: readonly Edition[], profile: EpubProfile): Edition[] {
  const kept: Edition[] = []
  for (const edition of editions) {
    if (edition.kind === 'print') kept.push(edition)
    else if (!kept.some(({ name }) => name === edition.name)) kept.push({ ...edition, profile })
  }
  return kept
}
