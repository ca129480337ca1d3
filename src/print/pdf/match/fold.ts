/** Texts made comparable: what a font and a style sheet change of them is not looked at. */

const unseen = /[\s\p{Default_Ignorable_Code_Point}]/gu

/** Fold case, compatibility characters, white space and what shows nothing. */
export function fold(text: string): string {
  // Most texts are plain; normalising costs more than all the rest.
  const plain = /[^ -~]/.test(text) ? unify(text) : text
  return plain.replaceAll(' ', '').toUpperCase()
}

const unify = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(unseen, '')
    .replace(/[\u2010\u2011]/g, '-')
    .replaceAll('\u02bc', '\u2019')

/** Whether a folded text ends with any of the hyphens that a line can end with. */
export const endsWithHyphen = (text: string): boolean => text.endsWith('-')
