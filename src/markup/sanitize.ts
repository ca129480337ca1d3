/** Keep only elements and attributes that a book may hold; hast-util-sanitize does the work. */
import type { Root } from 'hast'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { placeholderName } from './finished.js'
import { htmlNames, mathNames, removedNames, svgNames } from './html-names.js'

const words = (text: string) => text.trim().split(/\s+/)

/** Presentation attributes of SVG 1.1 and geometry; never events, never references out of the picture. */
const svgAttributes = words(`
  viewBox preserveAspectRatio x y x1 y1 x2 y2 cx cy r rx ry d points width height transform fill fillOpacity
  fillRule stroke strokeWidth strokeOpacity strokeDashArray strokeDashArray strokeLineCap strokeLineJoin
  strokeMiterLimit opacity offset stopColor stopOpacity textAnchor dominantBaseline fontFamily fontSize fontWeight
  fontStyle letterSpacing gradientUnits gradientTransform clipPath clipPathUnits maskUnits patternUnits
  markerWidth markerHeight markerStart markerMid markerEnd refX refY orient dx dy rotate xmlns version color filter
  stdDeviation in in2 result spreadMethod fx fy vectorEffect textLength lengthAdjust paintOrder`)

const mathAttributes = words(`
  display alttext mathVariant mathvariant stretchy fence separator form lspace rspace minsize maxsize symmetric
  largeop movablelimits accent accentunder linethickness columnalign rowspacing columnspacing columnlines
  rowlines frame columnspan rowspan width height depth displaystyle scriptlevel encoding dir`)

const schema: Schema = {
  tagNames: [...htmlNames, ...svgNames, ...mathNames, placeholderName],
  strip: [...removedNames],
  attributes: {
    '*': [
      'id',
      'className',
      'lang',
      'xmlLang',
      'dir',
      'title',
      'role',
      'epubType',
      'tabIndex',
      'align',
      'data*',
      ['ariaHidden', 'true', 'false'],
      'ariaLabel',
      'ariaLabelledBy',
      'ariaDescribedBy',
      'ariaDetails',
      'dataResolved',
    ],
    a: ['href', 'name', 'rel', 'hrefLang'],
    img: ['src', 'alt', 'width', 'height', 'longdesc', 'dark', 'page'],
    figure: ['width'],
    ol: ['start', 'type', 'reversed'],
    li: ['value'],
    td: ['colSpan', 'rowSpan', 'headers', 'vAlign', 'width'],
    th: ['colSpan', 'rowSpan', 'headers', 'scope', 'abbr', 'vAlign', 'width'],
    col: ['span', 'width'],
    colgroup: ['span'],
    table: ['summary', 'width'],
    time: ['dateTime'],
    data: ['value'],
    del: ['dateTime', 'cite'],
    ins: ['dateTime', 'cite'],
    blockquote: ['cite'],
    q: ['cite'],
    details: ['open'],
    [placeholderName]: ['dataIndex'],
    ...Object.fromEntries(
      [...svgNames].map((name) => [name, name === 'a' ? ['href'] : svgAttributes]),
    ),
    ...Object.fromEntries([...mathNames].map((name) => [name, mathAttributes])),
    // References inside the picture only; `protocols` allows none but `#id`.
    use: [...svgAttributes, ['href', /^#/], ['xLinkHref', /^#/]],
    textPath: [...svgAttributes, ['href', /^#/], ['xLinkHref', /^#/]],
    linearGradient: [...svgAttributes, ['href', /^#/], ['xLinkHref', /^#/]],
    radialGradient: [...svgAttributes, ['href', /^#/], ['xLinkHref', /^#/]],
    image: [
      ...svgAttributes,
      ['href', /^data:image\/(png|jpeg);base64,/],
      ['xLinkHref', /^data:image\/(png|jpeg);base64,/],
    ],
  },
  // Addresses of links and pictures are judged, and reported, by `resolve-links.ts` and `collect-pictures.ts`.
  protocols: {},
  clobber: [],
  clobberPrefix: '',
  ancestors: {
    tbody: ['table'],
    td: ['table'],
    th: ['table'],
    thead: ['table'],
    tfoot: ['table'],
    tr: ['table'],
    caption: ['table'],
    col: ['table'],
    colgroup: ['table'],
    li: ['ul', 'ol'],
  },
  allowComments: false,
  allowDoctypes: false,
}

/** Sanitise a chapter; positions and the text of dropped elements are kept. */
export const sanitizeChapter = (tree: Root): Root => sanitize(tree, schema) as Root
