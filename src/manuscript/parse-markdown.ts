/** From the text of one Markdown file to its tree: the parser, and the order of its passes. */
import type { Root } from 'mdast'
import type { VFile } from 'vfile'
import { checkCodeFences } from './check-code-fences.js'
import { checkReferences } from './check-references.js'
import type { DataFile } from './data/find-data.js'
import { fillTables } from './fill-tables.js'
import { takeFrontMatter } from './front-matter.js'
import { captionParser } from './parse-caption.js'
import { parseWhole } from './parse-whole.js'
import { parseApart } from './plain/parse-apart.js'
import { explainAbbreviations } from './syntax/abbreviation.js'
import { resolveAlerts } from './syntax/alert.js'
import { attachAttributes } from './syntax/attributes.js'
import { resolveBoxes } from './syntax/box.js'
import { boxNames } from './syntax/box-kinds.js'
import { restoreLinkTexts } from './syntax/citation.js'
import { dropComments } from './syntax/comment.js'
import { resolveComponents } from './syntax/component.js'
import { makeDataTables } from './syntax/data-table.js'
import { setMathApart } from './syntax/display-math.js'
import { makeFigures } from './syntax/figure.js'
import { placeInlineNotes } from './syntax/inline-note.js'
import { makeLetteredLists } from './syntax/lettered-list.js'
import { readListings } from './syntax/listing.js'
import { makePageBreaks } from './syntax/page-break.js'
import { captionTables } from './syntax/table-caption.js'
import { readTableColumns } from './syntax/table-columns.js'
import { keepCells, spanCells } from './syntax/table-spans.js'
import { type Source, toSource } from './tokenize/source.js'

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
 * @param data the files that tables are made of, by the line that names them
 */
export function parseMarkdown(
  file: VFile,
  options: ParseOptions,
  data: Readonly<Record<number, DataFile>> = {},
): ParsedMarkdown {
  const source = toSource(String(file))
  const names = boxNames(options.admonitions)
  const parsePart = (part: VFile) => parseWhole(toSource(String(part)), names, part)
  const parseRest = (rest: Source) => parseWhole(rest, names, file)
  const tree = parseApart(source, parseRest) ?? parseRest(source)
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
  const hasData = has('::table', '.table')
  if (hasData) makeDataTables(tree, data, parseInline, file)
  if (has('|', '--') || hasData) captionTables(tree)
  if (has('|')) keepCells(tree, file)
  if (has('^^', '<<', '.spans') || hasData) spanCells(tree, file)
  if (has('align=', 'widths=', 'header-columns=')) readTableColumns(tree, file)
  if (has('@')) restoreLinkTexts(tree)
  if (has('{')) attachAttributes(tree, file)
  if (has('::', '!!!', '???')) resolveBoxes(tree, names, file)
  if (has('[!')) resolveAlerts(tree, names, file)
  if (has('```', '~~~')) readListings(tree, parseInline, file)
  if (/<[A-Z]/.test(source.text)) resolveComponents(tree, names, parseInline, file)
  if (has('![')) makeFigures(tree, source.text, parseInline)
  if (has('*[')) explainAbbreviations(tree, file)
  if (has('[')) checkReferences(tree, file)
  if (has('```', '~~~')) checkCodeFences(tree, source, file)
  return { tree, frontMatter }
}
