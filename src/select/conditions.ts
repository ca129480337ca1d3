/** What `{.only-x}` and `{.unless-x}` may name, and which of it an edition is. */
import type { Element } from 'hast'
import type { MarkedUpBook } from '../book/book.js'
import { type Configuration, type Edition, epubProfiles } from '../book/configuration.js'
import { visit } from '../book/visit.js'
import { didYouMean } from '../diagnostics/did-you-mean.js'
import { report } from '../diagnostics/report.js'

const condition = /^(only|unless)-(.+)$/

/** What an edition is: print or e-book, by its name, by its readers. */
export const namesOf = (edition: Edition): ReadonlySet<string> =>
  new Set([
    edition.kind,
    edition.name,
    ...edition.audience,
    ...(edition.kind === 'epub' ? [edition.profile] : []),
  ])

/** All that editions can be. */
const knownNames = ({ editions }: Configuration): ReadonlySet<string> =>
  new Set(['print', ...epubProfiles, ...editions.flatMap((edition) => [...namesOf(edition)])])

/** Class names of an element as a list. */
export const classesOf = ({ properties }: Element): string[] =>
  Array.isArray(properties.className) ? properties.className.map(String) : []

/**
 * See whether an edition has what is of these classes: it is one of those that `only-` names, if there are any, and
 * none of those that `unless-` names. A name that no edition can be asks for nothing.
 */
export function isWanted(
  classes: readonly string[],
  names: ReadonlySet<string>,
  known: ReadonlySet<string>,
): boolean {
  let asks = false
  let isOne = false
  for (const name of classes) {
    const [, kind, what = ''] = condition.exec(name) ?? []
    if (kind === undefined || !known.has(what)) continue
    if (kind === 'unless' && names.has(what)) return false
    if (kind === 'only') {
      asks = true
      isOne ||= names.has(what)
    }
  }
  return !asks || isOne
}

/** The conditions that a book names, and the names that are known. */
export interface Conditions {
  readonly known: ReadonlySet<string>
  /** False where print and e-book leave out all that is left out: each does so by itself. */
  readonly isNeeded: boolean
}

/** Find the conditions of a book. Reports those that nothing fulfils by a slip of the name. */
export function findConditions(book: MarkedUpBook): Conditions {
  const known = knownNames(book.configuration)
  let isNeeded = book.configuration.editions.some(({ sample }) => sample !== undefined)
  for (const { hast, file } of book.chapters)
    visit(hast, 'element', (element) => {
      for (const name of classesOf(element)) {
        const what = condition.exec(name)?.[2]
        if (what === undefined || name === 'only-print' || name === 'only-epub') continue
        isNeeded = true
        if (known.has(what)) continue
        report(
          file,
          'unknown-condition',
          element.position,
          `Unexpected \`.${name}\`, expected the name of an edition, \`print\`, \`epub\`, or one of \`audience:\``,
          {
            subject: what,
            hint:
              didYouMean(what, known) ??
              `Name it in book.yaml: \`editions: { print: { audience: [${what}] } }\`; until then all editions have it`,
          },
        )
      }
    })
  return { known, isNeeded }
}
