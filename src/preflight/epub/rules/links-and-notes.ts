/** Links and notes: that they say where they lead, lead there, and lead back. */
import { type OpenDocument, type OpenEpub, resolvePath } from '../open-epub.js'
import { descendants, textOf, words, type XmlElement } from '../read-xml.js'
import { type EpubRule, eachElement, type Fault } from '../rule.js'

const vague =
  /^(click here|here|this|link|this link|this page|more|read more|hier|dieser link|ici|cliquez ici|aquí|qui|hier klicken)[.!]?$/i

const isNote = ({ attributes }: XmlElement) =>
  words(attributes['epub:type']).some((type) => type === 'footnote' || type === 'endnote') ||
  attributes.role === 'doc-footnote'
const isCallout = ({ attributes }: XmlElement) => words(attributes['epub:type']).includes('noteref')
const nameOf = (element: XmlElement) =>
  `${textOf(element)}${element.attributes['aria-label'] ?? ''}${[...descendants(element)]
    .map(({ attributes }) => attributes.alt ?? attributes.alttext ?? attributes['aria-label'] ?? '')
    .join('')}`.trim()

/** The element that a link inside the book leads to. */
function target(link: XmlElement, from: OpenDocument, epub: OpenEpub): XmlElement | undefined {
  const href = link.attributes.href ?? ''
  const path = resolvePath(from.path, href)
  return epub.documents
    .find((document) => document.path === path)
    ?.ids.get(href.replace(/^[^#]*#?/, ''))
}

function* lonelyNotes(epub: OpenEpub): Generator<Fault> {
  const called = new Set(
    epub.documents.flatMap((document) =>
      document
        .named('a')
        .filter(isCallout)
        .map((link) => target(link, document, epub)),
    ),
  )
  for (const { path, named } of epub.documents)
    for (const element of named('aside', 'li', 'div'))
      if (isNote(element) && !called.has(element))
        yield { path, element, reason: 'Unexpected note that nothing calls' }
}

/** What holds of links and notes. */
export const linkAndNoteRules: readonly EpubRule[] = [
  {
    id: 'link-text',
    family: 'inaccessible-epub',
    summary: 'The words of a link say where it leads',
    why: 'WCAG 2.4.4, failure F84: voices list the links of a page by their words',
    cure: 'Make the title of what it leads to the link',
    find: eachElement(['a'], (link) =>
      link.attributes.href !== undefined && vague.test(textOf(link).trim())
        ? `Unexpected link \`${textOf(link).trim()}\`, expected where it leads`
        : undefined,
    ),
  },
  {
    id: 'empty-link',
    family: 'inaccessible-epub',
    summary: 'A link has words',
    why: 'WCAG 2.4.4; Ace (link-name)',
    cure: 'Write them in the brackets, or take the link out',
    find: eachElement(['a'], (link) =>
      link.attributes.href !== undefined && nameOf(link) === ''
        ? 'Unexpected link without words'
        : undefined,
    ),
  },
  {
    id: 'local-link',
    family: 'careless-epub',
    summary: 'No link leads to the author’s own machine',
    why: 'Nobody else can follow it',
    cure: 'Link to the public address, or put the address in backticks',
    find: eachElement(['a'], ({ attributes }) =>
      /^(file:|[a-z]:\\|\/)/i.test(attributes.href ?? '')
        ? `Unexpected link to \`${attributes.href}\``
        : undefined,
    ),
  },
  {
    id: 'note-back-link',
    family: 'inaccessible-epub',
    summary: 'A note has a link back to its callout, with a name',
    why: 'Standard Ebooks s-056; Kindle Publishing Guidelines 10.3.12; WCAG 2.4.4',
    cure: 'Leave it to Octavo',
    find: eachElement(['aside', 'li', 'div'], (note, document, epub) => {
      if (!isNote(note)) return undefined
      const back = [...descendants(note)].find(
        ({ attributes }) => attributes.role === 'doc-backlink',
      )
      if (!back) return 'Unexpected note without a link back'
      return target(back, document, epub) ? undefined : 'Unexpected link back that leads nowhere'
    }),
  },
  {
    id: 'note-callout',
    family: 'careless-epub',
    summary: 'Every note is called',
    why: 'Standard Ebooks s-040: a note that is hidden in the text can only be reached by its callout',
    cure: 'Call the note, or take it out',
    find: lonelyNotes,
  },
  {
    id: 'callout-target',
    family: 'careless-epub',
    summary: 'A callout leads to a note of the right type',
    why: 'Apple Books Asset Guide 5.3; Kobo EPUB guidelines: readers pop up `aside` of type `footnote` only',
    cure: 'Leave it to Octavo',
    find: eachElement(['a'], (link, document, epub) => {
      if (!isCallout(link)) return undefined
      const note = target(link, document, epub)
      return note && isNote(note)
        ? undefined
        : `Unexpected callout to \`${link.attributes.href}\`, which is no note`
    }),
  },
  {
    id: 'note-place',
    family: 'unpolished-epub',
    summary: 'A note stands in the file of its callout, and after it',
    why: 'Kobo EPUB guidelines: the pop-up needs the note after the callout, in at most 5000 characters',
    cure: 'Leave it to Octavo; shorten a note that is longer than a page',
    find: eachElement(['a'], (link, document) => {
      if (!isCallout(link)) return undefined
      const note = document.ids.get((link.attributes.href ?? '').replace(/^[^#]*#/, ''))
      if (!note) return undefined
      if (note.at < link.at) return 'Unexpected note before its callout'
      const { length } = textOf(note)
      return length > 5000
        ? `Unexpected note of ${length} characters, too long to pop up`
        : undefined
    }),
  },
  {
    id: 'many-notes',
    family: 'unpolished-epub',
    summary: 'A file has at most 500 notes',
    why: 'Standard Ebooks splits longer lists: old readers stop at them',
    cure: 'Divide the chapter',
    find: function* (epub) {
      for (const { path, named } of epub.documents) {
        const notes = named('aside', 'li').filter(isNote)
        if (notes.length > 500)
          yield {
            path,
            element: notes[500],
            reason: `Unexpected ${notes.length} notes in one file`,
          }
      }
    },
  },
]
