/** Notes are read after the block that calls them, not at the foot of the page (PDF/UA-1, 7.9). */
import { isSlot, type StructureNode } from './structure-node.js'

/** Blocks of text: what follows one stands after it. */
const blocks = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6'])
/** What holds text itself, and can hold a note after it. */
const holders = new Set(['LBody', 'TD', 'TH', 'Caption', 'TOCI', 'Lbl', 'Note'])

/** Move every note behind the block of its first callout. */
export function placeNotes(root: StructureNode): void {
  const notes = new Map<string, StructureNode>()
  const calls = new Map<string, StructureNode>()
  const visit = (node: StructureNode) => {
    if (node.role === 'Note' && node.id !== undefined) notes.set(node.id, node)
    const target = node.isCallout ? node.href?.slice(1) : undefined
    if (target !== undefined && !calls.has(target)) calls.set(target, node)
    for (const kid of node.kids) if (!isSlot(kid)) visit(kid)
  }
  visit(root)
  /** Notes behind a block stand in the order of their callouts. */
  const lastBehind = new Map<StructureNode, StructureNode>()
  for (const [id, call] of calls) {
    const note = notes.get(id)
    const home = note && homeOf(call)
    // A note that is called only from within itself stays where it is.
    if (!note || !home || isWithin(home, note)) continue
    detach(note)
    if (holders.has(home.role)) home.kids.push(note)
    else {
      const siblings = home.parent!.kids
      siblings.splice(siblings.indexOf(lastBehind.get(home) ?? home) + 1, 0, note)
      lastBehind.set(home, note)
    }
    note.parent = holders.has(home.role) ? home : home.parent
  }
}

function homeOf(call: StructureNode): StructureNode | undefined {
  for (let at = call.parent; at?.parent; at = at.parent)
    if (blocks.has(at.role) || holders.has(at.role)) return at
  return undefined
}

function isWithin(node: StructureNode, ancestor: StructureNode): boolean {
  for (let at: StructureNode | undefined = node; at; at = at.parent)
    if (at === ancestor) return true
  return false
}

function detach(node: StructureNode): void {
  const siblings = node.parent?.kids
  if (siblings) siblings.splice(siblings.indexOf(node), 1)
}
