/**
 * What HTML forbids and epubcheck-ts does not see: attributes, roles, what stands in what. EPUBCheck (Java) calls all
 * of it RSC-005. MathML and SVG have their own schemas, which it reads.
 */
import { blocks, holdsPhrasing, onlyChildren, onlyParents, required } from '../content-models.js'
import { globalAttributes, ownAttributes, wholeNumbers } from '../html-attributes.js'
import type { OpenDocument } from '../open-epub.js'
import { isWithin, words, type XmlElement } from '../read-xml.js'
import { bookRoles, mayHaveRole, pageRoles } from '../roles.js'
import { type EpubRule, eachDocument } from '../rule.js'

const foreign = new Set(['svg', 'math'])
const links = new Set(['a', 'button'])
const tag = ({ name }: XmlElement) => `\`<${name}>\``
const why = 'HTML, which EPUB 3.3 (§6.1) follows; EPUBCheck rejects the book (RSC-005)'
const mend = 'Raw HTML in the manuscript is the usual reason; write it as HTML asks'

/** Look at every element of HTML, and not of what is drawn or set in it. */
const eachHtmlElement = (judge: (element: XmlElement) => string | undefined): EpubRule['find'] =>
  eachDocument(function* (document) {
    for (const element of htmlElements(document)) {
      const reason = judge(element)
      if (reason !== undefined) yield { element, reason }
    }
  })

const known = new WeakMap<OpenDocument, readonly XmlElement[]>()

function htmlElements(document: OpenDocument): readonly XmlElement[] {
  const found =
    known.get(document) ??
    (document.named('svg', 'math').length > 0
      ? document.elements.filter((element) => !isWithin(element.parent, foreign))
      : document.elements)
  known.set(document, found)
  return found
}

function judgeAttributes(element: XmlElement): string | undefined {
  const own = ownAttributes[element.name]
  if (!own) return undefined
  for (const name in element.attributes) {
    if (globalAttributes.has(name) || own.has(name) || /^(aria-|data-|on)/.test(name)) continue
    return `Unexpected attribute \`${name}\` on ${tag(element)}, expected one that HTML has there`
  }
  return undefined
}

function judgeValues(element: XmlElement): string | undefined {
  // Lengths of a drawing have units (SVG 2, §8.2).
  if (element.name === 'svg') return undefined
  for (const name in element.attributes) {
    const value = element.attributes[name]!
    if (!wholeNumbers.has(name) || /^\d+$/.test(value)) continue
    return `Unexpected \`${name}="${value}"\` on ${tag(element)}, expected a whole number`
  }
  return undefined
}

function judgeChildren(element: XmlElement): string | undefined {
  const only = onlyChildren[element.name]
  if (!only) return undefined
  for (const child of element.children) {
    if (typeof child !== 'string') {
      if (!only.has(child.name)) return `Unexpected ${tag(child)} in ${tag(element)}`
    } else if (child.trim() !== '')
      return `Unexpected text in ${tag(element)}, expected elements only`
  }
  return undefined
}

function judgeParent(element: XmlElement): string | undefined {
  const { name, parent } = element
  if (!parent) return undefined
  const only = onlyParents[name]
  if (only && !only.has(parent.name)) return `Unexpected ${tag(element)} in ${tag(parent)}`
  if (blocks.has(name) && holdsPhrasing.has(parent.name))
    return `Unexpected ${tag(element)} in ${tag(parent)}, expected running text`
  return undefined
}

function judgeCaption(element: XmlElement): string | undefined {
  if (element.name !== 'figcaption' || element.parent?.name !== 'figure') return undefined
  const around = element.parent.children.filter(
    (child) => typeof child !== 'string' || child.trim() !== '',
  )
  return around[0] === element || around.at(-1) === element
    ? undefined
    : 'Unexpected `<figcaption>` in the middle of a figure, expected it first or last'
}

const isRole = (role: string) => bookRoles.has(role) || pageRoles.has(role)

