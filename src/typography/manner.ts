/** How a language and a book want their signs. */
import type { Configuration } from '../book/configuration.js'
import { type QuoteMarks, quoteMarksFor } from './quote-marks.js'
import { type Replacement, replacementsFor } from './spaces.js'

/** What `typography:` of `book.yaml` says. */
export type Wanted = Configuration['typography']

export interface Manner {
  readonly marks: QuoteMarks
  readonly wanted: Wanted
  readonly replacements: readonly Replacement[]
}

/** Everything but what may be meant otherwise. */
export const usual: Wanted = {
  quotes: true,
  dashes: true,
  ellipses: true,
  spaces: true,
  ranges: true,
  fractions: false,
}

/** Make the function that finds the manner of a language; `undefined` where signs are not ours to judge (CJK, Arabic …). */
export function mannersOf(wanted: Wanted): (language: string) => Manner | undefined {
  const known = new Map<string, Manner | undefined>()
  const isOff = Object.values(wanted).every((value) => !value)
  return (language) => {
    if (isOff) return undefined
    if (!known.has(language)) {
      const marks = quoteMarksFor(language)
      const replacements = replacementsFor(language, wanted)
      known.set(language, marks && { marks, wanted, replacements })
    }
    return known.get(language)
  }
}
