/** Rows of cells from CSV, TSV and JSON. */
import { readDelimited } from './read-delimited.js'
import { readJson } from './read-json.js'

export type DataFormat = 'csv' | 'tsv' | 'json'

/** Something wrong with data: what there is, and what should be. */
export interface DataFault {
  readonly kind: 'unreadable' | 'uneven'
  /** From 1. */
  readonly line: number
  readonly found: string
  readonly expected: string
}

/** Data as rows; all are equally long. */
export interface Data {
  readonly rows: readonly (readonly string[])[]
  readonly faults: readonly DataFault[]
  /** True where the first row names the columns whatever the author says, as keys of JSON do. */
  readonly isNamed?: boolean
}

/** The format of a file by the end of its name; CSV where it does not tell. */
export const formatOf = (path: string): DataFormat =>
  /\.json$/i.test(path) ? 'json' : /\.(?:tsv|tab)$/i.test(path) ? 'tsv' : 'csv'

/**
 * Read data.
 *
 * @param delimiter what stands between two cells of a line; absent where the text shall tell
 */
export function readData(text: string, format: DataFormat, delimiter?: string): Data {
  if (format === 'json') return readJson(text)
  return readDelimited(text, delimiter ?? (format === 'tsv' ? '\t' : guessDelimiter(text)))
}

/** Spreadsheets write semicolons where the comma is the decimal sign. */
function guessDelimiter(text: string): string {
  const [first = ''] = text.trimStart().split(/[\r\n]/, 1)
  const isBetween = (sign: string) => first.includes(sign)
  return isBetween(',') ? ',' : ([';', '\t', '|'].find(isBetween) ?? ',')
}
