/** Turn `@fig-x` and `[@key, p. 3]` into text with links, now that every label and source is known. */
import type { Link, Paragraph, PhrasingContent, Text } from 'mdast'
import type { Label } from '../book/book.js'
import { captionsIn } from '../book/captions.js'
import type { Citation, CitationItem, PageMode, Span } from '../book/mdast.js'
import { SKIP, visit } from '../book/visit.js'
import { wordsFor } from '../book/words.js'
import { didYouMean } from '../diagnostics/did-you-mean.js'
import { report } from '../diagnostics/report.js'
import type { Citer } from './cite.js'
import type { RawChapter } from './raw-chapter.js'

/** Prefixes that announce a label, not a source (Quarto's, and those of books brought over from Sphinx). */
const labelPrefix =
  /^(fig|tbl|tab|table|lst|eq|sec|subsec|chap|ch|part|app|thm|lem|cor|def|exm|exr|prp|alg|rem)[-:]/i

interface Context {
  readonly labels: ReadonlyMap<string, Label>
  readonly citer: Citer
  readonly language: string
  /** How references say the page that do not say how. */
  readonly page: PageMode
  readonly chapter: RawChapter
}

/**
 * Replace every `citation` node of a chapter.
 *
 * What cannot be resolved keeps the author's own words and is reported with the nearest name.
 */
export function resolveReferences(
  chapter: RawChapter,
  labels: ReadonlyMap<string, Label>,
  citer: Citer,
  manner: Pick<Context, 'language' | 'page'>,
): void {
  const context: Context = { labels, citer, ...manner, chapter }
  const title: Paragraph = { type: 'paragraph', children: chapter.title }
  for (const tree of [title, chapter.tree, ...captionsIn(chapter.tree)]) {
    visit(tree, 'citation', (node, index, parent) => {
      if (!parent || index === undefined) return
      node.items = node.items.map((item) => ({ ...item, key: meantKey(item.key, labels) }))
      const children = resolve(node, context)
      parent.children.splice(index, 1, {
        type: 'crossReference',
        children,
        position: node.position!,
      })
      return [SKIP, index + 1]
    })
  }
}

/** `@Fig-x` at the beginning of a sentence is `@fig-x` (Quarto, "Cross-References"). */
function meantKey(key: string, labels: Context['labels']): string {
  const lower = key.charAt(0).toLowerCase() + key.slice(1)
  return !labels.has(key) && labelPrefix.test(lower) && labels.has(lower) ? lower : key
}

function resolve(node: Citation, context: Context): PhrasingContent[] {
  const isLabel = (item: CitationItem) => context.labels.has(item.key)
  const isSource = (item: CitationItem) => context.citer.has(item.key)
  for (const item of node.items) {
    if (!isLabel(item) && !isSource(item)) reportUnknown(node, item, context)
  }
  if (node.items.every(isLabel)) return references(node, context)
  if (node.items.some((item) => item.page)) reportPageOfSource(node, context)
  if (node.items.some(isSource)) return context.citer.cite(node)
  return [{ type: 'text', value: node.value }]
}

function reportPageOfSource(node: Citation, { chapter }: Context): void {
  const reason = `Unexpected \`{page}\` after \`${node.value.replace(/\{.*/, '')}\`, expected it after a reference to a label of the book`
  report(chapter.file, 'invalid-attributes', node, reason, {
    subject: node.value,
    hint: 'Write the page of a source in square brackets: `@key [p. 3]`',
  })
}

/** A name after an at sign in running text may be a person's handle or a price: `@ada`, `@16GiB`. */
const isHandle = (node: Citation, item: CitationItem, context: Context) =>
  node.narrative && (context.citer.size === 0 || /^\d/.test(item.key))

