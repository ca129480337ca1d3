import type { EpubWords } from './epub-words.js'

export const korean: EpubWords = {
  guide: '안내',
  startOfText: '본문 시작',
  figures: '그림',
  tables: '표',
  listings: '코드',
  pages: '쪽',
  coverOf: (title) => `${title} 표지`,
  summary:
    '글은 화면에 맞게 다시 배열되며 크기, 글꼴, 간격, 색을 바꿀 수 있습니다. 제목, 차례, 이정표, 읽는 순서가 표시되어 있습니다.',
  allDescribed: '모든 그림에 대체 텍스트가 있습니다.',
  notAllDescribed: '대체 텍스트가 없는 그림이 있습니다.',
  math: '수식은 MathML입니다.',
  printedPages: '인쇄본의 쪽 번호가 표시되어 있고 목록이 있습니다.',
  narrated: '녹음이 본문과 동기화되어 있습니다.',
}
