/** `[words]{.term}`: a link to what the glossary says; the first of the book is spelt out, or set apart. */
import type { Data, Link, Nodes, Paragraph, Parent, Text } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { captionsIn } from '../../book/captions.js'
import type { Span } from '../../book/mdast.js'
import { SKIP, visit } from '../../book/visit.js'
import { didYouMean } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'
import type { RawChapter } from '../raw-chapter.js'
import { keyOf, type Term, type Terms } from './find-terms.js'

/**
 * Link the terms of all chapters. A term with a long form is printed as "Open Neural Network Exchange (ONNX)" where it
 * is used first. Reports what the glossary does not explain, and, in a book that links terms, what it explains in vain.
 */
export function linkTerms(chapters: readonly RawChapter[], terms: Terms): void {
  const used = new Set<string>()
  let links = 0
  for (const chapter of chapters) {
    const title: Paragraph = { type: 'paragraph', children: chapter.title }
    for (const tree of [title, chapter.tree, ...captionsIn(chapter.tree)])
      visit(tree, 'span', (span, index, parent) => {
        if (!isTerm(span) || !parent || index === undefined) return
        const { of, ...properties } = propertiesOf(span)
        const asked = typeof of === 'string' ? of : plainText(span)
        const term = terms.get(keyOf(asked))
        links++
        span.data = { ...span.data, hProperties: properties }
        if (term === undefined) {
          reportUnknown(chapter, span, asked, terms)
          return
        }
        const isFirst = !used.has(term.id) && tree !== title && chapter.role !== 'glossary'
        if (isFirst) used.add(term.id)
        const nodes = [...(isFirst ? spelt(term, span) : [toLink(term, span, isFirst)])]
        ;(parent as Parent).children.splice(index, 1, ...nodes)
        return [SKIP, index + nodes.length]
      })
  }
  if (links > 0) reportUnused(terms, used)
}

const propertiesOf = (node: Nodes) => (node.data as Data | undefined)?.hProperties ?? {}

const isTerm = (span: Span): boolean => {
  const { className } = propertiesOf(span)
  return Array.isArray(className) && className.includes('term')
}

/** The first use: the long form and the short one, or the words set apart. */
function spelt(term: Term, span: Span): (Text | Link)[] {
  if (term.long === undefined || plainText(span) === term.long) return [toLink(term, span, true)]
  return [text(`${term.long} (`), toLink(term, span, false), text(')')]
}

const text = (value: string): Text => ({ type: 'text', value })

function toLink(term: Term, span: Span, isSetApart: boolean): Link {
  const { className, ...others } = propertiesOf(span)
  const classes = [
    ...(Array.isArray(className) ? className : []),
    ...(isSetApart ? ['first-use'] : []),
  ]
  const semantics = { role: 'doc-glossref', epubType: 'glossref', dataResolved: '' }
  return {
    type: 'link',
    url: `#${term.id}`,
    children: span.children as Link['children'],
    ...(span.position ? { position: span.position } : {}),
    data: { hProperties: { ...others, className: classes.map(String), ...semantics } },
  }
}

function reportUnknown({ file }: RawChapter, span: Span, asked: string, terms: Terms): void {
  const names = [...terms.values()].map(({ name }) => name)
  report(
    file,
    'undefined-term',
    span,
    `Unexpected term \`${asked}\`, expected one of the glossary`,
    {
      subject: asked,
      hint:
        didYouMean(asked, names) ??
        (names.length === 0
          ? 'Write a chapter with the title `# Glossary` and list it under `back:`; each term on a line, `: ` and what it means on the next'
          : `Explain it in the glossary, or say which entry is meant: \`[${asked}]{.term of="…"}\``),
    },
  )
}

function reportUnused(terms: Terms, used: ReadonlySet<string>): void {
  for (const { name, id, node, chapter } of terms.values())
    if (!used.has(id))
      report(
        chapter.file,
        'unused-term',
        node,
        `Unexpected \`${name}\` in the glossary, expected a place in the text that uses it`,
        { subject: name, hint: `Mark it where it is used: \`[${name}]{.term}\`` },
      )
}
