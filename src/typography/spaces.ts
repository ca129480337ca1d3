/**
 * Spaces at which no line may end, and ranges of numbers, by language.
 *
 * Sources: Imprimerie nationale, Lexique des règles typographiques (French punctuation); Office québécois de la langue
 * française (French of Canada); DIN 5008 and Duden (German abbreviations); The Chicago Manual of Style 18, 6.83 and 9.62
 * (ranges, initials).
 */

/** Replaces what it matches; a second run finds nothing. */
export type Replacement = readonly [RegExp, string]

const noBreak = '\u00a0'
const narrow = '\u202f'

/** What stands before a mark that has a space before it. */
const beforeMark = String.raw`(?<=[\p{L}\p{N})\]»”’%])`
/** What follows one: not `::`, `?!`, or the inside of an address. */
const afterMark = String.raw`(?=[\s)\]»”’…]|$)`

const french: readonly Replacement[] = [
  [new RegExp(`${beforeMark}[ \u00a0]?(?=[;!?]+${afterMark})`, 'gu'), narrow],
  [new RegExp(`${beforeMark}[ \u202f](?=:${afterMark})`, 'gu'), noBreak],
  [/(?<=«)[ \u00a0](?=\S)/g, narrow],
  [/(?<=\S)[ \u00a0](?=»)/g, narrow],
]
/** In Canada only the colon and quotation marks have a space. */
const canadian: readonly Replacement[] = [
  [new RegExp(`${beforeMark}[ \u202f](?=:${afterMark})`, 'gu'), noBreak],
  [/(?<=«)[ \u202f](?=\S)/g, noBreak],
  [/(?<=\S)[ \u202f](?=»)/g, noBreak],
]

/** Abbreviations that stay with the number behind them. */
const beforeNumber: Readonly<Record<string, string>> = {
  en: 'p|pp|[Nn]o|[Nn]os|[Vv]ol|[Cc]h|[Ff]igs?|[Ee]qs?|[Ss]ec',
  de: 'S|Nr|Abb|Tab|Kap|Bd|Jg|Art|Abs|Gl|Anm',
  fr: 'p|pp|vol|fig|chap|art|éd',
  es: 'p|pp|pág|págs|núm|vol|cap|fig',
  it: 'p|pp|pag|n|vol|cap|fig',
  pt: 'p|pp|pág|n|vol|cap|fig',
  nl: 'p|blz|nr|fig|hfst|dl',
  pl: 's|nr|rys|tab|rozdz|t',
  ru: 'с|стр|рис|табл|гл|т',
}

/** Abbreviations of several words, which are one. */
const german: readonly Replacement[] = [
  [/(?<![\p{L}\p{N}.])([zudois]\.) (?=(?:B|a|h|ä|A|d|R|o|u)\.(?![\p{L}\p{N}]))/gu, `$1${narrow}`],
]

const everywhere: readonly Replacement[] = [
  // Two initials at least: one alone may end a sentence.
  [/(?<=(?<![\p{L}\p{N}])\p{Lu}\.) (?=\p{Lu}\.)/gu, noBreak],
  [/(?<=(?<![\p{L}\p{N}])\p{Lu}\.\u00a0\p{Lu}\.) (?=\p{Lu}\p{Ll})/gu, noBreak],
  [/(?<=[§№]|n°) (?=\p{N})/gu, noBreak],
]

/** A year to a year, and pages after their abbreviation; never a date, a telephone or a version. */
const ranges: readonly Replacement[] = [
  [/(?<![\p{L}\p{N}./–-])((?:1[0-9]|20)\d\d)-(?=(?:1[0-9]|20)\d\d(?![\p{L}\p{N}/–-]))/gu, '$1–'],
  [/(?<=(?<!\p{L})(?:pp?|S|s|blz|с)\.[ \u00a0]\d+)-(?=\d+(?![\p{N}–-]))/gu, '–'],
]

/** Fractions that have a sign of their own. */
const fractions: readonly Replacement[] = Object.entries({
  '1/2': '½',
  '1/3': '⅓',
  '2/3': '⅔',
  '1/4': '¼',
  '3/4': '¾',
  '1/8': '⅛',
  '3/8': '⅜',
  '5/8': '⅝',
  '7/8': '⅞',
}).map(([typed, sign]) => [
  new RegExp(`(?<![\\p{L}\\p{N}/.,-])${typed}(?![\\p{L}\\p{N}/]|[.,-]\\p{N})`, 'gu'),
  sign,
])

/** What of it a book wants. */
export interface SpacesWanted {
  readonly spaces: boolean
  readonly ranges: boolean
  readonly fractions: boolean
}

/** The replacements of a language, in their order. */
export function replacementsFor(language: string, wanted: SpacesWanted): readonly Replacement[] {
  return [
    ...(wanted.ranges ? ranges : []),
    ...(wanted.fractions ? fractions : []),
    ...(wanted.spaces ? spacesFor(language.toLowerCase()) : []),
  ]
}

function spacesFor(tag: string): readonly Replacement[] {
  const primary = tag.split('-')[0]!
  const short = beforeNumber[primary]
  const own =
    primary === 'fr' && tag !== 'fr-ch'
      ? tag === 'fr-ca'
        ? canadian
        : french
      : primary === 'de'
        ? german
        : []
  return [
    ...own,
    ...everywhere,
    ...(short
      ? [[new RegExp(`(?<=(?<![\\p{L}\\p{N}])(?:${short})\\.) (?=\\p{N})`, 'gu'), noBreak] as const]
      : []),
  ]
}
