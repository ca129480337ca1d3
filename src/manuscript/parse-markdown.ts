/** From the text of one Markdown file to its tree: the parser, and the order of its passes. */
import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { VFile } from 'vfile'
import { checkCodeFences } from './check-code-fences.js'
import { checkReferences } from './check-references.js'
import { fillTables } from './fill-tables.js'
import { frontMatterSyntax, takeFrontMatter } from './front-matter.js'
import { captionParser } from './parse-caption.js'
import { abbreviation, explainAbbreviations } from './syntax/abbreviation.js'
import { resolveAlerts } from './syntax/alert.js'
import { attachAttributes, attributes } from './syntax/attributes.js'
import { backslashMath } from './syntax/backslash-math.js'
import { resolveBoxes } from './syntax/box.js'
import { type BoxNames, boxNames } from './syntax/box-kinds.js'
import { citation, restoreLinkTexts } from './syntax/citation.js'
import { cjk } from './syntax/cjk.js'
import { dropComments } from './syntax/comment.js'
import { component, resolveComponents } from './syntax/component.js'
import { definitionList } from './syntax/definition-list.js'
import { setMathApart } from './syntax/display-math.js'
import { emoji } from './syntax/emoji.js'
import { exampleList } from './syntax/example-list.js'
import { fencedBlock } from './syntax/fenced-block.js'
import { makeFigures } from './syntax/figure.js'
import { gfm } from './syntax/gfm.js'
import { gridTable } from './syntax/grid-table.js'
import { indentedBox } from './syntax/indented-box.js'
import { placeInlineNotes } from './syntax/inline-note.js'
import { makeLetteredLists } from './syntax/lettered-list.js'
import { lineBlock } from './syntax/line-block.js'
import { readListings } from './syntax/listing.js'
import { math } from './syntax/math.js'
import { makePageBreaks } from './syntax/page-break.js'
import { simpleTable } from './syntax/simple-table.js'
import { span } from './syntax/span.js'
import { superscript } from './syntax/superscript.js'
import { captionTables } from './syntax/table-caption.js'
import { texEnvironment } from './syntax/tex-environment.js'
import { type Source, toSource } from './tokenize/source.js'
import './tokenize/tokens.js'

/** What of the configuration changes how a file is read. */
export interface ParseOptions {
  /** Kinds of boxes of the author's own. */
  readonly admonitions: readonly string[]
}

export interface ParsedMarkdown {
  readonly tree: Root
  readonly frontMatter: Readonly<Record<string, unknown>>
}

/**
 * Parse a Markdown file.
 *
 * @param file holds the text, without a byte order mark; receives what is reported
 */
export function parseMarkdown(file: VFile, options: ParseOptions): ParsedMarkdown {
  const source = toSource(String(file))
  const names = boxNames(options.admonitions)
  const parsePart = (part: VFile) => parse(toSource(String(part)), names, part)
  const tree = parse(source, names, file)
  const parseInline = captionParser(tree, parsePart)
  const frontMatter = takeFrontMatter(tree, file)
  // In this order: a pass takes what the ones before it left. Most texts need few of them.
  const has = (...marks: string[]) => marks.some((mark) => source.text.includes(mark))
  if (has('--', '+=')) fillTables(tree, source, file, parsePart)
  if (has('<!--')) dropComments(tree, file)
  if (has('^[')) placeInlineNotes(tree, tree)
  if (has('newpage', 'pagebreak', 'clearpage')) makePageBreaks(tree, source.text)
  if (has('$$', '\\\\[')) setMathApart(tree)
  if (/^[ \t>]*(?:\(\w+\)|[AaIi][.)]|#\.)[ \t]/m.test(source.text)) makeLetteredLists(tree)
  if (has('|', '--')) captionTables(tree)
  if (has('@')) restoreLinkTexts(tree)
  if (has('{')) attachAttributes(tree, file)
  if (has('::', '!!!', '???')) resolveBoxes(tree, names, file)
  if (has('[!')) resolveAlerts(tree, names, file)
  if (has('```', '~~~')) readListings(tree, parseInline)
  if (/<[A-Z]/.test(source.text)) resolveComponents(tree, names, parseInline, file)
  if (has('![')) makeFigures(tree, source.text, parseInline)
  if (has('*[')) explainAbbreviations(tree, file)
  if (has('[')) checkReferences(tree, file)
  if (has('```', '~~~')) checkCodeFences(tree, source, file)
  return { tree, frontMatter }
}

/** Parse a text by CommonMark, and by those of GFM's and our own constructs that it has signs of. */
function parse(source: Source, names: BoxNames, file: VFile): Root {
  const all = [
    ...gfm(source),
    cjk,
    attributes(source),
    span(source),
    superscript(source),
    emoji(source),
    citation(source),
    math(source),
    backslashMath(),
    texEnvironment(source),
    definitionList(source),
    exampleList(source),
    abbreviation(source),
    lineBlock(source),
    gridTable(source),
    simpleTable(source),
    fencedBlock(source, file),
    indentedBox(source, names),
    component(source),
    frontMatterSyntax,
  ]
  const constructs = all.filter(({ sign }) => sign.test(source.text))
  return fromMarkdown(source.text, {
    extensions: constructs.map(({ micromark }) => micromark),
    mdastExtensions: constructs.map(({ fromMarkdown }) => fromMarkdown),
  })
}
