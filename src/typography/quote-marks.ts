/** Quotation marks by language (CLDR 46, `delimiters`; French spacing: Lexique des règles typographiques). */

export interface QuoteMarks {
  readonly openDouble: string
  readonly closeDouble: string
  readonly openSingle: string
  readonly closeSingle: string
}

const marks = (
  openDouble: string,
  closeDouble: string,
  openSingle: string,
  closeSingle: string,
): QuoteMarks => ({
  openDouble,
  closeDouble,
  openSingle,
  closeSingle,
})

const english = marks('“', '”', '‘', '’')
const byLanguage: Readonly<Record<string, QuoteMarks>> = {
  en: english,
  de: marks('„', '“', '‚', '‘'),
  fr: marks('«\u202f', '\u202f»', '‹\u202f', '\u202f›'),
  es: marks('«', '»', '“', '”'),
  it: marks('«', '»', '“', '”'),
  pt: marks('“', '”', '‘', '’'),
  nl: marks('“', '”', '‘', '’'),
  pl: marks('„', '”', '‚', '’'),
  cs: marks('„', '“', '‚', '‘'),
  da: marks('“', '”', '‘', '’'),
  sv: marks('”', '”', '’', '’'),
  fi: marks('”', '”', '’', '’'),
  ru: marks('«', '»', '„', '“'),
  uk: marks('«', '»', '„', '“'),
  be: marks('«', '»', '„', '“'),
  bg: marks('„', '“', '’', '’'),
  ca: marks('«', '»', '“', '”'),
  el: marks('«', '»', '“', '”'),
  et: marks('„', '“', '‚', '‘'),
  hr: marks('„', '”', '‘', '’'),
  hu: marks('„', '”', '»', '«'),
  is: marks('„', '“', '‚', '‘'),
  lt: marks('„', '“', '‚', '‘'),
  lv: marks('“', '”', '‘', '’'),
  nb: marks('«', '»', '‘', '’'),
  nn: marks('«', '»', '‘', '’'),
  no: marks('«', '»', '‘', '’'),
  ro: marks('„', '”', '«', '»'),
  sk: marks('„', '“', '‚', '‘'),
  sl: marks('„', '“', '‚', '‘'),
  sr: marks('„', '“', '‘', '’'),
  tr: marks('“', '”', '‘', '’'),
}

/** Marks for a BCP 47 tag; `undefined` where straight quotes are not ours to judge (CJK, Arabic …). */
export function quoteMarksFor(language: string): QuoteMarks | undefined {
  const tag = language.toLowerCase()
  if (tag === 'de-ch' || tag === 'fr-ch') return marks('«', '»', '‹', '›')
  if (tag === 'fr-ca') return marks('«\u00a0', '\u00a0»', '“', '”')
  return byLanguage[tag.split('-')[0]!]
}
