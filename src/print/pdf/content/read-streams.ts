/** The content of a page: its own, and that of the forms on it (translucent things, masks). */
import type { PdfFile } from '../pdf-file.js'
import { type Matrix, multiply } from './matrix.js'
import { type ContentItem, readContent } from './read-content.js'
import { type PdfFont, readFont } from './read-font.js'
import { UnknownOperator } from './read-text-object.js'

/** A content stream of a page. */
export interface PageStream {
  readonly items: readonly ContentItem[]
  /** Object of the form; absent for the page's own content. */
  readonly form?: number
}

/** What is known of a file while its pages are read. */
export interface ReadingState {
  readonly fonts: Map<number, PdfFont>
  /** Forms that were shown; none may be shown twice, for its marks lie in one place of the structure. */
  readonly forms: Set<number>
}

/** CSS pixels in a point. */
const scale = 4 / 3

/**
 * Read all streams of a page, its own first.
 *
 * @throws UnknownOperator where they hold what Skia was never seen to write
 */
export function readStreams(pdf: PdfFile, page: string, state: ReadingState): PageStream[] {
  const contents = Number(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? 0)
  const height = Number(/\/MediaBox \[\S+ \S+ \S+ ([\d.]+)\]/.exec(page)?.[1])
  const streams: PageStream[] = []
  const read = (content: number, dictionary: string, base: Matrix, form?: number) => {
    const named = resourcesOf(dictionary)
    const text = pdf.stream(content)?.toString('latin1') ?? ''
    const inner: { form: number; base: Matrix }[] = []
    const items = readContent(text, base, (name) => fontOf(pdf, named.get(name)!, state)).map(
      (item) => {
        const object = item.name === undefined ? undefined : named.get(item.name)
        if (object === undefined || !pdf.dictionary(object).includes('/Subtype /Form')) return item
        if (state.forms.has(object)) throw new UnknownOperator(`${item.source} again`)
        state.forms.add(object)
        inner.push({ form: object, base: item.matrix! })
        return { ...item, kind: 'form' as const }
      },
    )
    streams.push({ items, ...(form !== undefined && { form }) })
    for (const { form, base } of inner) {
      const about = pdf.dictionary(form)
      const own = /\/Matrix \[([^\]]*)\]/.exec(about)?.[1]
      const matrix = own && (own.split(' ').map(Number) as unknown as Matrix)
      read(form, about, matrix ? multiply(matrix, base) : base, form)
    }
  }
  read(contents, page, [scale, 0, 0, -scale, 0, height * scale])
  return streams
}

function fontOf(pdf: PdfFile, object: number, { fonts }: ReadingState): PdfFont {
  const known = fonts.get(object)
  if (known) return known
  const font = readFont(pdf, object)
  fonts.set(object, font)
  return font
}

/** Objects by the names that a content stream calls them. */
const resourcesOf = (dictionary: string): ReadonlyMap<string, number> =>
  new Map(
    [...dictionary.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name, number]) => [
      name!,
      Number(number),
    ]),
  )
