/** The words that Octavo itself puts into a book, by language. */

interface Words {
  readonly part: string
  readonly chapter: string
  readonly appendix: string
  readonly section: string
  readonly figure: string
  readonly table: string
  readonly listing: string
  readonly equation: string
  readonly contents: string
  readonly notes: string
  readonly bibliography: string
  readonly titlePage: string
  readonly halfTitle: string
  readonly copyright: string
  readonly cover: string
  readonly and: string
  /** "et al." of an author-date citation. */
  readonly andOthers: string
  readonly noDate: string
  readonly by: string
  readonly backToReference: string
  readonly noteTip: Readonly<Record<'note' | 'tip' | 'important' | 'warning' | 'caution', string>>
  readonly done: string
  readonly open: string
  readonly missingPicture: string
  /** Over what a picture shows, at length. */
  readonly longDescription: string
  /** Before a page number: "see page 12". */
  readonly page: string
  /** With `%` for the number. */
  readonly onPage: string
  /** Where something is that is not on the same page: on the facing page, overleaf, on the page before. */
  readonly where: Readonly<Record<'opposite' | 'next' | 'previous', string>>
  /** Titles of the lists that follow the contents. */
  readonly lists: Readonly<Record<'figures' | 'tables' | 'listings', string>>
  /** Title of the index, what sends to another entry of it, and what follows the name of one that goes on in a new column. */
  readonly index: Readonly<Record<'title' | 'see' | 'seeAlso' | 'continued', string>>
}

const english: Words = {
  part: 'Part',
  chapter: 'Chapter',
  appendix: 'Appendix',
  section: 'Section',
  figure: 'Figure',
  table: 'Table',
  listing: 'Listing',
  equation: 'Equation',
  contents: 'Contents',
  notes: 'Notes',
  bibliography: 'Bibliography',
  titlePage: 'Title page',
  halfTitle: 'Half-title',
  copyright: 'Copyright',
  cover: 'Cover',
  and: 'and',
  andOthers: 'et al.',
  noDate: 'n.d.',
  by: 'by',
  backToReference: 'Back to reference',
  noteTip: {
    note: 'Note',
    tip: 'Tip',
    important: 'Important',
    warning: 'Warning',
    caution: 'Caution',
  },
  done: 'done',
  open: 'to do',
  missingPicture: 'Picture not included',
  longDescription: 'Description of the picture',
  page: 'page',
  onPage: 'on page\u00a0%',
  where: { opposite: 'opposite', next: 'on the next page', previous: 'on the previous page' },
  lists: { figures: 'Figures', tables: 'Tables', listings: 'Listings' },
  index: { title: 'Index', see: 'See', seeAlso: 'See also', continued: '(continued)' },
}

const german: Words = {
  part: 'Teil',
  chapter: 'Kapitel',
  appendix: 'Anhang',
  section: 'Abschnitt',
  figure: 'Abbildung',
  table: 'Tabelle',
  listing: 'Listing',
  equation: 'Gleichung',
  contents: 'Inhalt',
  notes: 'Anmerkungen',
  bibliography: 'Literatur',
  titlePage: 'Titelseite',
  halfTitle: 'Schmutztitel',
  copyright: 'Impressum',
  cover: 'Umschlag',
  and: 'und',
  andOthers: 'u. a.',
  noDate: 'o. J.',
  by: 'von',
  backToReference: 'Zurück zur Stelle',
  noteTip: {
    note: 'Hinweis',
    tip: 'Tipp',
    important: 'Wichtig',
    warning: 'Warnung',
    caution: 'Vorsicht',
  },
  done: 'erledigt',
  open: 'offen',
  missingPicture: 'Bild nicht enthalten',
  longDescription: 'Beschreibung des Bildes',
  page: 'Seite',
  onPage: 'auf Seite\u00a0%',
  where: {
    opposite: 'gegenüber',
    next: 'auf der nächsten Seite',
    previous: 'auf der vorigen Seite',
  },
  lists: { figures: 'Abbildungen', tables: 'Tabellen', listings: 'Listings' },
  index: { title: 'Register', see: 'Siehe', seeAlso: 'Siehe auch', continued: '(Fortsetzung)' },
}

const french: Words = {
  part: 'Partie',
  chapter: 'Chapitre',
  appendix: 'Annexe',
  section: 'Section',
  figure: 'Figure',
  table: 'Tableau',
  listing: 'Listing',
  equation: 'Équation',
  contents: 'Table des matières',
  notes: 'Notes',
  bibliography: 'Bibliographie',
  titlePage: 'Page de titre',
  halfTitle: 'Faux-titre',
  copyright: 'Mentions légales',
  cover: 'Couverture',
  and: 'et',
  andOthers: 'et al.',
  noDate: 's. d.',
  by: 'par',
  backToReference: 'Retour à l’appel',
  noteTip: {
    note: 'Note',
    tip: 'Conseil',
    important: 'Important',
    warning: 'Avertissement',
    caution: 'Attention',
  },
  done: 'fait',
  open: 'à faire',
  missingPicture: 'Image non incluse',
  longDescription: 'Description de l’image',
  page: 'page',
  onPage: 'page\u00a0%',
  where: { opposite: 'ci-contre', next: 'page suivante', previous: 'page précédente' },
  lists: { figures: 'Figures', tables: 'Tableaux', listings: 'Listings' },
  index: { title: 'Index', see: 'Voir', seeAlso: 'Voir aussi', continued: '(suite)' },
}

const spanish: Words = {
  part: 'Parte',
  chapter: 'Capítulo',
  appendix: 'Apéndice',
  section: 'Sección',
  figure: 'Figura',
  table: 'Tabla',
  listing: 'Listado',
  equation: 'Ecuación',
  contents: 'Índice',
  notes: 'Notas',
  bibliography: 'Bibliografía',
  titlePage: 'Portada',
  halfTitle: 'Portadilla',
  copyright: 'Créditos',
  cover: 'Cubierta',
  and: 'y',
  andOthers: 'et al.',
  noDate: 's. f.',
  by: 'de',
  backToReference: 'Volver a la llamada',
  noteTip: {
    note: 'Nota',
    tip: 'Consejo',
    important: 'Importante',
    warning: 'Advertencia',
    caution: 'Precaución',
  },
  done: 'hecho',
  open: 'pendiente',
  missingPicture: 'Imagen no incluida',
  longDescription: 'Descripción de la imagen',
  page: 'página',
  onPage: 'en la página\u00a0%',
  where: {
    opposite: 'enfrente',
    next: 'en la página siguiente',
    previous: 'en la página anterior',
  },
  lists: { figures: 'Figuras', tables: 'Tablas', listings: 'Listados' },
  index: {
    title: 'Índice alfabético',
    see: 'Véase',
    seeAlso: 'Véase también',
    continued: '(continuación)',
  },
}

const byLanguage: Readonly<Record<string, Words>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
}

/** The words for a BCP 47 tag; English where we have no table for it yet. */
export function wordsFor(language: string): Words {
  return byLanguage[language.toLowerCase().split('-')[0]!] ?? english
}
