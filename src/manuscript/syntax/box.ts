/** What a fenced block is by its name: an admonition, verse, a figure, a page break, or a div. */
import type { BlockContent, Paragraph, PhrasingContent, Root, RootContent } from 'mdast'
import type { VFile } from 'vfile'
import type { Admonition, Div, Figure } from '../../book/mdast.js'
import { statementKind } from '../../book/statements.js'
import { didYouMean, nearestName } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'
import { applyAttributes, type FencedBlock, type LeafBlock } from '../tokenize/nodes.js'
import type { BoxNames } from './box-kinds.js'
import { pageBreakNames, takeLabel } from './fenced-block.js'
import { takeTrailingCaption } from './figure.js'
import { toVerse, verseNames } from './verse.js'

/** Give every fenced block of a tree its meaning, the innermost first. */
export function resolveBoxes(tree: Root, names: BoxNames, file: VFile): void {
  resolveIn(tree)

  function resolveIn(parent: { children: RootContent[] }): void {
    parent.children = parent.children.map((child) => {
      if ('children' in child) resolveIn(child as { children: RootContent[] })
      if (child.type === 'fencedBlock') return resolveBlock(child, names, file)
      if (child.type === 'leafBlock') return resolveLeaf(child, file)
      return child
    })
  }
}

function resolveBlock(block: FencedBlock, names: BoxNames, file: VFile): BlockContent {
  const { opening } = block
  const node = chooseNode(block, names)
  if (opening.attributes && node.type !== 'pageBreak') {
    const { title, ...pairs } = opening.attributes.pairs
    const isTitled = node.type === 'admonition' && title !== undefined
    applyAttributes(node, isTitled ? { ...opening.attributes, pairs } : opening.attributes)
  }
  if (node.type === 'div') nameStatement(node, opening)
  if (node.type === 'div' && opening.name !== undefined) {
    applyAttributes(node, { classes: [opening.name], pairs: {} })
    if (!names.divs.has(opening.name.toLowerCase())) reportUnknown(block, opening.name, names, file)
  }
  return node
}

/** A theorem, an exercise: by its name, a class, or the beginning of its label. */
function nameStatement(node: Div, { name, attributes }: FencedBlock['opening']): void {
  const names = [...(name === undefined ? [] : [name]), ...(attributes?.classes ?? [])]
  const statement = statementKind(names, attributes?.label)
  if (statement === undefined) return
  node.data = { ...node.data, statement }
  if (!names.some((one) => one.toLowerCase() === statement))
    applyAttributes(node, { classes: [statement], pairs: {} })
  // Quarto: the heading that a theorem begins with is its title.
  const [first, ...rest] = node.children
  if (first?.type === 'heading')
    node.children = [titleParagraph(first.children, first.position), ...rest]
}

function chooseNode(block: FencedBlock, names: BoxNames): BlockContent {
  const { name, attributes } = block.opening
  const lowered = name?.toLowerCase()
  const kind = [lowered, ...(lowered === undefined ? (attributes?.classes ?? []) : [])]
    .map((word) => word?.toLowerCase().replace(/^callout-/, ''))
    .find((word) => word !== undefined && names.admonitions.has(word))
  if (kind !== undefined) return toAdmonition(block, kind)
  if (lowered !== undefined && pageBreakNames.has(lowered)) {
    return { type: 'pageBreak', value: '', position: block.position }
  }
  if (lowered !== undefined && verseNames.has(lowered)) return toVerse(block)
  if (lowered === 'figure' || attributes?.label?.startsWith('fig-')) return toFigure(block)
  return toDiv(block)
}

function toAdmonition(block: FencedBlock, kind: string): Admonition {
  const { label, content } = takeLabel(block)
  const { pairs, classes } = block.opening.attributes ?? {}
  const title = pairs?.title
  const [first] = content
  // Quarto: the heading that a callout begins with is its title.
  const isCallout = classes?.some((name) => name.startsWith('callout-'))
  const heading = isCallout && first?.type === 'heading' ? first.children : undefined
  const given: PhrasingContent[] | undefined =
    label?.children ?? (title === undefined ? undefined : [{ type: 'text', value: title }])
  const words = given ?? heading
  return {
    type: 'admonition',
    kind,
    ...(words ? { title: words } : {}),
    children: heading && words === heading ? content.slice(1) : content,
    position: block.position,
  }
}

function toFigure(block: FencedBlock): Figure {
  const { label, content } = takeLabel(block)
  if (label) {
    return { type: 'figure', children: content, caption: label.children, position: block.position }
  }
  return { type: 'figure', ...takeTrailingCaption(content), position: block.position }
}

function toDiv(block: FencedBlock): Div {
  const { label, content } = takeLabel(block)
  const title = label ? [titleParagraph(label.children, label.position)] : []
  return { type: 'div', children: [...title, ...content], position: block.position }
}

const titleParagraph = (
  children: PhrasingContent[],
  position: Paragraph['position'],
): Paragraph => ({
  type: 'paragraph',
  children,
  position,
  data: { hProperties: { className: ['div-title'] } },
})

function reportUnknown(
  node: FencedBlock | LeafBlock,
  name: string,
  names: BoxNames,
  file: VFile,
): void {
  const known = [...names.admonitions, ...names.divs, ...verseNames, 'figure', 'pagebreak']
  const nearest = nearestName(name, known)
  report(file, 'unknown-directive', node, `Unexpected name \`${name}\`, expected one of a box`, {
    subject: name,
    hint:
      nearest === undefined
        ? `Write \`::: {.${name}}\` for a class of your own, or name the kind under \`admonitions:\` in \`book.yaml\``
        : `Did you mean \`${nearest}\`?`,
  })
}

function resolveLeaf(leaf: LeafBlock, file: VFile): BlockContent {
  const name = leaf.opening.name ?? ''
  if (pageBreakNames.has(name.toLowerCase())) {
    return { type: 'pageBreak', value: '', position: leaf.position }
  }
  reportLeaf(leaf, name, file)
  const start = leaf.position?.start.offset
  const end = leaf.position?.end.offset
  // Without words between brackets its own characters are all there is.
  const children: PhrasingContent[] =
    leaf.children.length > 0
      ? leaf.children
      : [{ type: 'text', value: String(file).slice(start, end).trim(), position: leaf.position }]
  const node: Div = {
    type: 'div',
    children: [{ type: 'paragraph', children, position: leaf.position }],
    position: leaf.position,
  }
  applyAttributes(node, { classes: [name], pairs: {} })
  if (leaf.opening.attributes) applyAttributes(node, leaf.opening.attributes)
  return node
}

function reportLeaf(leaf: LeafBlock, name: string, file: VFile): void {
  if (name.toLowerCase() === 'include') {
    report(file, 'unknown-directive', leaf, 'Unexpected `::include` without a file, or indented', {
      subject: name,
      hint: 'Write `::include{file=part.md}` at the beginning of a line of its own',
    })
    return
  }
  if (name.toLowerCase() === 'table') {
    report(file, 'unknown-directive', leaf, 'Unexpected `::table` without a file', {
      subject: name,
      hint: 'Write `::table{src=data.csv}`, with the path of a CSV, TSV or JSON file',
    })
    return
  }
  const reason = `Unexpected name \`${name}\`, expected \`pagebreak\`, \`include\` or \`table\``
  report(file, 'unknown-directive', leaf, reason, {
    subject: name,
    hint:
      didYouMean(name, ['pagebreak', 'include', 'table']) ?? 'Its words are printed as a paragraph',
  })
}
