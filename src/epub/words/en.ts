import type { EpubWords } from './epub-words.js'

export const english: EpubWords = {
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
  narrated: 'Recordings are synchronised with the text.',
}
