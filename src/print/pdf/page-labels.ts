/** Page labels (ISO 32000-1, 12.4.2): what a reader shows in place of "page 17 of 300". */

/** Write the number tree from the folios in order of the pages. */
export function pageLabels(folios: readonly string[]): string {
  const ranges: string[] = []
  let isRoman: boolean | undefined
  folios.forEach((folio, index) => {
    const roman = !/^\d/.test(folio)
    if (roman === isRoman) return
    isRoman = roman
    ranges.push(`${index} <</S /${roman ? 'r' : 'D'}>>`)
  })
  return `<</Nums [${ranges.join(' ')}]>>`
}
