import type { EpubWords } from './epub-words.js'

export const traditionalChinese: EpubWords = {
  guide: '導覽',
  startOfText: '正文開始',
  figures: '圖',
  tables: '表',
  listings: '程式碼',
  pages: '頁碼',
  coverOf: (title) => `《${title}》封面`,
  summary: '文字可重排，字級、字型、間距和顏色均可更改。標題、目錄、地標和閱讀順序均已標記。',
  allDescribed: '所有圖片都有替代文字。',
  notAllDescribed: '部分圖片沒有替代文字。',
  math: '公式採用 MathML。',
  printedPages: '標有印刷版頁碼，並列出頁碼表。',
  narrated: '錄音與正文同步。',
}
