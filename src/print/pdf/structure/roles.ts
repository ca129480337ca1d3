/** From HTML to the standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4). */
import type { CollectedElement } from '../../in-page/collect-pages.js'

/** Types by tag. `''` holds its children only; `Div` holds them where it has words beside blocks. */
const byTag: Readonly<Record<string, string>> = {
  section: 'Sect',
  nav: 'Sect',
  article: 'Art',
  aside: 'Aside',
  p: 'P',
  ul: 'L',
  ol: 'L',
  dl: 'L',
  li: 'LI',
  dt: 'Lbl',
  dd: 'LBody',
  table: 'Table',
  caption: 'Caption',
  figcaption: 'Caption',
  legend: 'Caption',
  thead: 'THead',
  tbody: 'TBody',
  tfoot: 'TFoot',
  tr: 'TR',
  th: 'TH',
  td: 'TD',
  blockquote: 'BlockQuote',
  pre: 'Code',
  code: 'Code',
  kbd: 'Code',
  samp: 'Code',
  tt: 'Code',
  q: 'Quote',
  a: 'Link',
  ruby: 'Ruby',
  rb: 'RB',
  rt: 'RT',
  rp: 'RP',
  math: 'Formula',
}

const pictures = new Set(['img', 'svg', 'canvas', 'object', 'video', 'picture'])

/** Elements that are inline where nothing else is said of them. */
const inline = new Set(['span', 'em', 'strong', 'b', 'i', 'u', 's', 'sup', 'sub', 'small', 'cite'])

/** Find the type of an element. @returns `undefined` for a picture that is ornament */
export function roleOf({ tag, attributes = {} }: CollectedElement): string | undefined {
  const role = attributes.role ?? ''
  if (pictures.has(tag)) {
    const isOrnament =
      attributes.alt === '' || /^(presentation|none)$/.test(role) || tag === 'picture'
    return isOrnament ? undefined : 'Figure'
  }
  if (/^h[1-6]$/.test(tag)) return tag.toUpperCase()
  if (role === 'doc-footnote' || role === 'doc-endnote') return 'Note'
  const classes = attributes.class?.split(' ') ?? []
  if (tag === 'section' && classes.includes('part')) return 'Part'
  const known = byTag[tag]
  if (known !== undefined) return known
  if (attributes.lang !== undefined || role === 'img')
    return inline.has(tag) || tag === 'a' ? 'Span' : 'Div'
  return inline.has(tag) ? '' : 'Div'
}

/** Types that stand in a line of text (ISO 32000-1, 14.8.4.4). */
export const inlineRoles: ReadonlySet<string> = new Set(
  'Span Quote Reference Link Code Ruby RB RT RP Figure Formula'.split(' '),
)

/** Types that hold blocks, and no words of their own (ISO 32000-1, 14.8.4.2). */
export const groupingRoles: ReadonlySet<string> = new Set(
  'Document Part Art Sect Div BlockQuote Aside'.split(' '),
)

/** Names of list markers in CSS and in PDF (ISO 32000-1, table 347). */
const numberings: Readonly<Record<string, string>> = {
  none: 'None',
  disc: 'Disc',
  circle: 'Circle',
  square: 'Square',
  decimal: 'Decimal',
  'decimal-leading-zero': 'Decimal',
  'lower-roman': 'LowerRoman',
  'upper-roman': 'UpperRoman',
  'lower-alpha': 'LowerAlpha',
  'lower-latin': 'LowerAlpha',
  'upper-alpha': 'UpperAlpha',
  'upper-latin': 'UpperAlpha',
}

/** Name the numbering of a list. */
export const numberingOf = (listStyle: string | undefined): string =>
  numberings[listStyle ?? 'none'] ?? (listStyle?.includes('"') ? 'Disc' : 'Decimal')
