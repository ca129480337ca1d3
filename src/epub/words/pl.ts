import type { EpubWords } from './epub-words.js'

export const polish: EpubWords = {
  guide: 'Przewodnik',
  startOfText: 'Początek tekstu',
  figures: 'Rysunki',
  tables: 'Tabele',
  listings: 'Listingi',
  pages: 'Strony',
  coverOf: (title) => `Okładka: ${title}`,
  summary:
    'Tekst dopasowuje się do ekranu; można zmieniać rozmiar, krój pisma, odstępy i kolory. Nagłówki, spis treści, punkty orientacyjne i kolejność czytania są oznaczone.',
  allDescribed: 'Wszystkie obrazy mają tekst alternatywny.',
  notAllDescribed: 'Nie wszystkie obrazy mają tekst alternatywny.',
  math: 'Wzory są zapisane w MathML.',
  printedPages: 'Strony wydania drukowanego są oznaczone i wymienione.',
  narrated: 'Nagrania są zsynchronizowane z tekstem.',
}
