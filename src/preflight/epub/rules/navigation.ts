/** Contents and landmarks, and the order of reading. */
import type { OpenDocument } from '../open-epub.js'
import { childElements, textOf, words } from '../read-xml.js'
import type { EpubRule } from '../rule.js'
import { eachLink, linksIn, navOf, outOfOrder, placeOf, whole } from '../ways.js'

const isFront = (document: OpenDocument) =>
  /frontmatter|cover/.test(document.named('body')[0]?.attributes['epub:type'] ?? '')

/** What holds of the ways through a book. */
export const navigationRules: readonly EpubRule[] = [
  {
    id: 'contents-complete',
    family: 'inaccessible-epub',
    summary: 'The contents lead to every file of the text',
    why: 'WCAG 2.4.5; Standard Ebooks m-045',
    cure: 'Give the chapter a heading',
    find: (epub) => {
      const reached = new Set(linksIn(navOf(epub, 'toc')).map((link) => placeOf(link, epub)))
      return epub.documents
        .filter(
          (document) =>
            document !== epub.navigation &&
            !isFront(document) &&
            epub.spine.includes(document.path),
        )
        .filter(({ path }) => !reached.has(path))
        .map(({ path }) => ({
          path,
          reason: `Unexpected file \`${path}\` that the contents do not name`,
        }))
    },
  },
  {
    id: 'contents-order',
    family: 'careless-epub',
    summary: 'The contents are in the order of the book',
    why: 'EPUB 3.3, §7.4.2; EPUBCheck NAV-011',
    cure: 'Leave it to Octavo',
    find: (epub) => outOfOrder('toc', epub),
  },
  {
    id: 'contents-label',
    family: 'inaccessible-epub',
    summary: 'Every line of a list has words',
    why: 'EPUB 3.3, §7.3.1; WCAG 2.4.4',
    cure: 'Give the chapter a title',
    find: (epub) =>
      ['toc', 'landmarks', 'page-list', 'loi', 'lot'].flatMap((type) =>
        eachLink(type, (link) =>
          /[\p{L}\p{N}—]/u.test(textOf(link)) ? undefined : 'Unexpected line without words',
        )(epub),
      ),
  },
  {
    id: 'contents-role',
    family: 'inaccessible-epub',
    summary: 'Contents and page list have their roles',
    why: 'DPUB-ARIA 1.1; Ace (epub-toc-order and the type’s matching role)',
    cure: 'Leave it to Octavo',
    find: whole((epub) => {
      const [contents, pages] = [navOf(epub, 'toc'), navOf(epub, 'page-list')]
      if (contents?.attributes.role !== 'doc-toc') return 'Missing role `doc-toc` of the contents'
      return pages && pages.attributes.role !== 'doc-pagelist'
        ? 'Missing role `doc-pagelist` of the page list'
        : undefined
    }),
  },
  {
    id: 'contents-heading',
    family: 'careless-epub',
    summary: 'Each list of the navigation has a name',
    why: 'WCAG 2.4.6: several `nav` are told apart by their names',
    cure: 'Leave it to Octavo',
    find: (epub) =>
      (epub.navigation?.named('nav') ?? [])
        .filter(
          (nav) =>
            nav.attributes['aria-labelledby'] === undefined &&
            nav.attributes['aria-label'] === undefined &&
            !childElements(nav).some(({ name }) => /^h[1-6]$/.test(name)),
        )
        .map((element) => ({
          path: epub.navigation!.path,
          element,
          reason: 'Unexpected list without a name',
        })),
  },
  {
    id: 'landmark-type',
    family: 'careless-epub',
    summary: 'A landmark has one type',
    why: 'Standard Ebooks; Apple Books passes by those with more',
    cure: 'Leave it to Octavo',
    find: eachLink('landmarks', ({ attributes }) =>
      words(attributes['epub:type']).length === 1
        ? undefined
        : `Unexpected types \`${attributes['epub:type'] ?? ''}\` of a landmark`,
    ),
  },
  {
    id: 'landmark-repeated',
    family: 'careless-epub',
    summary: 'No two landmarks of a type lead to one place',
    why: 'EPUB 3.3, §7.4.3; EPUBCheck RSC-005',
    cure: 'Leave it to Octavo',
    find: (epub) => {
      const seen = new Set<string>()
      return eachLink('landmarks', ({ attributes }) => {
        const key = `${attributes['epub:type']} ${attributes.href}`
        const isSeen = seen.has(key)
        seen.add(key)
        return isSeen ? `Unexpected second landmark \`${attributes['epub:type']}\`` : undefined
      })(epub)
    },
  },
  {
    id: 'landmark-start',
    family: 'careless-epub',
    summary: 'Landmarks name the contents and where the text begins',
    why: 'Kindle Publishing Guidelines 5.1; readers open the book there',
    cure: 'Leave it to Octavo',
    find: whole((epub) => {
      const types = linksIn(navOf(epub, 'landmarks')).flatMap(({ attributes }) =>
        words(attributes['epub:type']),
      )
      const missing = ['toc', 'bodymatter'].filter((type) => !types.includes(type))
      const hasBody = epub.documents.some(
        (document) => document.named('body')[0]?.attributes['epub:type'] === 'bodymatter',
      )
      return missing.some((type) => type === 'toc' || hasBody)
        ? `Missing landmark \`${missing.join('`, `')}\``
        : undefined
    }),
  },
]
