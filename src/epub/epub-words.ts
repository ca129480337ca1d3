/** Words that only the EPUB needs, by language; the others are in `book/words.ts`. */

interface EpubWords {
  readonly guide: string
  readonly startOfText: string
  readonly figures: string
  readonly tables: string
  readonly listings: string
  /** Title of the list of printed pages. */
  readonly pages: string
  /** Alternative text of the cover. */
  readonly coverOf: (title: string) => string
  readonly summary: string
  readonly allDescribed: string
  readonly notAllDescribed: string
  readonly math: string
}

const english: EpubWords = {
  guide: 'Guide',
  startOfText: 'Start of the text',
  figures: 'Figures',
  tables: 'Tables',
  listings: 'Listings',
  pages: 'Pages',
  coverOf: (title) => `Cover of ${title}`,
  summary:
    'The text reflows, and its size, typeface, spacing and colours can be changed. Headings, contents, ' +
    'landmarks and reading order are marked up.',
  allDescribed: 'All pictures have a text alternative.',
  notAllDescribed: 'Not all pictures have a text alternative.',
  math: 'Formulas are MathML.',
}

const german: EpubWords = {
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
}

const french: EpubWords = {
  guide: 'Repères',
  startOfText: 'Début du texte',
  figures: 'Figures',
  tables: 'Tableaux',
  listings: 'Listings',
  pages: 'Pages',
  coverOf: (title) => `Couverture de ${title}`,
  summary:
    'Le texte s’adapte à l’écran ; taille, police, espacement et couleurs sont modifiables. Titres, table ' +
    'des matières, repères et ordre de lecture sont balisés.',
  allDescribed: 'Toutes les images ont un texte de remplacement.',
  notAllDescribed: 'Certaines images n’ont pas de texte de remplacement.',
  math: 'Les formules sont en MathML.',
}

const spanish: EpubWords = {
  guide: 'Guía',
  startOfText: 'Comienzo del texto',
  figures: 'Figuras',
  tables: 'Tablas',
  listings: 'Listados',
  pages: 'Páginas',
  coverOf: (title) => `Cubierta de ${title}`,
  summary:
    'El texto se adapta a la pantalla; se pueden cambiar el tamaño, la letra, los espacios y los colores. ' +
    'Los títulos, el índice, los puntos de referencia y el orden de lectura están marcados.',
  allDescribed: 'Todas las imágenes tienen texto alternativo.',
  notAllDescribed: 'No todas las imágenes tienen texto alternativo.',
  math: 'Las fórmulas están en MathML.',
}

const byLanguage: Readonly<Record<string, EpubWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
}

/** The words for a BCP 47 tag; English where we have no table for it yet. */
export function epubWordsFor(language: string): EpubWords {
  return byLanguage[language.toLowerCase().split('-')[0]!] ?? english
}
