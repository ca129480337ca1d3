import type { EpubWords } from './epub-words.js'

export const danish: EpubWords = {
  guide: 'Vejviser',
  startOfText: 'Tekstens begyndelse',
  figures: 'Figurer',
  tables: 'Tabeller',
  listings: 'Kodeeksempler',
  pages: 'Sider',
  coverOf: (title) => `Omslag til ${title}`,
  summary:
    'Teksten tilpasser sig skærmen, og størrelse, skrift, afstande og farver kan ændres. Overskrifter, indhold, pejlemærker og læserækkefølge er opmærket.',
  allDescribed: 'Alle billeder har en tekstbeskrivelse.',
  notAllDescribed: 'Nogle billeder mangler en tekstbeskrivelse.',
  math: 'Formler er MathML.',
  printedPages: 'Den trykte udgaves sider er markeret og opført.',
  narrated: 'Optagelser følger teksten.',
}
