import type { EpubWords } from './epub-words.js'

export const dutch: EpubWords = {
  guide: 'Wegwijzer',
  startOfText: 'Begin van de tekst',
  figures: 'Figuren',
  tables: 'Tabellen',
  listings: 'Listings',
  pages: 'Pagina’s',
  coverOf: (title) => `Omslag van ${title}`,
  summary:
    'De tekst past zich aan het scherm aan; grootte, lettertype, witruimte en kleuren zijn te wijzigen. ' +
    'Koppen, inhoudsopgave, oriëntatiepunten en leesvolgorde zijn gemarkeerd.',
  allDescribed: 'Alle afbeeldingen hebben een tekstalternatief.',
  notAllDescribed: 'Niet alle afbeeldingen hebben een tekstalternatief.',
  math: 'Formules zijn MathML.',
  printedPages: 'De pagina’s van de gedrukte uitgave zijn gemarkeerd en opgesomd.',
  narrated: 'Opnamen lopen gelijk met de tekst.',
}
