import type { EpubWords } from './epub-words.js'

export const french: EpubWords = {
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
  narrated: 'Des enregistrements sont synchronisés avec le texte.',
}
