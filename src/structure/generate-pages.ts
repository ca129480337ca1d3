/** The pages that a book has before its text, made from the metadata. */
import type { BlockContent, Paragraph, Root } from 'mdast'
import type { Chapter } from '../book/book.js'
import type { Configuration, Creator } from '../book/configuration.js'
import { wordsFor } from '../book/words.js'
import { emptyFile } from './empty-file.js'

/**
 * Make half-title, title page and copyright page.
 *
 * @param authored roles of the pages that the author wrote; they are left to them
 */
export function generatePages(
  configuration: Configuration,
  authored: ReadonlySet<string>,
): Chapter[] {
  const { metadata } = configuration
  const words = wordsFor(metadata.language)
  const pages: Chapter[] = []
  const add = (role: string, titleText: string, children: BlockContent[]) => {
    if (authored.has(role)) return
    pages.push({
      id: role,
      kind: 'generated',
      role,
      matter: 'front',
      depth: 1,
      title: [{ type: 'text', value: titleText }],
      titleText,
      file: emptyFile(role),
      path: '',
      language: metadata.language,
      tree: { type: 'root', children } satisfies Root,
    })
  }
  add('half-title', words.halfTitle, [line('half-title', metadata.title)])
  add('title-page', words.titlePage, titlePage(configuration))
  add('copyright-page', words.copyright, copyrightPage(configuration))
  return pages
}

const line = (name: string, ...values: string[]): Paragraph => ({
  type: 'paragraph',
  data: { hProperties: { className: [name] } },
  children: values.flatMap((value, index) => [
    ...(index > 0 ? [{ type: 'break' as const }] : []),
    { type: 'text' as const, value },
  ]),
})

function titlePage({ metadata }: Configuration): BlockContent[] {
  const authors = metadata.creators.filter((creator) => creator.role === 'aut')
  const others = metadata.creators.filter((creator) => creator.role !== 'aut')
  return [
    line('book-title', metadata.title),
    ...(metadata.subtitle ? [line('book-subtitle', metadata.subtitle)] : []),
    ...(authors.length > 0
      ? [line('book-creators', ...authors.map((creator) => creator.name))]
      : []),
    ...others.map((creator) => line('book-contributor', contribution(creator, metadata.language))),
    ...(metadata.edition ? [line('book-edition', metadata.edition)] : []),
    ...(metadata.publisher ? [line('book-publisher', metadata.publisher)] : []),
  ]
}

/** "Translated by …"; who has another part in the book stands there with "With". */
function contribution({ role, name }: Creator, language: string): string {
  const words: Readonly<Record<string, string>> = wordsFor(language).contributors
  return `${words[role] ?? words.ctb} ${name}`
}

function copyrightPage({ metadata }: Configuration): BlockContent[] {
  const year = metadata.date?.slice(0, 4)
  const names = metadata.creators
    .filter((creator) => creator.role === 'aut')
    .map((creator) => creator.name)
  const isFree = metadata.rights !== undefined && /public domain|CC0/i.test(metadata.rights)
  const isClaimed = /^\s*(©|\(c\)|copyright)/i.test(metadata.rights ?? '')
  const owner =
    names.length > 0 && !isFree && !isClaimed
      ? [line('copyright-notice', `© ${[year, names.join(', ')].filter(Boolean).join(' ')}`)]
      : []
  const full = metadata.subtitle ? `${metadata.title}: ${metadata.subtitle}` : metadata.title
  return [
    line('copyright-title', full),
    ...owner,
    ...(metadata.rights ? [line('rights', metadata.rights)] : []),
    ...(metadata.publisher || metadata.edition
      ? [
          line(
            'imprint',
            [metadata.publisher, metadata.edition, metadata.date].filter(Boolean).join(', '),
          ),
        ]
      : []),
    ...(metadata.isbn.print
      ? [line('isbn', `ISBN ${hyphenless(metadata.isbn.print)} (print)`)]
      : []),
    ...(metadata.isbn.epub ? [line('isbn', `ISBN ${hyphenless(metadata.isbn.epub)} (EPUB)`)] : []),
    ...(metadata.identifier ? [line('identifier', metadata.identifier)] : []),
    ...(metadata.source ? [line('source', metadata.source)] : []),
  ]
}

/** ISBN-13 with its prefix set off, as the bar code shows it: 978 0123456789. */
const hyphenless = (isbn: string) => isbn.replace(/^(97[89])/, '$1-')
