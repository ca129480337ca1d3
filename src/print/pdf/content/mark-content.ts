/**
 * A content stream written with its marks (ISO 32000-1, 14.6 and 14.7.4): whatever is painted stands either
 * in marked content of an element or in an artefact. What follows one another of one element shares a mark.
 */
import type { Owner } from '../match/find-owner.js'
import type { MatchedStream } from '../match/match-page.js'
import type { Slot } from '../structure/structure-node.js'
import { divideWords, type Part, type Reading } from './divided-words.js'
import type { ContentItem } from './read-content.js'
import type { TextObject } from './read-text-object.js'
import { toUtf16 } from './repair-glyph.js'
import { writeTextObject } from './write-text-object.js'

/** Where the marks of a stream are noted. */
export interface MarkTarget {
  readonly page: number
  readonly form?: number
}

/** What is open while writing: an element's mark, or an artefact's. */
interface Open {
  readonly key: OwnerKey
  /** What it reads as, where its glyphs read otherwise. */
  readonly reading: Reading | undefined
  /** Order of what was written last. */
  readonly order: number
}

/** Write a stream with marks; every mark is noted in its slot. @returns the stream */
export function markContent(stream: MatchedStream, target: MarkTarget): string {
  const { items, owners } = stream
  const divided = divideWords(stream)
  const out: string[] = []
  let nextId = 0
  const wholes = wholeGroups(items, owners)
  let open: Open | undefined
  let depth = 0
  let openDepth = 0
  const close = () => {
    if (open) out.push('EMC\n')
    open = undefined
  }
  const begin = (owner: Owner, reading?: Reading) => {
    const { slot, order, isPagination } = owner
    if (slot) {
      const id = nextId++
      slot.marks.push({ ...target, id, order })
      const says = reading ? `/ActualText <FEFF${toUtf16(reading.says)}>` : ''
      const tag = says ? 'Span' : slot.owner.role || 'Span'
      out.push(`/${tag} <</MCID ${id}${says}>> BDC\n`)
    } else out.push(isPagination ? '/Artifact <</Type /Pagination>> BDC\n' : '/Artifact BMC\n')
    open = { key: keyOf(owner), order, reading }
    openDepth = depth
  }
  for (const [index, item] of items.entries()) {
    const owner = owners[index]
    if (item.kind === 'save') {
      if (open && wholes.get(index) !== open.key) close()
      depth++
    } else if (item.kind === 'restore') {
      if (open && depth === openDepth) close()
      depth--
    } else if (item.kind === 'form') close()
    if (!owner) {
      out.push(`${item.source}\n`)
      continue
    }
    // What is painted out of order needs a mark of its own to be read in order.
    if (open && (open.key !== keyOf(owner) || owner.order < open.order)) close()
    if (open) open = { ...open, order: owner.order }
    if (!item.text) {
      if (!open) begin(owner)
      out.push(`${item.source}\n`)
      continue
    }
    for (const part of partsOf(item.text, divided.get(index))) {
      if (open?.reading !== part.reading) close()
      if (!open) begin(owner, part.reading)
      const text = writeTextObject(item.text, part.from, part.to)
      out.push(item.text.isReversed ? `/ReversedChars BMC\n${text}EMC\n` : text)
    }
  }
  close()
  return out.join('')
}

/** One for each slot, one for pagination, one for ornament. */
type OwnerKey = Slot | 'pagination' | 'ornament'

const keyOf = ({ slot, isPagination }: Owner): OwnerKey =>
  slot ?? (isPagination ? 'pagination' : 'ornament')

/** Find the groups (`q` … `Q`) in which all that is painted is of one owner, so that a mark may go round them. */
function wholeGroups(
  items: readonly ContentItem[],
  owners: MatchedStream['owners'],
): Map<number, OwnerKey> {
  const wholes = new Map<number, OwnerKey>()
  const stack: { index: number; key?: OwnerKey; isMixed: boolean }[] = []
  const meet = (key: OwnerKey) => {
    const top = stack.at(-1)
    if (!top) return
    if (top.key === undefined) top.key = key
    else if (top.key !== key) top.isMixed = true
  }
  items.forEach((item, index) => {
    const owner = owners[index]
    if (item.kind === 'save') stack.push({ index, isMixed: false })
    else if (item.kind === 'restore') {
      const group = stack.pop()
      if (!group) return
      if (!group.isMixed && group.key !== undefined) wholes.set(group.index, group.key)
      if (group.isMixed && stack.length > 0) stack.at(-1)!.isMixed = true
      else if (group.key !== undefined) meet(group.key)
    } else if (item.kind === 'form') {
      // Its marks are its own, and marks do not nest.
      if (stack.length > 0) stack.at(-1)!.isMixed = true
    } else if (owner) meet(keyOf(owner))
  })
  return wholes
}

/**
 * Cut a text where it reads otherwise than its glyphs. Those parts have marks of their own: poppler loses
 * what follows a reading that is nested in a mark (notes/pdf-tagging.md §2), and parts a word in two where
 * only some of its glyphs have one; so a text is read as it is, or as a whole.
 *
 * @param read the parts that do, in order
 */
function partsOf({ codes, text, isReadOtherwise }: TextObject, read: readonly Part[] = []): Part[] {
  const to = codes.length
  if (isReadOtherwise) {
    // A hyphen that stands only where the line ends is soft (ISO 32000-1, 14.8.2.2.3).
    const says = read.length > 0 ? text.replace(/.$/su, '\u00ad') : text
    return [{ from: 0, to, reading: { says } }]
  }
  const parts: Part[] = []
  let from = 0
  for (const part of read) {
    if (part.from > from) parts.push({ from, to: part.from })
    parts.push(part)
    from = part.to
  }
  if (from < to) parts.push({ from, to })
  return parts
}
