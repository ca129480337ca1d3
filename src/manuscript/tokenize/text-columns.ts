/** Columns of a line as a monospaced font shows them: a Chinese character is as wide as two letters. */

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
/** Marks stand on the letter before them. */
const narrow = /[\p{Mn}\p{Me}]|[\u200b-\u200f]/u

/** A line of text whose columns can be asked for. */
export interface Columns {
  readonly text: string
  /** How many columns it has. */
  readonly width: number
  /** Index in `text` of the character at a column; the text's length beyond the end. */
  indexAt(column: number): number
  /** The character at a column; a space beyond the end. */
  at(column: number): string
}

/** Lay a text out in columns; tabs go to the next multiple of four. */
export function toColumns(text: string): Columns {
  const indices = /^[ -~]*$/.test(text) ? undefined : readIndices(text)
  const width = indices?.length ?? text.length
  const indexAt = (column: number): number =>
    column >= width ? text.length : (indices?.[column] ?? column)
  return { text, width, indexAt, at: (column) => text[indexAt(column)] ?? ' ' }
}

function readIndices(text: string): number[] {
  const indices: number[] = []
  let index = 0
  for (const character of text) {
    const size =
      character === '\t'
        ? 4 - (indices.length % 4)
        : narrow.test(character)
          ? 0
          : wide.test(character)
            ? 2
            : 1
    for (let column = 0; column < size; column++) indices.push(index)
    index += character.length
  }
  return indices
}
