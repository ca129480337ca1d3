/** The pages of the print edition, and what old readers find their way by: NCX and guide. */
import { valuesOf } from '../metadata.js'
import type { OpenEpub } from '../open-epub.js'
import { childElements, textOf, words } from '../read-xml.js'
import type { EpubRule } from '../rule.js'
import { linksIn, navOf, outOfOrder, squeeze, whole } from '../ways.js'

const markersOf = (epub: OpenEpub) =>
  epub.documents.flatMap(({ elements }) =>
    elements.filter(({ attributes }) => attributes.role === 'doc-pagebreak'),
  )

/** The labels of the NCX, in order. */
const ncxLabels = (epub: OpenEpub) =>
  epub.ncx?.named('navPoint').map((point) => {
    const label = childElements(point).find(({ name }) => name === 'navLabel')
    return label ? squeeze(textOf(label)) : ''
  }) ?? []

/** What holds of page lists, NCX and guide. */
export const pageRules: readonly EpubRule[] = [
  {
    id: 'old-contents',
    family: 'careless-epub',
    summary: 'The NCX for old readers has the same lines as the contents',
    why: 'Standard Ebooks m-050: one book has one table of contents; Kindle shows the NCX',
    cure: 'Leave it to Octavo',
    find: whole((epub) => {
      if (!epub.ncx) return 'Missing NCX for old readers'
      const labels = linksIn(navOf(epub, 'toc')).map((link) => squeeze(textOf(link)))
      // It may be less deep: Kindle shows two levels.
      const others = ncxLabels(epub)
      let at = 0
      for (const label of labels) if (label === others[at]) at += 1
      return at === others.length && others.at(0) === labels.at(0)
        ? undefined
        : 'Unexpected lines of the NCX, expected those of the contents'
    }),
  },
  {
    id: 'old-contents-order',
    family: 'careless-epub',
    summary: 'The NCX counts its points from one, without gaps',
    why: 'OPF 2.0.1, §2.4.1.2; Send to Kindle fails at gaps',
    cure: 'Leave it to Octavo',
    find: whole((epub) => {
      const orders = (epub.ncx?.named('navPoint', 'pageTarget') ?? []).map(({ attributes }) =>
        Number(attributes.playOrder),
      )
      const distinct = [...new Set(orders)].sort((a, b) => a - b)
      return distinct.some((order, at) => order !== at + 1)
        ? 'Unexpected gap in the order of the NCX'
        : undefined
    }),
  },
  {
    id: 'guide',
    family: 'careless-epub',
    summary: 'The guide for old readers names cover, contents and the text',
    why: 'OPF 2.0.1, §2.6; Kindle Publishing Guidelines 5.1',
    cure: 'Leave it to Octavo',
    find: whole((epub) => {
      const types = epub.package.named('reference').map(({ attributes }) => attributes.type)
      const missing = ['cover', 'toc'].filter((type) => !types.includes(type))
      return missing.length > 0 ? `Missing \`${missing.join('`, `')}\` in the guide` : undefined
    }),
  },
  {
    id: 'page-list',
    family: 'inaccessible-epub',
    summary:
      'The page list leads to every page of the print edition, in order, and says which edition',
    why: 'EPUB Accessibility 1.1, §2.3: page breaks in the text and no list is a MUST broken',
    cure: 'Leave it to Octavo',
    find: whole((epub) => {
      const pages = linksIn(navOf(epub, 'page-list'))
      const markers = markersOf(epub)
      const ids = new Set(pages.map(({ attributes }) => attributes.href?.replace(/^.*#/, '')))
      const lost = markers.find(({ attributes }) => !ids.has(attributes.id ?? ''))
      if (lost)
        return `Missing page \`${lost.attributes['aria-label'] ?? lost.attributes.id ?? ''}\` in the page list`
      const isNamed =
        valuesOf(epub.package, 'pageBreakSource').length +
          valuesOf(epub.package, 'dc:source').length >
        0
      if (markers.length > 0 && !isNamed) return 'Missing source of the page breaks'
      return [...outOfOrder('page-list', epub)][0]?.reason
    }),
  },
  {
    id: 'page-marker',
    family: 'inaccessible-epub',
    summary: 'A page break has an id, a name and its role',
    why: 'EPUB Accessibility 1.1, §2.3.2; Ace (pagebreak-label)',
    cure: 'Leave it to Octavo',
    find: (epub) =>
      epub.documents.flatMap(({ path, elements }) =>
        elements
          .filter(({ attributes }) => words(attributes['epub:type']).includes('pagebreak'))
          .filter(
            (element) =>
              element.attributes.id === undefined ||
              element.attributes.role !== 'doc-pagebreak' ||
              (
                element.attributes['aria-label'] ??
                element.attributes.title ??
                textOf(element)
              ).trim() === '',
          )
          .map((element) => ({
            path,
            element,
            reason: 'Unexpected page break without id, name or role',
          })),
      ),
  },
]
