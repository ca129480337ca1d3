import type { EpubWords } from './epub-words.js'

export const german: EpubWords = {
  guide: 'Wegweiser',
  startOfText: 'Beginn des Textes',
  figures: 'Abbildungen',
  tables: 'Tabellen',
  listings: 'Listings',
  pages: 'Seiten',
  coverOf: (title) => `Umschlag von ${title}`,
  summary:
    'Der Text passt sich dem Bildschirm an; Größe, Schrift, Abstände und Farben lassen sich ändern. ' +
    'Überschriften, Inhalt, Wegmarken und Lesereihenfolge sind ausgezeichnet.',
  allDescribed: 'Alle Bilder haben einen Alternativtext.',
  notAllDescribed: 'Nicht alle Bilder haben einen Alternativtext.',
  math: 'Formeln sind als MathML gesetzt.',
  printedPages: 'Die Seiten der gedruckten Ausgabe sind markiert und verzeichnet.',
  narrated: 'Aufnahmen laufen mit dem Text mit.',
}
