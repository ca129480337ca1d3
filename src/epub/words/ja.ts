import type { EpubWords } from './epub-words.js'

export const japanese: EpubWords = {
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
  narrated: '録音が本文と同期しています。',
}
