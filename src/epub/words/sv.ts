import type { EpubWords } from './epub-words.js'

export const swedish: EpubWords = {
  guide: 'Vägvisare',
  startOfText: 'Textens början',
  figures: 'Figurer',
  tables: 'Tabeller',
  listings: 'Kodlistor',
  pages: 'Sidor',
  coverOf: (title) => `Omslag till ${title}`,
  summary:
    'Texten flödar om, och storlek, typsnitt, avstånd och färger kan ändras. Rubriker, innehåll, landmärken och läsordning är uppmärkta.',
  allDescribed: 'Alla bilder har en textbeskrivning.',
  notAllDescribed: 'Några bilder saknar textbeskrivning.',
  math: 'Formler är MathML.',
  printedPages: 'Den tryckta utgåvans sidor är markerade och listade.',
  narrated: 'Inspelningar följer texten.',
}
