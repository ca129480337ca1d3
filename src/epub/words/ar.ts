import type { EpubWords } from './epub-words.js'

export const arabic: EpubWords = {
  guide: 'دليل',
  startOfText: 'بداية النص',
  figures: 'الأشكال',
  tables: 'الجداول',
  listings: 'قوائم البرامج',
  pages: 'الصفحات',
  coverOf: (title) => `غلاف ${title}`,
  summary:
    'يتكيف النص مع الشاشة، ويمكن تغيير الحجم والخط والمسافات والألوان. العناوين والمحتويات والمعالم وترتيب القراءة موسومة.',
  allDescribed: 'لكل الصور نص بديل.',
  notAllDescribed: 'ليس لكل الصور نص بديل.',
  math: 'المعادلات مكتوبة بـ MathML.',
  printedPages: 'صفحات الطبعة المطبوعة معلَّمة ومسرودة.',
  narrated: 'التسجيلات الصوتية متزامنة مع النص.',
}