/** What HTML asks of a file. */
export const xhtmlRules: readonly EpubRule[] = [
  {
    id: 'unknown-element',
    family: 'invalid-epub',
    summary: 'Every element is one of HTML, SVG or MathML',
    why,
    cure: mend,
    find: eachHtmlElement((element) =>
      ownAttributes[element.name] || foreign.has(element.name)
        ? undefined
        : `Unexpected ${tag(element)}, expected an element of HTML`,
    ),
  },
  {
    id: 'unknown-attribute',
    family: 'invalid-epub',
    summary: 'An element has attributes that HTML gives it, and none of old',
    why,
    cure: mend,
    find: eachHtmlElement(judgeAttributes),
  },
  {
    id: 'invalid-number',
    family: 'invalid-epub',
    summary: 'Widths, heights and spans are whole numbers, without `%` or `px`',
    why,
    cure: 'Give a share of the measure by a class or `{width=50%}`',
    find: eachHtmlElement(judgeValues),
  },
  {
    id: 'missing-attribute',
    family: 'invalid-epub',
    summary: 'An image says which picture it shows',
    why,
    cure: 'Give the picture a `src`, or take the tag out',
    find: eachHtmlElement((element) => {
      const missing = required[element.name]?.find((name) => !element.attributes[name])
      return missing && `Missing \`${missing}\` on ${tag(element)}`
    }),
  },
  {
    id: 'invalid-id',
    family: 'invalid-epub',
    summary: 'An id is one word that XML can take for a name',
    why: 'XML 1.0 (§3.3.1): an ID is a Name. EPUBCheck rejects the book (RSC-005)',
    cure: 'Use letters, digits and hyphens, beginning with a letter',
    find: eachDocument(function* ({ elements }) {
      for (const element of elements) {
        const { id } = element.attributes
        if (id !== undefined && !/^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*$/u.test(id))
          yield { element, reason: `Unexpected id \`${id}\`, expected one word` }
      }
    }),
  },
  {
    id: 'unknown-role',
    family: 'invalid-epub',
    summary: 'A role is one of WAI-ARIA or DPUB-ARIA',
    why: 'WAI-ARIA 1.2 (§5.3), DPUB-ARIA 1.1 (§3): what no reader knows says nothing',
    cure: 'Take the role out, or use one of the vocabulary',
    find: eachHtmlElement(({ attributes }) => {
      const unknown = words(attributes.role).find((role) => !isRole(role))
      return unknown && `Unexpected role \`${unknown}\`, expected one of ARIA`
    }),
  },
  {
    id: 'misplaced-role',
    family: 'invalid-epub',
    summary: 'A role stands on an element that may have it',
    why: 'ARIA in HTML (§4): a role that goes against the element confuses screen readers',
    cure: 'Put the role on another element, or take it out',
    find: eachHtmlElement((element) => {
      const wrong = words(element.attributes.role).find(
        (role) => isRole(role) && !mayHaveRole(element.name, role),
      )
      return wrong && `Unexpected role \`${wrong}\` on ${tag(element)}`
    }),
  },
  {
    id: 'misplaced-child',
    family: 'invalid-epub',
    summary: 'Lists hold items, tables hold rows, rows hold cells',
    why,
    cure: mend,
    find: eachHtmlElement(judgeChildren),
  },
  {
    id: 'misplaced-element',
    family: 'invalid-epub',
    summary:
      'Paragraphs and headings hold running text; items and cells stand in their lists and rows',
    why,
    cure: mend,
    find: eachHtmlElement(judgeParent),
  },
  {
    id: 'misplaced-caption',
    family: 'invalid-epub',
    summary: 'The caption of a figure comes first or last in it',
    why,
    cure: 'Move `<figcaption>` to the beginning or the end of its figure',
    find: eachHtmlElement(judgeCaption),
  },
  {
    id: 'nested-link',
    family: 'invalid-epub',
    summary: 'No link stands in a link',
    why,
    cure: 'Close the first link before the second one',
    find: eachHtmlElement((element) =>
      element.name === 'a' && isWithin(element.parent, links)
        ? 'Unexpected link in a link'
        : undefined,
    ),
  },
]
