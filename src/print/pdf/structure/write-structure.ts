/** The structure as objects of the file (ISO 32000-1, 14.7). */
import type { PdfWriter } from '../file/write-pdf.js'
import { textString } from '../text-string.js'
import { isSlot, type Mark, roleMap, type StructureNode } from './structure-node.js'

/** What the rest of the file must know of the structure. */
export interface WrittenStructure {
  readonly root: number
  /** Object of the element with an id. */
  readonly byId: ReadonlyMap<string, number>
}

/** Write the structure. The keys of its parent tree are the numbers of pages, forms and annotations. */
export function writeStructure(writer: PdfWriter, document: StructureNode): WrittenStructure {
  const root = writer.reserve()
  const numbers = new Map<StructureNode, number>()
  const parents = new Map<number, (number | undefined)[] | number>()
  const ids = new Map<string, StructureNode>()
  const number = (node: StructureNode) => {
    numbers.set(node, writer.reserve())
    if (node.id !== undefined && !ids.has(node.id)) ids.set(node.id, node)
    for (const kid of node.kids) if (!isSlot(kid)) number(kid)
  }
  number(document)
  const write = (node: StructureNode) => {
    const own = numbers.get(node)!
    for (const kid of node.kids) {
      if (isSlot(kid)) for (const mark of kid.marks) note(parents, mark, own)
      else write(kid)
    }
    for (const { object } of node.annotations) parents.set(object, own)
    writer.set(own, elementOf(node, numbers, root))
  }
  write(document)
  const rows = [...parents].sort(([one], [other]) => one - other)
  const entries = rows.map(([key, value]) => {
    if (typeof value === 'number') return `${key} ${value} 0 R`
    const list = Array.from(value, (one) => (one === undefined ? 'null' : `${one} 0 R`))
    return `${key} ${writer.add(`[${list.join(' ')}]`)} 0 R`
  })
  const parentTree = writer.add(`<</Nums [${entries.join(' ')}]>>`)
  const notes = [...ids].filter(([, node]) => node.role === 'Note')
  const names = notes
    .map(([id, node]) => [textString(id), numbers.get(node)!] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const idTree =
    names.length === 0
      ? ''
      : ` /IDTree ${writer.add(`<</Names [${names.map(([name, at]) => `${name} ${at} 0 R`).join(' ')}]>>`)} 0 R`
  const roles = Object.entries(roleMap).map(([own, standard]) => `/${own} /${standard}`)
  writer.set(
    root,
    `<</Type /StructTreeRoot /K [${numbers.get(document)} 0 R] /ParentTree ${parentTree} 0 R /ParentTreeNextKey ${Math.max(0, ...parents.keys()) + 1} /RoleMap <<${roles.join(' ')}>>${idTree}>>`,
  )
  return { root, byId: new Map([...ids].map(([id, node]) => [id, numbers.get(node)!])) }
}

function note(
  parents: Map<number, (number | undefined)[] | number>,
  mark: Mark,
  owner: number,
): void {
  const key = mark.form ?? mark.page
  const list = (parents.get(key) as (number | undefined)[] | undefined) ?? []
  list[mark.id] = owner
  parents.set(key, list)
}

function elementOf(
  node: StructureNode,
  numbers: ReadonlyMap<StructureNode, number>,
  root: number,
): string {
  const parent = node.parent ? numbers.get(node.parent)! : root
  const page = pageOf(node)
  const kids = node.kids.flatMap((kid) =>
    isSlot(kid)
      ? kid.marks.toSorted((one, other) => one.order - other.order).map((mark) => toKid(mark, page))
      : [`${numbers.get(kid)!} 0 R`],
  )
  for (const { object, page: on } of node.annotations)
    kids.push(`<</Type /OBJR /Obj ${object} 0 R /Pg ${on} 0 R>>`)
  const says = [
    ...(page === undefined ? [] : [`/Pg ${page} 0 R`]),
    ...(node.language === undefined ? [] : [`/Lang ${textString(node.language)}`]),
    ...(node.alt === undefined ? [] : [`/Alt ${textString(node.alt)}`]),
    ...(node.actualText === undefined ? [] : [`/ActualText ${textString(node.actualText)}`]),
    ...(node.role === 'Note' && node.id !== undefined ? [`/ID ${textString(node.id)}`] : []),
    ...attributesOf(node),
  ]
  return `<</S /${node.role} /P ${parent} 0 R ${says.join(' ')} /K [${kids.join(' ')}]>>`
}

function pageOf(node: StructureNode): number | undefined {
  for (const kid of node.kids) if (isSlot(kid) && kid.marks[0]) return kid.marks[0].page
  return node.annotations[0]?.page
}

function toKid({ page, form, id }: Mark, own: number | undefined): string {
  if (form !== undefined) return `<</Type /MCR /Pg ${page} 0 R /Stm ${form} 0 R /MCID ${id}>>`
  return page === own ? String(id) : `<</Type /MCR /Pg ${page} 0 R /MCID ${id}>>`
}

function attributesOf({ attributes }: StructureNode): string[] {
  const { scope, columnSpan, rowSpan, numbering, bounds } = attributes
  const cell = [
    ...(scope ? [`/Scope /${scope}`] : []),
    ...(columnSpan ? [`/ColSpan ${columnSpan}`] : []),
    ...(rowSpan ? [`/RowSpan ${rowSpan}`] : []),
  ]
  const owners = [
    ...(cell.length > 0 ? [`<</O /Table ${cell.join(' ')}>>`] : []),
    ...(numbering ? [`<</O /List /ListNumbering /${numbering}>>`] : []),
    ...(bounds ? [`<</O /Layout /BBox [${bounds.join(' ')}]>>`] : []),
  ]
  if (owners.length === 0) return []
  return [`/A ${owners.length === 1 ? owners[0] : `[${owners.join(' ')}]`}`]
}
