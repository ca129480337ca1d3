/** Letters of the scripts that part their words with spaces. */
const letter =
  /[\p{L}\p{M}\p{N}'’\u00ad](?<![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])/u

/**
 * Go back to the beginning of a word that a page divides: a mark inside it would part it for those who hear it.
 * Text without spaces between words is parted where the page ends.
 */
export function toWordStart(text: string, offset: number): number {
  let at = offset
  if (!letter.test(text[at] ?? '')) return at
  while (at > 0 && letter.test(text[at - 1]!)) at -= 1
  return at
}
