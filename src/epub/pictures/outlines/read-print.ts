/**
 * What the browser printed: a PDF as Skia writes it, with a classic cross-reference table and every dictionary in the
 * plain. No more is read than what drawings of formulas hold.
 */
import { inflateSync } from 'node:zlib'

/** Operators, and what they call by name. */
export interface PrintedContent {
  /** The operators (ISO 32000-1, 7.8.2), bytes as Latin-1. */
  readonly content: string
  /** Numbers of its fonts, by the names that the operators call them. */
  readonly fonts: ReadonlyMap<string, number>
  /** Widths of lines, by the name of the state that sets them. */
  readonly lineWidths: ReadonlyMap<string, number>
  /** Give a form, a drawing in the drawing; `undefined` where it is of another kind. */
  readonly form: (name: string) => PrintedContent | undefined
  /** From its units to those around it, six numbers; absent for a page. */
  readonly matrix?: readonly number[]
}

/** A printed page. */
export interface PrintedPage extends PrintedContent {
  /** Height in points. */
  readonly height: number
}

export interface Print {
  readonly pages: readonly PrintedPage[]
  /** Give the embedded TrueType font behind a font; `undefined` where it is of another kind. */
  readonly fontFile: (font: number) => Buffer | undefined
}

/** Read a print. @throws Error where the file is not of that form */
export function readPrint(bytes: Uint8Array): Print {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { starts, root } = readTable(file)
  const dictionary = (number: number): string => {
    const text = file.toString('latin1', starts.get(number), ends.get(number))
    const stream = text.indexOf(' stream\n')
    return stream < 0 ? text : text.slice(0, stream)
  }
  const ends = endsOf(starts, file.length)
  const stream = (number: number): Buffer => {
    const head = dictionary(number)
    const from = starts.get(number)! + head.length + ' stream\n'.length
    const data = file.subarray(from, from + numberIn(head, /\/Length (\d+)/))
    return head.includes('/FlateDecode') ? inflateSync(data) : data
  }
  const pagesUnder = (number: number): number[] => {
    const kids = /\/Kids \[([^\]]*)\]/.exec(dictionary(number))?.[1]
    return kids === undefined ? [number] : references(kids).flatMap(pagesUnder)
  }
  const contentOf = (head: string, content: number): PrintedContent => {
    const objects = new Map(resources(head, 'X'))
    return {
      content: stream(content).toString('latin1'),
      fonts: new Map(resources(head, 'F')),
      lineWidths: new Map(
        resources(head, 'G').flatMap(([name, state]) => {
          const width = /\/LW ([\d.]+)/.exec(dictionary(state))?.[1]
          return width === undefined ? [] : [[name, Number(width)] as const]
        }),
      ),
      form(name) {
        const number = objects.get(name)
        const about = number === undefined ? '' : dictionary(number)
        if (!about.includes('/Subtype /Form')) return undefined
        const matrix = /\/Matrix \[([^\]]*)\]/.exec(about)?.[1]?.trim().split(/\s+/)
        return { ...contentOf(about, number!), ...(matrix && { matrix: matrix.map(Number) }) }
      },
    }
  }
  return {
    pages: pagesUnder(numberIn(dictionary(root), /\/Pages (\d+) 0 R/)).map((number) => {
      const head = dictionary(number)
      return {
        ...contentOf(head, numberIn(head, /\/Contents (\d+) 0 R/)),
        height: numberIn(head, /\/MediaBox \[\S+ \S+ \S+ ([\d.]+)\]/),
      }
    }),
    fontFile(font) {
      let number = font
      for (const key of ['DescendantFonts \\[', 'FontDescriptor ', 'FontFile2 ']) {
        const found = new RegExp(`/${key}(\\d+) 0 R`).exec(dictionary(number))
        if (!found) return undefined
        number = Number(found[1])
      }
      return stream(number)
    },
  }
}

/** What a page calls by names of a kind: fonts `F`, states of graphics `G`, other objects `X`. */
const resources = (head: string, kind: 'F' | 'G' | 'X'): [string, number][] =>
  [...head.matchAll(new RegExp(`/(${kind}\\d+) (\\d+) 0 R`, 'g'))].map(([, name, number]) => [
    name!,
    Number(number),
  ])

const references = (text: string): number[] =>
  [...text.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number))

function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)
  if (!found) throw new Error(`The print has no ${pattern}`)
  return Number(found[1])
}

/** Where each object begins, by its number. */
function readTable(file: Buffer): { starts: ReadonlyMap<number, number>; root: number } {
  const tail = file.lastIndexOf('startxref')
  const table = file.toString('latin1', numberIn(file.toString('latin1', tail), /(\d+)/), tail)
  const trailer = table.indexOf('trailer')
  const rows = table.slice(0, trailer).split('\n').slice(2)
  const starts = new Map<number, number>()
  rows.forEach((row, number) => {
    if (row.includes(' n')) starts.set(number, Number.parseInt(row, 10))
  })
  return { starts, root: numberIn(table.slice(trailer), /\/Root (\d+) 0 R/) }
}

/** An object ends where the next one begins. */
function endsOf(starts: ReadonlyMap<number, number>, length: number): ReadonlyMap<number, number> {
  const sorted = [...starts].sort(([, one], [, other]) => one - other)
  return new Map(sorted.map(([number], index) => [number, sorted[index + 1]?.[1] ?? length]))
}
