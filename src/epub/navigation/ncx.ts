/** `toc.ncx`: the contents for readers of EPUB 2 (OPF 2.0.1, §2.4.1). */
import type { ContentsEntry, MarkedUpBook } from '../../book/book.js'
import { epubWordsFor } from '../epub-words.js'
import { identify } from '../package/identifier.js'
import type { PageTarget } from '../pages/place-page-breaks.js'
import type { Plan } from '../plan-files.js'
import { placeOf } from '../to-link.js'
import { escapeText, escapeValue } from '../xhtml/escape.js'
import { entryTitle } from './entry-title.js'
import type { Landmark } from './list-landmarks.js'

/** Write the NCX. */
export function ncx(
  book: MarkedUpBook,
  plan: Plan,
  landmarks: readonly Landmark[],
  pages: readonly PageTarget[] = [],
): string {
  const { metadata } = book.configuration
  let order = 0
  const point = (title: string, href: string, inside: () => string): string => {
    order += 1
    const start = `<navPoint id="point-${order}" playOrder="${order}">`
    return (
      `${start}<navLabel><text>${escapeText(title)}</text></navLabel>` +
      `<content src="${escapeValue(href)}"/>${inside()}</navPoint>\n`
    )
  }
  const points = (entries: readonly ContentsEntry[]): string =>
    entries
      .map((entry) => {
        const place = placeOf(entry.id, plan)
        const inside = () => points(entry.children)
        return place === undefined
          ? inside()
          : point(entryTitle(entry, metadata.language), place, inside)
      })
      .join('')
  const last = landmarks.at(-1)!
  const map = points(book.contents) || point(last.title, last.href, () => '')
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="${escapeValue(metadata.language)}">`,
    '<head>',
    `<meta name="dtb:uid" content="${identify(metadata)}"/>`,
    `<meta name="dtb:depth" content="${Math.max(1, depthOf(book.contents))}"/>`,
    `<meta name="dtb:totalPageCount" content="${pages.length}"/>`,
    `<meta name="dtb:maxPageNumber" content="${Math.max(0, ...pages.map(numberOf))}"/>`,
    '</head>',
    `<docTitle><text>${escapeText(metadata.title)}</text></docTitle>`,
    ...metadata.creators.map(
      ({ name }) => `<docAuthor><text>${escapeText(name)}</text></docAuthor>`,
    ),
    `<navMap>\n${map}</navMap>`,
    ...pageList(pages, order, metadata.language),
    '</ncx>',
    '',
  ].join('\n')
}

const depthOf = (entries: readonly ContentsEntry[]): number =>
  entries.reduce((depth, entry) => Math.max(depth, 1 + depthOf(entry.children)), 0)

/** The number of a page in arabic numerals; 0 for those of the front matter. */
const numberOf = ({ folio }: PageTarget): number => (/^\d+$/.test(folio) ? Number(folio) : 0)

/** The pages of the print edition (DAISY 3, §8.4.7). @param order the last place that was given */
function pageList(pages: readonly PageTarget[], order: number, language: string): string[] {
  if (pages.length === 0) return []
  const items = pages.map((page, index) => {
    const number = numberOf(page)
    const kind = number > 0 ? `type="normal" value="${number}"` : 'type="front"'
    return (
      `<pageTarget id="page-target-${index + 1}" ${kind} playOrder="${order + index + 1}">` +
      `<navLabel><text>${escapeText(page.folio)}</text></navLabel>` +
      `<content src="${escapeValue(page.href)}"/></pageTarget>`
    )
  })
  const title = escapeText(epubWordsFor(language).pages)
  return [`<pageList><navLabel><text>${title}</text></navLabel>`, ...items, '</pageList>']
}
