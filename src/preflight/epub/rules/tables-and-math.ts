/** Tables and formulas: that a listener finds the way in them. */

import { childElements, descendants, textOf, type XmlElement } from '../read-xml.js'
import { type EpubRule, eachElement } from '../rule.js'

const cellsOf = (table: XmlElement, name: string) =>
  [...descendants(table)].filter((element) => element.name === name)

/** The width of a row in columns; of rows that no cell reaches into from above. */
const widthOf = (row: XmlElement): number =>
  childElements(row).reduce((sum, { attributes }) => sum + Number(attributes.colspan ?? 1), 0)

function raggedRow(table: XmlElement): XmlElement | undefined {
  if ([...descendants(table)].some(({ attributes }) => attributes.rowspan !== undefined))
    return undefined
  const rows = cellsOf(table, 'tr')
  const width = Math.max(0, ...rows.map(widthOf))
  return rows.find((row) => widthOf(row) !== width)
}

/** What holds of tables and formulas. */
export const tableAndMathRules: readonly EpubRule[] = [
  {
    id: 'table-head',
    family: 'inaccessible-epub',
    summary: 'A table has head cells',
    why: 'WCAG 1.3.1, technique H51: a voice says the head before each cell',
    cure: 'Begin the table with a row of heads',
    find: eachElement(['table'], (table) =>
      cellsOf(table, 'th').length === 0 && table.attributes.role === undefined
        ? 'Unexpected table without head cells'
        : undefined,
    ),
  },
  {
    id: 'head-scope',
    family: 'inaccessible-epub',
    summary: 'A head cell says whether it heads a column or a row',
    why: 'WCAG technique H63; Ace (scope-attr-valid)',
    cure: 'Add `scope="col"` or `scope="row"` in raw HTML; tables of Markdown have it',
    find: eachElement(['th'], ({ attributes }) =>
      /^(col|row|colgroup|rowgroup)$/.test(attributes.scope ?? '')
        ? undefined
        : 'Unexpected head cell without `scope`',
    ),
  },
  {
    id: 'empty-head',
    family: 'inaccessible-epub',
    summary: 'A head cell says something',
    why: 'Ace (empty-table-header): a voice says the head before each cell',
    cure: 'Write the head, or make the corner of the table a plain cell, `<td>`',
    find: eachElement(['th'], (head) =>
      textOf(head).trim() === '' && childElements(head).length === 0
        ? 'Unexpected empty head cell'
        : undefined,
    ),
  },
  {
    id: 'one-column',
    family: 'unpolished-epub',
    summary: 'A table has more than one column',
    why: 'WCAG 1.3.1: what has one column is a list, and is read as a list',
    cure: 'Make a list of it',
    find: eachElement(['table'], (table) =>
      cellsOf(table, 'tr').every((row) => childElements(row).length < 2)
        ? 'Unexpected table of one column, expected a list'
        : undefined,
    ),
  },
  {
    id: 'ragged-table',
    family: 'careless-epub',
    summary: 'All rows of a table have the same number of cells',
    why: 'HTML, “table model error”: a voice counts columns',
    cure: 'Add the missing cells, or `colspan`',
    find: eachElement(['table'], (table) => {
      const row = raggedRow(table)
      return row
        ? `Unexpected row of ${widthOf(row)} cells, expected as many as in the other rows`
        : undefined
    }),
  },
  {
    id: 'table-caption',
    family: 'unpolished-epub',
    summary: 'A table that has an id has a caption',
    why: 'WCAG technique H39; a reference leads to it, and must find its number',
    cure: 'Write the caption: `Table: Words {#tbl-name}`',
    find: eachElement(['table'], ({ attributes, parent, children }) =>
      attributes.id !== undefined &&
      parent?.name !== 'figure' &&
      !children.some((child) => typeof child !== 'string' && child.name === 'caption')
        ? 'Unexpected table with an id and without a caption'
        : undefined,
    ),
  },
  {
    id: 'math-text',
    family: 'inaccessible-epub',
    summary: 'Every formula has a text',
    why: 'EPUB Accessibility 1.1; EPUBCheck ACC-009: not every reader can speak MathML',
    cure: 'Leave it to Octavo, or give your own by `alt`',
    find: eachElement(['math'], ({ attributes }) =>
      attributes.alttext?.trim() ? undefined : 'Missing text of a formula',
    ),
  },
  {
    id: 'math-text-tex',
    family: 'unpolished-epub',
    summary: 'The text of a formula can be spoken',
    why: 'A voice reads `\\frac{a}{b}` as “backslash frac left brace”',
    cure: 'Leave it to Octavo, or give words by `alt`',
    find: eachElement(['math'], ({ attributes }) =>
      /\\[a-z]{2,}|[{}]/i.test(attributes.alttext ?? '')
        ? `Unexpected TeX \`${attributes.alttext!.slice(0, 40)}\` as the text of a formula, expected words`
        : undefined,
    ),
  },
  {
    id: 'empty-math',
    family: 'careless-epub',
    summary: 'A formula shows something',
    why: 'Standard Ebooks: MathML that is empty is a formula lost',
    cure: 'Write the formula between the dollar signs',
    find: eachElement(['math'], (math) =>
      textOf(math).trim() === '' &&
      cellsOf(math, 'mspace').length === 0 &&
      cellsOf(math, 'menclose').length === 0
        ? 'Unexpected empty formula'
        : undefined,
    ),
  },
]
