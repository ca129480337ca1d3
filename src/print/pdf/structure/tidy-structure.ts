/** The structure made such as PDF/UA wants it: nothing empty, words in paragraphs, headings without gaps. */
import { groupingRoles, inlineRoles } from './roles.js'
import { addNode, isSlot, type Slot, type StructureNode } from './structure-node.js'

/** Elements that mean something even where nothing is painted of them. */
const keptEmpty = new Set(['TD', 'TH', 'TR'])

/** Tidy the structure when all marks are known. Changes it in place. */
export function tidyStructure(root: StructureNode): void {
  prune(root)
  wrap(root)
  nestContents(root)
  levelHeadings(root)
}

/** Drop what has nothing, and what only held its children. @returns true where something is left */
function prune(node: StructureNode): boolean {
  const kept: (StructureNode | Slot)[] = []
  for (const kid of node.kids) {
    if (isSlot(kid)) {
      if (kid.marks.length > 0) kept.push(kid)
    } else if (prune(kid)) {
      if (kid.role !== '') kept.push(kid)
      else for (const grandchild of kid.kids) kept.push(adopt(grandchild, node))
    }
  }
  node.kids = kept
  return kept.length > 0 || node.annotations.length > 0 || keptEmpty.has(node.role)
}

function adopt(kid: StructureNode | Slot, parent: StructureNode): StructureNode | Slot {
  if (isSlot(kid)) return { ...kid, owner: parent }
  kid.parent = parent
  return kid
}

/** Put words that stand beside blocks into paragraphs; let go of divisions that hold blocks only. */
function wrap(node: StructureNode): void {
  for (const kid of node.kids) if (!isSlot(kid)) wrap(kid)
  const isInline = (kid: StructureNode | Slot) => isSlot(kid) || inlineRoles.has(kid.role)
  if (node.role === 'Ruby') wrapRuns(node, isSlot, 'RB')
  if (groupingRoles.has(node.role)) wrapRuns(node, isInline, 'P')
  node.kids = node.kids.flatMap((kid) => {
    if (isSlot(kid) || kid.role !== 'Div' || kid.language !== undefined) return [kid]
    // A picture and its caption belong together.
    if (kid.kids.some((grandchild) => !isSlot(grandchild) && grandchild.role === 'Caption'))
      return [kid]
    return kid.kids.map((grandchild) => adopt(grandchild, node))
  })
}

function wrapRuns(
  node: StructureNode,
  belongs: (kid: StructureNode | Slot) => boolean,
  role: string,
): void {
  const wrapped: (StructureNode | Slot)[] = []
  let run: (StructureNode | Slot)[] = []
  const close = () => {
    const stands = (kid: StructureNode | Slot) =>
      !isSlot(kid) && /^(Figure|Formula)$/.test(kid.role)
    if (run.every(stands)) wrapped.push(...run)
    else {
      const paragraph = addNode(undefined, role)
      paragraph.parent = node
      paragraph.kids = run.map((kid) => adopt(kid, paragraph))
      wrapped.push(paragraph)
    }
    run = []
  }
  for (const kid of node.kids) {
    if (belongs(kid)) run.push(kid)
    else {
      close()
      wrapped.push(kid)
    }
  }
  close()
  node.kids = wrapped
}

/** Lists of a table of contents have types of their own (ISO 32000-1, 14.8.4.2). */
function nestContents(node: StructureNode): void {
  for (const kid of node.kids) {
    if (isSlot(kid)) continue
    if (kid.isContents) toContents(kid)
    else nestContents(kid)
  }
}

function toContents(node: StructureNode): void {
  if (node.role === 'L') {
    node.role = 'TOC'
    delete node.attributes.numbering
  } else if (node.role === 'LI') {
    node.role = 'TOCI'
    node.kids = node.kids.flatMap((kid) =>
      !isSlot(kid) && kid.role === 'LBody' ? kid.kids.map((inner) => adopt(inner, node)) : [kid],
    )
  }
  for (const kid of node.kids) if (!isSlot(kid)) toContents(kid)
}

/** Number headings without gaps (PDF/UA-1, 7.4.2), whatever levels the manuscript skips. */
function levelHeadings(root: StructureNode): void {
  const open: { given: number; level: number }[] = []
  const visit = (node: StructureNode) => {
    if (/^H[1-6]$/.test(node.role)) {
      const given = Number(node.role[1])
      while (open.length > 0 && open.at(-1)!.given >= given) open.pop()
      const level = open.length + 1
      open.push({ given, level })
      node.role = `H${level}`
    }
    for (const kid of node.kids) if (!isSlot(kid)) visit(kid)
  }
  visit(root)
}
