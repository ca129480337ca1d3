import type { EpubWords } from './epub-words.js'

export const italian: EpubWords = {
  guide: 'Guida',
  startOfText: 'Inizio del testo',
  figures: 'Figure',
  tables: 'Tabelle',
  listings: 'Listati',
  pages: 'Pagine',
  coverOf: (title) => `Copertina di ${title}`,
  summary:
    'Il testo si adatta allo schermo; dimensione, carattere, spaziatura e colori si possono cambiare. ' +
    'Titoli, indice, punti di riferimento e ordine di lettura sono marcati.',
  allDescribed: 'Tutte le immagini hanno un testo alternativo.',
  notAllDescribed: 'Non tutte le immagini hanno un testo alternativo.',
  math: 'Le formule sono in MathML.',
  printedPages: 'Le pagine dell’edizione a stampa sono indicate ed elencate.',
  narrated: 'Le registrazioni sono sincronizzate con il testo.',
}
