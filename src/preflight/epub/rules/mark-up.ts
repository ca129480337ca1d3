/** What elements carry: types and roles, ids, and nothing that belongs elsewhere. */
import type { OpenDocument, OpenEpub } from '../open-epub.js'
import { words } from '../read-xml.js'
import { type EpubRule, eachDocument } from '../rule.js'
import { epubTypes, roleOfType } from '../semantics.js'

const standard = 'Standard Ebooks Manual of Style'

const referring = ['aria-labelledby', 'aria-describedby', 'aria-details', 'headers']

function linksOf(document: OpenDocument): string[] {
  const found: string[] = []
  for (const { attributes } of document.elements)
    for (const name in attributes)
      if (name === 'href') found.push(fragmentOf(attributes.href!))
      else if (referring.includes(name)) found.push(...words(attributes[name]))
  return found
}

const fragmentOf = (address: string): string => address.replace(/^[^#]*#?/, '')

/** What is said is found by its id; Kobo's devices find every sentence by its own. */
const saidIds = ({ overlays }: OpenEpub): ReadonlySet<string> =>
  new Set(
    overlays.flatMap(({ named }) =>
      named('text').map(({ attributes }) => fragmentOf(attributes.src ?? '')),
    ),
  )
const isKobos = (classes: string | undefined): boolean => words(classes).includes('koboSpan')

/** What holds of the mark-up. */
export const markUpRules: readonly EpubRule[] = [
  {
    id: 'unknown-type',
    family: 'careless-epub',
    summary: '`epub:type` has words of the vocabulary',
    why: 'EPUB 3 Structural Semantics Vocabulary 1.1; EPUBCheck OPF-088',
    cure: 'Use a word of the vocabulary, or a class',
    find: eachDocument(function* ({ elements }) {
      for (const element of elements)
        for (const type of words(element.attributes['epub:type']))
          if (!type.includes(':') && !epubTypes.has(type))
            yield { element, reason: `Unexpected \`epub:type\` \`${type}\`` }
    }),
  },
  {
    id: 'type-without-role',
    family: 'inaccessible-epub',
    summary: 'Where `epub:type` has a role of the same meaning, the role is there too',
    why: 'EPUB Type to ARIA Role Authoring Guide; Ace (epub-type-has-matching-role): screen readers know roles only',
    cure: 'Add the role beside the type',
    find: eachDocument(function* (document, epub) {
      for (const element of document.elements) {
        if (element.attributes['epub:type'] === undefined) continue
        if (element.name === 'body' || element.parent === undefined) continue
        if (document === epub.navigation && element.name === 'a') continue
        const roles = words(element.attributes.role)
        for (const type of words(element.attributes['epub:type'])) {
          const role = roleOfType[type]
          if (role !== undefined && !roles.includes(role))
            yield {
              element,
              reason: `Unexpected \`epub:type="${type}"\` without the role \`${role}\``,
            }
        }
      }
    }),
  },
  {
    id: 'body-type',
    family: 'careless-epub',
    summary: 'Each file says whether it is front, body or back matter',
    why: `${standard}, 5.2: readers begin at the body matter`,
    cure: 'Leave it to Octavo',
    find: eachDocument(function* (document, epub) {
      if (document === epub.navigation) return
      for (const element of document.named('body'))
        if (
          !/^(frontmatter|bodymatter|backmatter|cover)$/.test(element.attributes['epub:type'] ?? '')
        )
          yield { element, reason: 'Unexpected `<body>` without the type of its matter' }
    }),
  },
  {
    id: 'inline-style',
    family: 'careless-epub',
    summary: 'Style is in the style sheet',
    why: `${standard}, 5.1: what stands in the text cannot be changed for a reader or a shop`,
    cure: 'Use a class, and `styles:` in `book.yaml`',
    find: eachDocument(function* ({ elements }) {
      for (const element of elements)
        if (
          element.attributes.style !== undefined ||
          (element.name === 'style' && element.parent?.name === 'head')
        )
          yield { element, reason: `Unexpected style in the text, on \`<${element.name}>\`` }
    }),
  },
  {
    id: 'script',
    family: 'careless-epub',
    summary: 'Nothing runs',
    why: 'Shops refuse scripts, and most readers never run them',
    cure: 'Take the script out',
    find: eachDocument(function* ({ elements }) {
      for (const element of elements)
        if (
          element.name === 'script' ||
          Object.keys(element.attributes).some((name) => /^on[a-z]+$/.test(name))
        )
          yield { element, reason: `Unexpected script on \`<${element.name}>\`` }
    }),
  },
  {
    id: 'unused-id',
    family: 'unpolished-epub',
    summary: 'An id inside a line is there because something leads to it',
    why: `${standard}, 5.1: what is left over misleads whoever works on the book next`,
    cure: 'Take the id out, or refer to it',
    find: function* (epub) {
      const used = new Set([...epub.documents.flatMap(linksOf), ...saidIds(epub)])
      for (const { path, named } of epub.documents)
        for (const element of named('span', 'em', 'strong', 'code', 'p', 'i', 'b')) {
          const { id, role, class: classes } = element.attributes
          if (id !== undefined && !used.has(id) && role === undefined && !isKobos(classes))
            yield {
              path,
              element,
              reason: `Unexpected id \`${id}\`, expected that something leads to it`,
            }
        }
    },
  },
  {
    id: 'named-entity',
    family: 'careless-epub',
    summary: 'Characters stand as themselves, not as numbers or names',
    why: `${standard}, 8.1: names of HTML are unknown to XML, and numbers cannot be read`,
    cure: 'Leave it to Octavo',
    find: eachDocument(function* ({ source }) {
      const found = /&(?!amp;|lt;|gt;|quot;|apos;|#160;|#xa0;|#13;|#10;|#9;)[#\w]+;/i.exec(source)
      if (found) yield { reason: `Unexpected \`${found[0]}\`, expected the character itself` }
    }),
  },
]
