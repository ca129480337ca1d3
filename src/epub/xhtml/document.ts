/** An XHTML file around its body. */
import { isRightToLeft } from '../../book/direction.js'
import { escapeText, escapeValue } from './escape.js'

interface DocumentParts {
  /** Text of `<title>`. */
  readonly title: string
  /** BCP 47 tag. */
  readonly language: string
  /** Finished XHTML. */
  readonly body: string
  /** `epub:type` of the body: `frontmatter`, `bodymatter`, `backmatter` or `cover`. */
  readonly bodyType?: string
}

/** The style sheet's name in the package; epub-gen-memory's own. */
export const stylePath = 'style.css'

/** The style sheet of files whose text runs from right to left. */
export const mirroredStylePath = 'style-from-right.css'

/** Write a whole XHTML file (EPUB 3.3, §6.1). */
export function xhtmlDocument({ title, language, body, bodyType }: DocumentParts): string {
  const lang = escapeValue(language)
  const isFromRight = isRightToLeft(language)
  const direction = isFromRight ? ' dir="rtl"' : ''
  const type = bodyType === undefined ? '' : ` epub:type="${bodyType}"`
  return (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n' +
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" ' +
    `lang="${lang}" xml:lang="${lang}"${direction}>\n<head>\n<meta charset="utf-8"/>\n` +
    `<title>${escapeText(title.trim() || '—')}</title>\n` +
    `<link rel="stylesheet" type="text/css" href="${isFromRight ? mirroredStylePath : stylePath}"/>\n</head>\n` +
    `<body${type}>\n${body}\n</body>\n</html>\n`
  )
}
