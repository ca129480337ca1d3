/** CSV (RFC 4180) and its like. */
import { CsvError, parse } from 'csv-parse/sync'
import type { Data, DataFault } from './read-data.js'

interface Record {
  readonly record: readonly string[]
  /** `lines`: the last line of the record, from 1. */
  readonly info: { readonly lines: number }
}

/** Read rows of cells with a sign between them. Short rows get empty cells; none loses one. */
export function readDelimited(text: string, delimiter: string): Data {
  const records = parseRecords(text, delimiter)
  if (!Array.isArray(records)) return { rows: [], faults: [records] }
  const most = Math.max(0, ...records.map(({ record }) => record.length))
  const wanted = records[0]?.record.length ?? 0
  const faults = records
    .filter(({ record }) => record.length !== wanted)
    .map(
      ({ record, info }): DataFault => ({
        kind: 'uneven',
        line: info.lines,
        found: `${record.length} ${record.length === 1 ? 'cell' : 'cells'}`,
        expected: `${wanted}, as in the first line`,
      }),
    )
  const rows = records.map(({ record }) =>
    Array.from({ length: most }, (_, at) => (record[at] ?? '').replace(/\s*[\r\n]+\s*/g, ' ')),
  )
  return { rows, faults }
}

function parseRecords(text: string, delimiter: string): Record[] | DataFault {
  try {
    return parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      // A quotation mark inside a cell is a mark of inches, or a slip that hurts nobody.
      relax_quotes: true,
      skip_empty_lines: true,
      trim: delimiter !== '\t',
    }) as unknown as Record[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { code, lines } = error as CsvError & { readonly lines?: number }
    const isOpen = code === 'CSV_QUOTE_NOT_CLOSED'
    return {
      kind: 'unreadable',
      line: lines ?? 1,
      found: isOpen ? 'end of the data' : 'character after a quoted cell',
      expected: isOpen ? 'a `"` that closes the cell' : `\`${delimiter}\` or the end of the line`,
    }
  }
}
