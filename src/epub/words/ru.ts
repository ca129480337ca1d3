import type { EpubWords } from './epub-words.js'

export const russian: EpubWords = {
  guide: 'Путеводитель',
  startOfText: 'Начало текста',
  figures: 'Рисунки',
  tables: 'Таблицы',
  listings: 'Листинги',
  pages: 'Страницы',
  coverOf: (title) => `Обложка: ${title}`,
  summary:
    'Текст подстраивается под экран; размер, шрифт, интервалы и цвета можно менять. Заголовки, содержание, ориентиры и порядок чтения размечены.',
  allDescribed: 'У всех изображений есть текстовое описание.',
  notAllDescribed: 'Не у всех изображений есть текстовое описание.',
  math: 'Формулы записаны в MathML.',
  printedPages: 'Страницы печатного издания отмечены и перечислены.',
  narrated: 'Записи синхронизированы с текстом.',
}
