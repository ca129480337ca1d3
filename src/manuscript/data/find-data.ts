/** Which files of data a text names: `::table{src=results.csv}` on a line alone, in a list or quotation too. */
import { parseAttributes } from '../tokenize/parse-attributes.js'

const directive =
  /^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?::table(?:\[.*\])?\{((?:[^{}"']|"[^"]*"|'[^']*')*)\}[ \t]*$/

/** The text of a file of data, where a table asks for it. */
export interface DataFile {
  /** In the book folder. */
  readonly path: string
  readonly text: string
}

/** Whether a text names data at all. */
export const namesData = (text: string): boolean => text.includes('::table')

/** The file that a line names, as it names it, and where it does. */
export function findDataPath(line: string): { path: string; column: number } | undefined {
  const match = namesData(line) ? directive.exec(line) : null
  const path = match ? parseAttributes(match[1]!)?.pairs.src : undefined
  return path ? { path, column: line.indexOf('::table') + 1 } : undefined
}
