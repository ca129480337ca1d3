/**
 * Numbers of a column with their decimal signs one below the other. They are set to the right, and what has fewer
 * decimals is filled up with spaces as wide as a digit (U+2007) and as a stop (U+2008): exact with tabular figures,
 * in every font, and nothing that a reader without our style sheet could show wrongly.
 */
import type { Element, Text } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import type { TableColumn } from '../../book/mdast.js'
import { classesOf, text } from './element.js'
import type { PlacedCell } from './table-columns.js'

const [figureSpace, stopSpace] = ['\u2007', '\u2008']

/** More decimals than this, and the short ones would stand too far from the edge of the column. */
const mostDecimals = 8

interface Decimal {
  readonly cell: Element
  readonly fraction: string
  /** Unit, per cent. */
  readonly suffix: string
}

/**
 * Align the numbers of columns that ask for it, and of those set to the right that hold nothing but numbers; set
 * the minus signs of numbers as such.
 *
 * @param language of the chapter: it says which sign comes before decimals
 */
export function alignDecimals(
  cells: readonly PlacedCell[],
  columns: readonly TableColumn[],
  language: string,
): void {
  const inColumns = new Map<number, Element[]>()
  for (const { cell, column, group } of cells) {
    if (group !== 'tbody' || cell.properties.colSpan || !/\d/.test(textOf(cell))) continue
    inColumns.set(column, [...(inColumns.get(column) ?? []), cell])
  }
  for (const [column, all] of inColumns) {
    const isAsked = columns[column]?.align === 'decimal'
    const isRight = all.every((cell) => classesOf(cell).includes('align-right'))
    if (!isAsked && !isRight) continue
    const numbers = readNumbers(all, language)
    // A column with anything else in it is none of numbers, unless its author says so.
    if (!isAsked && (numbers.length < all.length || !areAlike(numbers))) continue
    for (const { cell } of numbers) setMinus(cell)
    fillUp(numbers)
  }
}

const areAlike = (numbers: readonly Decimal[]): boolean =>
  numbers.every(({ suffix }) => suffix === numbers[0]!.suffix)

function readNumbers(cells: readonly Element[], language: string): Decimal[] {
  const own = decimalSign(language)
  const read = (sign: string) => cells.flatMap((cell) => readNumber(cell, sign) ?? [])
  const numbers = read(own)
  if (numbers.length === cells.length) return numbers
  // Results are often pasted with the sign that programs write.
  const others = read(own === '.' ? ',' : '.')
  return others.length > numbers.length ? others : numbers
}

const decimalSign = (language: string): string =>
  new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === 'decimal')
    ?.value === ','
    ? ','
    : '.'

/** Groups of three, decimals, then what is no digit. */
const forms: Readonly<Record<string, RegExp>> = {
  '.': /^[^\p{L}\d]*(?:\d{1,3}(?:[,'’\s]\d{3})+|\d*)(?:\.(\d+))?(\D{0,4})$/u,
  ',': /^[^\p{L}\d]*(?:\d{1,3}(?:[.'’\s]\d{3})+|\d*)(?:,(\d+))?(\D{0,4})$/u,
}

function readNumber(cell: Element, sign: string): Decimal | undefined {
  const match = forms[sign]!.exec(textOf(cell).trim())
  return match ? { cell, fraction: match[1] ?? '', suffix: match[2]!.trim() } : undefined
}

function fillUp(numbers: readonly Decimal[]): void {
  const most = Math.max(...numbers.map(({ fraction }) => fraction.length))
  if (most === 0 || most > mostDecimals) return
  for (const { cell, fraction } of numbers) {
    const missing = most - fraction.length
    const stop = fraction === '' ? stopSpace : ''
    if (missing > 0) cell.children.push(text(stop + figureSpace.repeat(missing)))
  }
}

/** A hyphen or dash before a number is a minus sign (U+2212), as wide as a digit. Code stays as it is. */
function setMinus(cell: Element): void {
  let first: Element | Text | undefined = cell
  while (first?.type === 'element' && first.tagName !== 'code')
    first = first.children[0] as Element | Text | undefined
  if (first?.type === 'text') first.value = first.value.replace(/^(\s*)[-–](?=[\d.,])/, '$1\u2212')
}
