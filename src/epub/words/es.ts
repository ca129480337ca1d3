import type { EpubWords } from './epub-words.js'

export const spanish: EpubWords = {
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
  narrated: 'Hay grabaciones sincronizadas con el texto.',
}
