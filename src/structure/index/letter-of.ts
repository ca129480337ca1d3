/** Under which letter an entry stands. */

const group = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Rows of the Japanese syllabary, by their first kana; voiced and small kana belong to the plain ones (JIS X 4061). */
const rows = 'あかさたなはまやらわ'

/**
 * Make the function that finds letters.
 *
 * A letter with marks stands under the plain one, unless the language sorts it as a letter of its own: `Ö` is
 * under O in German and at the end in Swedish (Unicode CLDR, collation).
 *
 * @returns a letter in upper case; `''` for figures and signs, which stand before all letters
 */
export function letterFinder(language: string): (sort: string) => string {
  const base = new Intl.Collator(language, { sensitivity: 'base' })
  const inOrder = new Intl.Collator('ja')
  return (sort) => {
    const first = [...group.segment(sort.normalize('NFC'))][0]?.segment ?? ''
    if (!/^\p{L}/u.test(first)) return ''
    if (/^[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(first))
      return [...rows].findLast((row) => inOrder.compare(row, first) <= 0) ?? 'あ'
    const plain = first.normalize('NFKD').replace(/\p{M}/gu, '')
    const letter = plain !== '' && base.compare(plain, first) === 0 ? plain : first
    return [...letter.toLocaleUpperCase(language)][0]!
  }
}
