/** How a text file is built: sections, headings, ids, types, languages. */
import { posix } from 'node:path'
import type { OpenDocument, OpenEpub } from '../open-epub.js'
import { childElements, textOf, type XmlElement } from '../read-xml.js'
import { type EpubRule, eachDocument, eachElement } from '../rule.js'

const headingNames = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']
const standard = 'Standard Ebooks Manual of Style'
const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()

/** The text files that are neither contents nor cover. */
export const isText = (document: OpenDocument, epub: OpenEpub): boolean =>
  document !== epub.navigation && document.named('body')[0]?.attributes['epub:type'] !== 'cover'

const firstHeading = (document: OpenDocument) => document.named(...headingNames)[0]

/** Sections in a heading's way are counted, since a reader's outline counts them. */
function* skippedHeadings(document: OpenDocument) {
  let before = 0
  for (const element of document.named(...headingNames)) {
    const level = Number(element.name[1])
    if (before > 0 && level > before + 1)
      yield {
        element,
        reason: `Unexpected \`${element.name}\` after \`h${before}\`, expected \`h${before + 1}\``,
      }
    before = level
  }
}

const voidLike = new Set(['td', 'th', 'a', 'i', 'span', 'div', 'dd', 'dt'])
const holders = new Set(['img', 'svg', 'math', 'audio', 'video', 'object', 'hr', 'input', 'iframe'])

/** Whether nothing in it can be read or seen. */
const isEmpty = ({ children }: XmlElement): boolean =>
  children.every((child) =>
    typeof child === 'string' ? child.trim() === '' : !holders.has(child.name) && isEmpty(child),
  )

/** What Standard Ebooks and the standards ask of the structure. */
export const structureRules: readonly EpubRule[] = [
  {
    id: 'bare-body',
    family: 'careless-epub',
    summary: 'What stands in `body` is a section, a heading’s header or a navigation',
    why: `${standard}, 5.2: readers and scripts take a file apart by its sections`,
    cure: 'Put the text in a section; Octavo does so, unless raw HTML at the top closes it early',
    find: eachDocument(function* (document, epub) {
      if (!isText(document, epub)) return
      for (const body of document.named('body'))
        for (const element of childElements(body))
          if (!/^(section|article|header|nav|aside|figure|div|main)$/.test(element.name))
            yield {
              element,
              reason: `Unexpected \`<${element.name}>\` in \`<body>\`, expected a section`,
            }
    }),
  },
  {
    id: 'section-id',
    family: 'careless-epub',
    summary: 'Every section has an id',
    why: `${standard}, 5.2: contents, links and places that readers keep lead to ids`,
    cure: 'Give the heading an id: `## Title {#id}`',
    find: eachElement(['section'], ({ attributes, parent }) =>
      attributes.id === undefined && attributes.class !== 'notes' && parent
        ? 'Unexpected section without an id'
        : undefined,
    ),
  },
  {
    id: 'heading-id',
    family: 'unpolished-epub',
    summary: 'The id stands on the section, not on its heading',
    why: `${standard}, 5.2: a link then shows the whole section, and CSS can speak of it`,
    cure: 'Leave the id to the section',
    find: eachElement(headingNames, ({ attributes, parent }, document, epub) =>
      attributes.id !== undefined && parent?.name === 'section' && isText(document, epub)
        ? `Unexpected id \`${attributes.id}\` on a heading, expected it on its section`
        : undefined,
    ),
  },
  {
    id: 'file-name-id',
    family: 'careless-epub',
    summary: 'A file is named after the id of its section',
    why: `${standard}, 2.2: one name for one thing, so that a link can be read`,
    cure: 'Do not change the id of a chapter’s section by raw HTML',
    find: eachDocument(function* (document, epub) {
      if (!isText(document, epub)) return
      const element = document.named('section')[0]
      const stem = posix.basename(document.path, '.xhtml')
      const id = element?.attributes.id
      if (id !== undefined && id !== stem)
        yield { element, reason: `Unexpected file name \`${stem}\` for the section \`${id}\`` }
    }),
  },
  {
    id: 'document-title',
    family: 'careless-epub',
    summary: 'The title of a file is its heading',
    why: 'WCAG 2.4.2; readers show it on top of the page and in searches',
    cure: 'Give the chapter a heading',
    find: eachDocument(function* (document, epub) {
      const heading = firstHeading(document)
      const title = squeeze(document.named('title').map(textOf).join(' '))
      if (title === '') yield { reason: 'Missing title of a text file' }
      else if (heading && isText(document, epub) && !namesSame(title, squeeze(textOf(heading))))
        yield { element: heading, reason: `Unexpected title \`${title}\`, expected the heading` }
    }),
  },
  {
    id: 'same-title',
    family: 'unpolished-epub',
    summary: 'No two files have the same title',
    why: 'WCAG 2.4.2: in a list of files or search results each must say which it is',
    cure: 'Give the chapters titles that tell them apart',
    find: function* (epub) {
      const seen = new Set<string>()
      for (const document of epub.documents) {
        const title = squeeze(document.named('title').map(textOf).join(' '))
        if (seen.has(title))
          yield {
            path: document.path,
            reason: `Unexpected second file with the title \`${title}\``,
          }
        seen.add(title)
      }
    },
  },
  {
    id: 'first-heading',
    family: 'inaccessible-epub',
    summary: 'A file has at most one `h1`',
    why: 'WCAG 1.3.1, 2.4.6: listeners jump from heading to heading',
    cure: 'Begin sections inside a chapter with `##`',
    find: eachDocument(function* (document) {
      for (const element of document.named('h1').slice(1))
        yield { element, reason: 'Unexpected second `h1` in one file' }
    }),
  },
  {
    id: 'heading-ladder',
    family: 'inaccessible-epub',
    summary: 'Headings go down one level at a time',
    why: 'WCAG 1.3.1; Ace (heading-order)',
    cure: 'Use the next level: `###` under `##`',
    find: eachDocument(skippedHeadings),
  },
  {
    id: 'empty-heading',
    family: 'inaccessible-epub',
    summary: 'A heading says something',
    why: 'WCAG 2.4.6; Ace (empty-heading)',
    cure: 'Write the heading, or take the `#` out',
    find: eachElement(headingNames, (element) =>
      isEmpty(element) ? 'Unexpected empty heading' : undefined,
    ),
  },
  {
    id: 'empty-element',
    family: 'unpolished-epub',
    summary: 'No paragraph, item, caption or section is empty',
    why: `${standard}, 5.2: white space is for the style sheet; some readers show a blank line`,
    cure: 'Take the empty element out',
    find: eachElement(
      [
        'p',
        'li',
        'figcaption',
        'blockquote',
        'section',
        'figure',
        'caption',
        'em',
        'strong',
        'code',
      ],
      (element) =>
        isEmpty(element) && !voidLike.has(element.name)
          ? `Unexpected empty \`<${element.name}>\``
          : undefined,
    ),
  },
]

/** A heading with its number names the same as a title without it. */
function namesSame(title: string, heading: string): boolean {
  const [one, other] = [plain(title), plain(heading)]
  return other.endsWith(one) || one.endsWith(other) || other.startsWith(one)
}

/** Letters and digits only: type is set in a heading, and not in the code that it holds. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
