import type { EpubWords } from './epub-words.js'

export const portuguese: EpubWords = {
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
  narrated: 'Há gravações sincronizadas com o texto.',
}
