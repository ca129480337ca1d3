import type { EpubWords } from './epub-words.js'

export const norwegian: EpubWords = {
  guide: 'Veiviser',
  startOfText: 'Tekstens begynnelse',
  figures: 'Figurer',
  tables: 'Tabeller',
  listings: 'Kodelister',
  pages: 'Sider',
  coverOf: (title) => `Omslag til ${title}`,
  summary:
    'Teksten tilpasser seg skjermen, og størrelse, skrift, avstander og farger kan endres. Overskrifter, innhold, landemerker og leserekkefølge er merket opp.',
  allDescribed: 'Alle bilder har en tekstbeskrivelse.',
  notAllDescribed: 'Noen bilder mangler en tekstbeskrivelse.',
  math: 'Formler er MathML.',
  printedPages: 'Sidene i den trykte utgaven er merket og listet.',
  narrated: 'Opptak følger teksten.',
}
