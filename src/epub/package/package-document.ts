/** `content.opf`: what the EPUB is, what is in it, and in which order (EPUB 3.3, §5). */
import { escapeValue } from '../xhtml/escape.js'
import { identifierId } from './describe-book.js'

/** A file of the package. */
export interface ManifestItem {
  /** Relative to the package document. */
  readonly path: string
  readonly mediaType: string
  /** `nav`, `cover-image`, `mathml`, `svg` (EPUB 3.3, appendix D.6.1). */
  readonly properties?: readonly string[]
  /** Path of the overlay that plays with it. */
  readonly overlay?: string | undefined
}

/** A place of the `guide`, for readers of EPUB 2. */
export interface GuideReference {
  readonly type: string
  readonly title: string
  readonly href: string
}

export interface PackageParts {
  readonly language: string
  readonly isRightToLeft: boolean
  /** Elements of `<metadata>`, finished. */
  readonly metadata: readonly string[]
  readonly manifest: readonly ManifestItem[]
  /** Paths of the files in reading order. */
  readonly spine: readonly string[]
  readonly guide: readonly GuideReference[]
  /** Tells Apple Books to use the book's own fonts. */
  readonly hasFonts: boolean
  /** Path of the cover's picture. */
  readonly coverPath: string
}

/** Write the package document. */
export function packageDocument(parts: PackageParts): string {
  const prefix = parts.hasFonts
    ? ' prefix="ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"'
    : ''
  const direction = parts.isRightToLeft ? ' page-progression-direction="rtl"' : ''
  const metadata = [
    ...parts.metadata,
    ...(parts.hasFonts ? ['<meta property="ibooks:specified-fonts">true</meta>'] : []),
    `<meta name="cover" content="${escapeValue(itemId(parts.coverPath))}"/>`,
  ]
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="${identifierId}" ` +
      `xml:lang="${escapeValue(parts.language)}"${prefix}>`,
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
    ...metadata,
    '</metadata>',
    '<manifest>',
    ...parts.manifest.map(itemLine),
    '</manifest>',
    `<spine toc="toc.ncx"${direction}>`,
    ...parts.spine.map((path) => `<itemref idref="${escapeValue(itemId(path))}"/>`),
    '</spine>',
    '<guide>',
    ...parts.guide.map(
      ({ type, title, href }) =>
        `<reference type="${type}" title="${escapeValue(title)}" href="${escapeValue(href)}"/>`,
    ),
    '</guide>',
    '</package>',
    '',
  ].join('\n')
}

/** Make the id of a file from its path: unique as the path is, and an NCName. */
export const itemId = (path: string): string => path.replaceAll('/', '_')

function itemLine({ path, mediaType, properties = [], overlay }: ManifestItem): string {
  const listed = properties.length > 0 ? ` properties="${properties.join(' ')}"` : ''
  const spoken = overlay === undefined ? '' : ` media-overlay="${escapeValue(itemId(overlay))}"`
  return `<item id="${escapeValue(itemId(path))}" href="${escapeValue(path)}" media-type="${mediaType}"${listed}${spoken}/>`
}
