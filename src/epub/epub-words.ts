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
  readonly printedPages: string
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
  printedPages: 'The pages of the print edition are marked and listed.',
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
  printedPages: 'Die Seiten der gedruckten Ausgabe sind markiert und verzeichnet.',
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
  printedPages: 'Les pages de l’édition imprimée sont indiquées et répertoriées.',
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
  printedPages: 'Las páginas de la edición impresa están señaladas y listadas.',
}

const italian: EpubWords = {
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
}

const portuguese: EpubWords = {
  guide: 'Guia',
  startOfText: 'Início do texto',
  figures: 'Figuras',
  tables: 'Tabelas',
  listings: 'Listagens',
  pages: 'Páginas',
  coverOf: (title) => `Capa de ${title}`,
  summary:
    'O texto adapta-se ao ecrã; o tamanho, o tipo de letra, os espaços e as cores podem ser alterados. ' +
    'Os títulos, o índice, os pontos de referência e a ordem de leitura estão marcados.',
  allDescribed: 'Todas as imagens têm texto alternativo.',
  notAllDescribed: 'Nem todas as imagens têm texto alternativo.',
  math: 'As fórmulas estão em MathML.',
  printedPages: 'As páginas da edição impressa estão assinaladas e listadas.',
}

const dutch: EpubWords = {
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
}

const japanese: EpubWords = {
  guide: 'ガイド',
  startOfText: '本文の始まり',
  figures: '図',
  tables: '表',
  listings: 'リスト',
  pages: 'ページ',
  coverOf: (title) => `${title}の表紙`,
  summary:
    '本文はリフロー型で、文字の大きさ、書体、行間、色を変更できます。見出し、目次、ランドマーク、読み上げ順序が' +
    'マークアップされています。',
  allDescribed: 'すべての画像に代替テキストがあります。',
  notAllDescribed: '代替テキストのない画像があります。',
  math: '数式はMathMLです。',
  printedPages: '印刷版のページ番号が示され、一覧になっています。',
}

const chinese: EpubWords = {
  guide: '导航',
  startOfText: '正文开始',
  figures: '图',
  tables: '表',
  listings: '代码清单',
  pages: '页码',
  coverOf: (title) => `《${title}》封面`,
  summary: '文本可重排，字号、字体、间距和颜色均可更改。标题、目录、地标和阅读顺序均已标记。',
  allDescribed: '所有图片都有替代文本。',
  notAllDescribed: '部分图片没有替代文本。',
  math: '公式采用 MathML。',
  printedPages: '标有印刷版页码，并列出页码表。',
}

const byLanguage: Readonly<Record<string, EpubWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  nl: dutch,
  ja: japanese,
  zh: chinese,
}

/** The words for a BCP 47 tag; English where we have no table for it yet. */
export function epubWordsFor(language: string): EpubWords {
  return byLanguage[language.toLowerCase().split('-')[0]!] ?? english
}
