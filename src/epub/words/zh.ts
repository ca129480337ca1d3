import type { EpubWords } from './epub-words.js'

export const chinese: EpubWords = {
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
  narrated: '录音与正文同步。',
}
