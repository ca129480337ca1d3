/** Destinations and outline (ISO 32000-1, 12.3.2.3 and 12.3.3), from the book's own contents. */
import type { ContentsEntry } from '../../book/book.js'
import type { PdfWriter } from './file/write-pdf.js'
import { textString } from './text-string.js'
import { destinationName } from './write-links.js'

/** Where an id lies. */
export interface Destination {
  /** Object of the page. */
  readonly page: number
  /** In points from the foot of the page. */
  readonly y: number
}

/** Write the name tree of all destinations. @returns its object */
export function writeDestinations(
  writer: PdfWriter,
  destinations: ReadonlyMap<string, Destination>,
): number {
  const names = [...destinations]
    .map(([id, { page, y }]) => [destinationName(id), `[${page} 0 R /XYZ null ${y} null]`] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return writer.add(`<</Names [${names.map((pair) => pair.join(' ')).join('\n')}]>>`)
}

/** What an entry needs besides the contents. */
interface OutlineContext {
  readonly writer: PdfWriter
  readonly isKnown: (id: string) => boolean
  /** Object of the element of an id. */
  readonly elements: ReadonlyMap<string, number>
}

/** Write the outline. @returns its object, or nothing where the book has no contents */
export function writeOutline(
  context: OutlineContext,
  contents: readonly ContentsEntry[],
): number | undefined {
  const root = context.writer.reserve()
  const items = writeItems(context, contents, root)
  if (items.length === 0) {
    context.writer.set(root, 'null')
    return undefined
  }
  context.writer.set(
    root,
    `<</Type /Outlines /First ${items[0]} 0 R /Last ${items.at(-1)} 0 R /Count ${items.length}>>`,
  )
  return root
}

/** Write the items of one level, all closed: a reader sees the chapters first. */
function writeItems(
  context: OutlineContext,
  entries: readonly ContentsEntry[],
  parent: number,
): number[] {
  const { writer, isKnown, elements } = context
  const known = entries.filter(({ id }) => isKnown(id))
  const numbers = known.map(() => writer.reserve())
  known.forEach((entry, index) => {
    const inner = writeItems(context, entry.children, numbers[index]!)
    const element = elements.get(entry.id)
    const title = [entry.number, entry.titleText].filter(Boolean).join(' ').replace(/\s+/g, ' ')
    const parts = [
      `/Title ${textString(title)} /Parent ${parent} 0 R /Dest ${destinationName(entry.id)}`,
      ...(element === undefined ? [] : [`/SE ${element} 0 R`]),
      ...(index > 0 ? [`/Prev ${numbers[index - 1]} 0 R`] : []),
      ...(index + 1 < numbers.length ? [`/Next ${numbers[index + 1]} 0 R`] : []),
      ...(inner.length > 0
        ? [`/First ${inner[0]} 0 R /Last ${inner.at(-1)} 0 R /Count -${inner.length}`]
        : []),
    ]
    writer.set(numbers[index]!, `<<${parts.join(' ')}>>`)
  })
  return numbers
}
