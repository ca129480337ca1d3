/** Words that only the EPUB needs, by language; the others are in `book/words.ts`. */
import { tagOfWords } from '../book/words.js'
import { arabic } from './words/ar.js'
import { danish } from './words/da.js'
import { german } from './words/de.js'
import { english } from './words/en.js'
import type { EpubWords } from './words/epub-words.js'
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
import { chinese } from './words/zh.js'
import { traditionalChinese } from './words/zh-hant.js'

const byLanguage: Readonly<Record<string, EpubWords>> = {
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
export const epubWordsFor = (language: string): EpubWords =>
  byLanguage[tagOfWords(language)] ?? english
