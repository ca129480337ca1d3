/**
 * What an author asks of the columns of any table, in the braces of its caption: `align="lcr."`,
 * `widths="20,50,30"`, `header-columns=1`.
 */
import type { Root, Table } from 'mdast'
import type { VFile } from 'vfile'
import type { TableColumn } from '../../book/mdast.js'
import { visit } from '../../book/visit.js'
import { report } from '../../diagnostics/report.js'

type Align = NonNullable<TableColumn['align']>

const aligns: Readonly<Record<string, Align | null>> = {
  l: 'left',
  c: 'center',
  r: 'right',
  '.': 'decimal',
  d: 'decimal',
  '-': null,
}

/** Widths of less in all are no percents of the measure: they say how the columns share it. */
const leastPercents = 20

/** Move what is asked of columns from the attributes of tables to their data. Reports `invalid-attributes`. */
export function readTableColumns(tree: Root, file: VFile): void {
  visit(tree, 'table', (table) => {
    const given = table.data?.hProperties
    if (!given || !('align' in given || 'widths' in given || 'header-columns' in given)) return
    const { align, widths, 'header-columns': heads, ...properties } = given
    const ask = (key: string, value: unknown, form: RegExp, expected: string): string => {
      const text = value === undefined ? '' : String(value).trim()
      if (value === undefined || form.test(text)) return text
      report(
        file,
        'invalid-attributes',
        table,
        `Unexpected ${key} \`${text}\`, expected ${expected}`,
        {
          subject: text,
          hint: `Until then the table is set as if it had no \`${key}\``,
        },
      )
      return ''
    }
    const letters = ask('align', align, /^[lcrd.-]+$/, 'a letter of `l c r d -` for each column')
    const shares = ask(
      'widths',
      widths,
      /^[\d.]+%?(?:[\s,;]+[\d.]+%?)*$/,
      'a number for each column',
    )
    const headColumns = Number(ask('header-columns', heads, /^\d+$/, 'a number of columns'))
    const columns = toColumns(table, letters, shares)
    table.data = {
      ...table.data,
      hProperties: properties,
      ...(columns ? { columns } : {}),
      ...(headColumns > 0 ? { headColumns } : {}),
    }
  })
}

function toColumns(table: Table, letters: string, shares: string): TableColumn[] | undefined {
  if (letters === '' && shares === '') return undefined
  const widths = shares.split(/[\s,;]+/).map((share) => Number.parseFloat(share))
  const sum = widths.reduce((all, width) => all + (width || 0), 0)
  const unit = sum > 100 || sum < leastPercents ? 100 / sum : 1
  const count = Math.max(...table.children.map(({ children }) => children.length))
  return Array.from({ length: count }, (_, at) => {
    const align = aligns[letters[at] ?? '-']
    const width = Math.round((widths[at] ?? 0) * unit * 100) / 100
    return { ...(align ? { align } : {}), ...(width > 0 ? { width } : {}) }
  })
}
