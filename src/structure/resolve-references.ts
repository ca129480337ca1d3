/** Turn `@fig-x` and `[@key, p. 3]` into text with links, now that every label and source is known. */
import type { Paragraph, PhrasingContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { Parent } from 'unist'
import type { Label } from '../book/book.js'
import { captionsIn } from '../book/captions.js'
import type { Citation, CitationItem } from '../book/mdast.js'
import { SKIP, visit } from '../book/visit.js'
import { didYouMean } from '../diagnostics/did-you-mean.js'
import { report } from '../diagnostics/report.js'
import type { Citer } from './cite.js'
import type { RawChapter } from './raw-chapter.js'
import { type ReferenceContext, setReferences } from './set-references.js'

/** Prefixes that announce a label, not a source (Quarto's, and those of books brought over from Sphinx). */
const labelPrefix =
  /^(fig|tbl|tab|table|lst|eq|sec|subsec|chap|ch|part|app|thm|lem|cor|cnj|def|exm|exr|sol|prp|prf|alg|rem)[-:]/i

interface Context extends ReferenceContext {
  readonly citer: Citer
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
      const given = node.items
      node.items = given.map((item) => ({ ...item, key: meantKey(item.key, labels) }))
      const isCapital = node.items[0]?.key !== given[0]?.key
      const children = resolve(node, context, {
        isOpening: isCapital || opensSentence(parent, index),
      })
      // What a link says of its place is where the author wrote it.
      for (const child of children)
        if (child.type === 'link' && node.position) child.position ??= node.position
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

/** How a reference stands in its sentence. */
interface Manner {
  /** True for the first word of it. */
  readonly isOpening: boolean
}

/** Parents whose text begins with them; emphasis and links may stand anywhere. */
const openers = new Set(['paragraph', 'heading', 'tableCell', 'definitionTerm', 'verseLine'])

/** Short words with a full stop that ends no sentence. */
const abbreviation =
  /(?:^|[\s(])(?:cf|vgl|voir|vid|resp|bzw|zie|se|jf|por|etc|ex|v|s|p|i\.e|e\.g|z\. ?B|d\. ?h)\.\s*$/iu

function opensSentence(parent: Parent, index: number): boolean {
  const before = parent.children
    .slice(0, index)
    .map((node) => plainText(node))
    .join('')
  if (before.trim() === '') return openers.has(parent.type)
  return /[.!?…]["”’»“)\]]*\s*$/u.test(before) && !abbreviation.test(before)
}

function resolve(node: Citation, context: Context, manner: Manner): PhrasingContent[] {
  const isLabel = (item: CitationItem) => context.labels.has(item.key)
  const isSource = (item: CitationItem) => context.citer.has(item.key)
  for (const item of node.items) {
    if (!isLabel(item) && !isSource(item)) reportUnknown(node, item, context)
  }
  if (node.items.every(isLabel)) return setReferences(node.items, context, manner.isOpening)
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
