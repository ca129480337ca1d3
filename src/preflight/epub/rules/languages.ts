/** Languages: on the files, on what is in another one, in the package document. */

import type { OpenEpub } from '../open-epub.js'
import { type EpubRule, eachDocument, type Fault } from '../rule.js'

/** Whether a tag can be a language (BCP 47). */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function* badTags(epub: OpenEpub): Generator<Fault> {
  for (const { path, elements } of [...epub.documents, epub.package])
    for (const element of elements)
      for (const name of ['lang', 'xml:lang', 'hreflang']) {
        const tag = element.attributes[name]
        if (tag !== undefined && tag !== '' && !isLanguage(tag))
          yield {
            path,
            element,
            reason: `Unexpected language \`${tag}\`, expected a tag of BCP 47`,
          }
      }
}

/** What holds of languages. */
export const languageRules: readonly EpubRule[] = [
  {
    id: 'language-tag',
    family: 'inaccessible-epub',
    summary: 'A language is a tag of BCP 47',
    why: 'WCAG 3.1.1, 3.1.2: the tag chooses the voice, the hyphens and the shapes of characters',
    cure: 'Write `de`, `pt-BR`, `zh-Hant`: see the IANA Language Subtag Registry',
    find: badTags,
  },
  {
    id: 'language-pair',
    family: 'careless-epub',
    summary: '`lang` and `xml:lang` stand together and agree',
    why: 'HTML (§3.2.6.2): readers of XML look at one, readers of HTML at the other',
    cure: 'Write `lang` only; Octavo adds the other',
    find: eachDocument(function* ({ elements }) {
      for (const element of elements) {
        const { lang, 'xml:lang': xml } = element.attributes
        if (lang !== xml && element.name !== 'svg')
          yield {
            element,
            reason: `Unexpected \`lang="${lang ?? ''}"\` with \`xml:lang="${xml ?? ''}"\``,
          }
      }
    }),
  },
  {
    id: 'document-language',
    family: 'inaccessible-epub',
    summary: 'Every file says its language',
    why: 'WCAG 3.1.1; Ace (html-has-lang)',
    cure: 'Set `language:` in `book.yaml`',
    find: eachDocument(function* ({ root }) {
      if (!root.attributes['xml:lang'])
        yield { element: root, reason: 'Missing language of a text file' }
    }),
  },
  {
    id: 'package-language',
    family: 'careless-epub',
    summary: 'The package document is in the language of the book, and the book has one',
    why: 'EPUB 3.3, §5.5.3; shops sort and search by it, Kindle refuses a book without',
    cure: 'Set `language:` in `book.yaml`',
    find: function* ({ package: book }) {
      const said = book.named('dc:language').map(({ children }) => children.join('').trim())
      const [element] = book.named('dc:language')
      if (!said[0] || !isLanguage(said[0]) || said[0] === 'und')
        yield {
          path: book.path,
          element,
          reason: `Unexpected language \`${said[0] ?? ''}\` of the book`,
        }
      else if (book.root.attributes['xml:lang'] !== said[0])
        yield {
          path: book.path,
          element: book.root,
          reason: `Unexpected \`xml:lang\` of the package document, expected \`${said[0]}\``,
        }
    },
  },
]
