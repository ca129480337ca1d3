/** The parser for all of Markdown. */
import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { VFile } from 'vfile'
import { frontMatterSyntax } from './front-matter.js'
import { abbreviation } from './syntax/abbreviation.js'
import { attributes } from './syntax/attributes.js'
import { backslashMath } from './syntax/backslash-math.js'
import type { BoxNames } from './syntax/box-kinds.js'
import { citation } from './syntax/citation.js'
import { cjk } from './syntax/cjk.js'
import { component } from './syntax/component.js'
import { definitionList } from './syntax/definition-list.js'
import { emoji } from './syntax/emoji.js'
import { exampleList } from './syntax/example-list.js'
import { fencedBlock } from './syntax/fenced-block.js'
import { gfm } from './syntax/gfm.js'
import { gridTable } from './syntax/grid-table.js'
import { indentedBox } from './syntax/indented-box.js'
import { lineBlock } from './syntax/line-block.js'
import { math } from './syntax/math.js'
import { simpleTable } from './syntax/simple-table.js'
import { span } from './syntax/span.js'
import { superscript } from './syntax/superscript.js'
import { texEnvironment } from './syntax/tex-environment.js'
import { variable } from './syntax/variable.js'
import type { Source } from './tokenize/source.js'
import './tokenize/tokens.js'

/** Parse a text by CommonMark, and by those of GFM's and our own constructs that it has signs of. */
export function parseWhole(source: Source, names: BoxNames, file: VFile): Root {
  const all = [
    ...gfm(source),
    cjk,
    attributes(source),
    span(source),
    superscript(source),
    emoji(source),
    variable(source),
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