function reportUnknown(node: Citation, item: CitationItem, context: Context): void {
  const { file } = context.chapter
  const { key } = item
  const nearLabel = didYouMean(key, context.labels.keys())
  if (labelPrefix.test(key) || (nearLabel && context.citer.size === 0)) {
    report(
      file,
      'undefined-label',
      node,
      `Unexpected reference to \`${key}\`, expected a label of the book`,
      {
        subject: key,
        hint:
          nearLabel ??
          `Write \`{#${key}}\` behind the heading, picture, table or formula that is meant`,
      },
    )
  } else if (context.citer.isWhole && !isHandle(node, item, context)) {
    report(
      file,
      'undefined-citation',
      node,
      `Unexpected citation of \`${key}\`, expected a key of the bibliography`,
      { subject: key, hint: citationHint(key, context) },
    )
  }
}

function citationHint(key: string, context: Context): string {
  if (context.citer.size === 0)
    return 'Name the file with your sources in book.yaml: `bibliography: references.bib`'
  const known = [...context.citer.keys(), ...context.labels.keys()]
  return didYouMean(key, known) ?? `Add an entry \`${key}\` to the bibliography`
}

/** `@fig-x` → "Figure 2.1"; several in brackets are joined as a sentence joins them. */
function references(node: Citation, context: Context): PhrasingContent[] {
  const words = wordsFor(context.language)
  const parts = node.items.map((item) => reference(item, context.labels.get(item.key)!, context))
  return parts.flatMap((part, index) => {
    if (index === 0) return part
    const isLast = index === parts.length - 1
    return [text(isLast ? ` ${words.and} ` : ', '), ...part]
  })
}

function reference(item: CitationItem, label: Label, context: Context): PhrasingContent[] {
  const link: Link = {
    type: 'link',
    url: `#${label.id}`,
    children: [
      text(item.suppressAuthor ? (label.number ?? label.title) : nameOf(label, context.language)),
    ],
    data: { hProperties: { className: ['cross-reference'], dataResolved: '' } },
  }
  const page = item.page ?? context.page
  if (page === 'only') return pageOnly(link, label, context)
  const before = item.prefix ? [text(`${item.prefix.trimEnd()} `)] : []
  const after = item.suffix ? [text(`, ${item.suffix}`)] : []
  return [...before, link, ...pageWords(page, label, context), ...after]
}

/** "page 12" in print; where there are no pages, the name of what stands on it. */
function pageOnly(link: Link, { id }: Label, { language }: Context): PhrasingContent[] {
  const inPrint: Link = {
    type: 'link',
    url: link.url,
    children: [text(`${wordsFor(language).page}\u00a0`), slot({ dataTo: id }, '000')],
    data: { hProperties: { className: ['cross-reference', 'only-print'], dataResolved: '' } },
  }
  const elsewhere: Link = {
    ...link,
    data: { hProperties: { className: ['cross-reference', 'only-epub'], dataResolved: '' } },
  }
  return [inPrint, elsewhere]
}

/** " on page 12", for print only; the page is known when the book has been laid out. */
function pageWords(page: PageMode, { id }: Label, { language }: Context): PhrasingContent[] {
  const [before = '', after = ''] = wordsFor(language).onPage.split('%')
  if (page === 'never') return []
  if (page === 'auto') return [slot({ dataWhere: id }, ` ${before}000${after}`)]
  const words = [text(` ${before}`), slot({ dataTo: id }, '000'), text(after)]
  return [span({ className: ['only-print'] }, words)]
}

/** What is filled in with a page, as wide as most. */
const slot = (target: Record<string, string>, value: string): Span =>
  span({ className: ['page-slot', 'only-print'], ...target }, [text(value)])

const span = (
  hProperties: Record<string, string | string[]>,
  children: Text[] | Span[] | PhrasingContent[],
): Span => ({
  type: 'span',
  children: children as PhrasingContent[],
  data: { hProperties },
})

/** "Figure 2.1", "Equation (2.1)"; an unnumbered heading is named by its title. */
function nameOf(label: Label, language: string): string {
  const words = wordsFor(language)
  if (label.number === undefined) return label.title ? `“${label.title}”` : label.id
  if (label.kind === 'other') return label.number
  if (label.kind === 'equation') return `${words.equation}\u00a0(${label.number})`
  const isAppendix = label.kind === 'chapter' && /^[A-Z]/.test(label.number)
  return `${isAppendix ? words.appendix : words[label.kind]}\u00a0${label.number}`
}

const text = (value: string): Text => ({ type: 'text', value })
