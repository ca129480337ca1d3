/** What a PDF says of its structure (ISO 32000-1, 14.7) and marks in its content (14.6). */
import type { Pdf } from './open-pdf.js'
import { type Dictionary, nameOf, Operator, Reader, Reference, type Value } from './read-objects.js'

/** An element of the structure, with what it holds in order. */
export interface TagElement {
  /** Standard where `/RoleMap` knows its own. */
  readonly role: string
  readonly dictionary: Dictionary
  readonly parent: TagElement | undefined
  /** Its object; -1 for one that is none of its own. */
  readonly object: number
  readonly kids: readonly (TagElement | Mark | Annotated)[]
}

export interface Mark {
  /** Object of the page. */
  readonly page: number
  /** Object of the form that holds it; absent for the page's own content. */
  readonly form?: number
  readonly mcid: number
}

export interface Annotated {
  readonly annotation: number
}

/** What stands in the content of a page or form. */
export interface Content {
  readonly page: number
  readonly form?: number
  readonly mcids: readonly number[]
  readonly operators: ReadonlySet<string>
  /** Operators that paint outside of all marks. */
  readonly unmarked: readonly string[]
  /** Marks inside of artefacts, and artefacts inside of marks. */
  readonly crossed: number
  /** Kinds of artefacts: `Pagination`, `Page`, `''`. */
  readonly artifacts: readonly string[]
}

const painting = new Set('Tj TJ \' " f F f* B B* b b* S s sh Do'.split(' '))

/** Read the structure. @returns all elements, one before what it holds */
export function readElements(pdf: Pdf): TagElement[] {
  const all: TagElement[] = []
  const root = pdf.dictionary(pdf.catalog.get('StructTreeRoot'))
  const roleMap = pdf.dictionary(root.get('RoleMap'))
  const read = (value: Value, parent: TagElement | undefined, page: number): TagElement => {
    const dictionary = pdf.dictionary(value)
    const kids: (TagElement | Mark | Annotated)[] = []
    const object = value instanceof Reference ? value.number : -1
    const own = nameOf(dictionary.get('S'))
    const role = nameOf(roleMap.get(own)) || own
    const element: TagElement = { role, dictionary, parent, object, kids }
    all.push(element)
    const here = numberOf(dictionary.get('Pg')) ?? page
    for (const kid of pdf.array(dictionary.get('K'))) {
      const inner = pdf.resolve(kid)
      if (typeof inner === 'number') kids.push({ page: here, mcid: inner })
      else kids.push(readMark(pdf.dictionary(inner), here) ?? read(kid, element, here))
    }
    return element
  }
  for (const kid of pdf.array(root.get('K'))) read(kid, undefined, -1)
  return all
}

function readMark(dictionary: Dictionary, page: number): Mark | Annotated | undefined {
  const type = nameOf(dictionary.get('Type'))
  if (type === 'OBJR') return { annotation: numberOf(dictionary.get('Obj')) ?? -1 }
  if (type !== 'MCR') return undefined
  const form = numberOf(dictionary.get('Stm'))
  return {
    page: numberOf(dictionary.get('Pg')) ?? page,
    mcid: Number(dictionary.get('MCID')),
    ...(form !== undefined && { form }),
  }
}

const numberOf = (value: Value | undefined): number | undefined =>
  value instanceof Reference ? value.number : undefined

/** Read `/ParentTree`: what each number of a page, form or annotation stands for. */
export function readParents(pdf: Pdf): Map<number, Value> {
  const parents = new Map<number, Value>()
  const visit = (node: Value | undefined): void => {
    const entry = pdf.dictionary(node)
    const numbers = pdf.array(entry.get('Nums'))
    for (let at = 0; at < numbers.length; at += 2)
      parents.set(numbers[at] as number, pdf.resolve(numbers[at + 1]))
    for (const kid of pdf.array(entry.get('Kids'))) visit(kid)
  }
  visit(pdf.dictionary(pdf.catalog.get('StructTreeRoot')).get('ParentTree'))
  return parents
}

/** Read the contents of all pages and of the forms that they paint. */
export function readContents(pdf: Pdf): Content[] {
  return pdf.pages.flatMap((page) => {
    const entry = pdf.dictionary(new Reference(page))
    const own = numberOf(entry.get('Contents'))
    if (own === undefined) return []
    return readContent(pdf, { page }, own, entry, false)
  })
}

/**
 * Read a stream, and the forms that it paints.
 * @param holder the page or form, of which the resources are
 * @param isMarked whether what paints it is tagged or an artefact as a whole
 */
function readContent(
  pdf: Pdf,
  place: Pick<Content, 'page' | 'form'>,
  stream: number,
  holder: Dictionary,
  isMarked: boolean,
): Content[] {
  const mcids: number[] = []
  const operators = new Set<string>()
  const unmarked: string[] = []
  const artifacts: string[] = []
  const forms = new Map<number, boolean>()
  const objects = pdf.dictionary(pdf.dictionary(holder.get('Resources')).get('XObject'))
  const open: ('artifact' | 'mark' | 'other')[] = []
  let crossed = 0
  let operands: Value[] = []
  const reader = new Reader(pdf.load(stream).stream?.toString('latin1') ?? '')
  for (let token = reader.next(); token !== undefined; token = reader.next()) {
    if (!(token instanceof Operator)) {
      operands.push(token)
      continue
    }
    const { operator } = token
    operators.add(operator)
    const isInMark = isMarked || open.some((kind) => kind !== 'other')
    const form = operator === 'Do' ? formOf(pdf, objects.get(nameOf(operands[0]))) : undefined
    if (operator === 'BDC' || operator === 'BMC') {
      const kind = kindOf(operands)
      const [, properties] = operands
      const about: Dictionary = properties instanceof Map ? properties : new Map()
      if (kind === 'mark') mcids.push(Number(about.get('MCID')))
      if (kind === 'artifact') artifacts.push(nameOf(about.get('Type')))
      if (kind !== 'other' && open.includes(kind === 'mark' ? 'artifact' : 'mark')) crossed += 1
      open.push(kind)
    } else if (operator === 'EMC') open.pop()
    else if (form !== undefined) forms.set(form, isInMark)
    else if (painting.has(operator) && !isInMark) unmarked.push(operator)
    operands = []
  }
  const inner = [...forms].flatMap(([form, isInMark]) =>
    readContent(
      pdf,
      { page: place.page, form },
      form,
      pdf.dictionary(new Reference(form)),
      isInMark,
    ),
  )
  return [{ ...place, mcids, operators, unmarked, crossed, artifacts }, ...inner]
}

function kindOf([tag, properties]: readonly Value[]): 'artifact' | 'mark' | 'other' {
  if (nameOf(tag) === 'Artifact') return 'artifact'
  const isMark = properties instanceof Map && typeof properties.get('MCID') === 'number'
  return isMark ? 'mark' : 'other'
}

function formOf(pdf: Pdf, value: Value | undefined): number | undefined {
  const isForm = nameOf(pdf.dictionary(value).get('Subtype')) === 'Form'
  return isForm ? numberOf(value) : undefined
}
