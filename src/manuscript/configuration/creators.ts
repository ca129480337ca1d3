/** The people who made the book: how they sort, and what they did. */
import { z } from 'zod'
import type { Creator } from '../../book/configuration.js'
import { nearestName } from '../../diagnostics/did-you-mean.js'
import { list, mapping, refuse, scalar, text } from './values.js'

/** Words for the MARC relator codes that books need (https://www.loc.gov/marc/relators/). */
const roleCodes: Readonly<Record<string, string>> = {
  author: 'aut',
  editor: 'edt',
  illustrator: 'ill',
  translator: 'trl',
  contributor: 'ctb',
  photographer: 'pht',
  compiler: 'com',
  designer: 'dsr',
  'cover designer': 'cov',
  narrator: 'nrt',
  'author of introduction': 'aui',
  'author of afterword': 'aft',
  adapter: 'adp',
  annotator: 'ann',
  proofreader: 'pfr',
}

const role = scalar(
  'what somebody did, such as `author` or `editor`',
  { type: 'string', examples: Object.keys(roleCodes) },
  (typed) => {
    const word = typed.toLowerCase()
    if (/^[a-z]{3}$/.test(word)) return word
    const near = nearestName(word, Object.keys(roleCodes))
    return (
      roleCodes[word] ??
      refuse(
        near ? `Did you mean \`${near}\`?` : 'Any MARC relator code of three letters will do too',
      )
    )
  },
)

const creator = z.union(
  [
    text('a name'),
    mapping('a name, or a mapping with `name:`', {
      name: text('a name'),
      role: role.optional(),
      sort: text('a name as it is sorted').optional(),
      'file-as': text('a name as it is sorted').optional(),
    }),
  ],
  { error: 'a name, or a mapping with `name:`' },
)

/** One creator or more, as plain names or with `role:` and `sort:`. */
export const creators = list('a name or a list of names', creator)

/** Fill in what the author left to us. */
export function toCreators(given: z.output<typeof creators>): Creator[] {
  return given.map((entry) => {
    if (typeof entry === 'string') {
      return { name: printedName(entry), sortName: sortName(entry), role: 'aut' }
    }
    const sorted = entry.sort ?? entry['file-as'] ?? sortName(entry.name)
    return { name: printedName(entry.name), sortName: sorted, role: entry.role ?? 'aut' }
  })
}

/** `Shelley, Mary` is printed as `Mary Shelley`; a suffix after the comma stays where it is. */
function printedName(name: string): string {
  const [last, first, ...rest] = name.split(/\s*,\s*/)
  if (!last || !first || rest.length > 0 || suffix.test(first)) return name
  return `${first} ${last}`
}

const suffix = /^(jr|sr|[ivx]{2,4}|ph\.?d|m\.?d|esq)\.?$/i

/**
 * Capitalised particles begin the family name (Le Guin, Van Dyke); small ones follow the given names
 * (Gogh, Vincent van). Chicago Manual of Style 17, 16.71.
 */
const particle = /^(De|Del|Della|Der|Den|Di|Da|Dos|Du|El|La|Le|Lo|Ten|Ter|Van|Von|St\.?)$/

/** Scripts that put the family name first, or have none. */
const unsorted = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u

/** Bodies are sorted as they are called. */
const body =
  /^(the|die|der|das|les|los)\s|\b(authors|contributors|team|project|community|foundation|institute|university|society|association|committee|group|press|inc|llc|ltd|gmbh)\b\.?$/i

/**
 * Give a name as a library sorts it: `Shelley, Mary Wollstonecraft`, `Le Guin, Ursula K.`,
 * `King, Martin Luther, Jr.`. A name with a comma is sorted already; that of a body stays as it is.
 */
export function sortName(name: string): string {
  const words = name.trim().split(/\s+/)
  const comma = /,\s*(.*)$/.exec(name)
  if (comma && !suffix.test(comma[1]!)) return name
  if (unsorted.test(name) || body.test(name) || words.length < 2) return name
  const tail = suffix.test(words.at(-1)!) ? `, ${words.pop()}` : ''
  const parts = words.map((word) => word.replace(/,$/, ''))
  if (parts.length < 2) return name
  let family = parts.length - 1
  while (family > 1 && particle.test(parts[family - 1]!)) family -= 1
  return `${parts.slice(family).join(' ')}, ${parts.slice(0, family).join(' ')}${tail}`
}
