/** The words that Octavo itself puts into a book, by language. */
import { arabic } from './words/ar.js'
import { danish } from './words/da.js'
import { german } from './words/de.js'
import { english } from './words/en.js'
import { spanish } from './words/es.js'
import { french } from './words/fr.js'
import { italian } from './words/it.js'
import { japanese } from './words/ja.js'
import { korean } from './words/ko.js'
import { norwegian } from './words/nb.js'
import { dutch } from './words/nl.js'
import { polish } from './words/pl.js'
import { portuguese } from './words/pt.js'
import { russian } from './words/ru.js'
import { swedish } from './words/sv.js'
import type { Numbered, Words } from './words/words.js'
import { chinese } from './words/zh.js'
import { traditionalChinese } from './words/zh-hant.js'

const byLanguage: Readonly<Record<string, Words>> = {
  ar: arabic,
  da: danish,
  de: german,
  en: english,
  es: spanish,
  fr: french,
  it: italian,
  ja: japanese,
  ko: korean,
  nb: norwegian,
  nl: dutch,
  pl: polish,
  pt: portuguese,
  ru: russian,
  sv: swedish,
  zh: chinese,
  'zh-hant': traditionalChinese,
}

/** The words for a BCP 47 tag; English where we have no table for it yet. */
export const wordsFor = (language: string): Words => byLanguage[tagOfWords(language)] ?? english

/** Find which table of words is that of a BCP 47 tag: one a language, and one for traditional Chinese. */
export function tagOfWords(language: string): string {
  const tag = language.toLowerCase()
  // By script, or by the places that use it.
  if (/^zh-(hant|tw|hk|mo)\b/.test(tag)) return 'zh-hant'
  const primary = tag.split('-')[0]!
  return /^(no|nn)$/.test(primary) ? 'nb' : primary
}

/** Name a thing by its number: "Figure 2.1", "第2章". */
export const nameNumber = (word: string, number: string): string =>
  word.includes('%') ? word.replace('%', number) : `${word}\u00a0${number}`

/** The word for a chapter, part or appendix. */
export const wordOfChapter = (
  words: Words,
  { kind, role }: { readonly kind: string; readonly role: string },
): string => words[chapterKind(kind, role)]

const chapterKind = (kind: string, role: string): Numbered =>
  kind === 'part' ? 'part' : role === 'appendix' ? 'appendix' : 'chapter'
