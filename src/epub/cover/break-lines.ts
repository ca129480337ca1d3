/** Lines of a short text, of even length. */

/** Where a line may end: after a space, and within words after a hyphen, a dash or a stroke (UAX #14). */
const afterBreak = /(?<=[ ])(?=[^ ])|(?<=\p{L}[-‐–—/])(?=\p{L})/u

/**
 * Break a text into as few lines as the measure allows, and these as even as they can be
 * (CSS Text 4, §5.3.1: `text-wrap: balance`).
 *
 * @param widthOf the width of a line, in the unit of `measure`
 * @param breaksWords whether a word that is wider than the measure may be broken anywhere
 * @returns lines without the spaces at their ends; one may be too wide where words are not broken
 */
export function breakLines(
  text: string,
  measure: number,
  widthOf: (line: string) => number,
  breaksWords = false,
): string[] {
  const words = text.split(afterBreak)
  const pieces = breaksWords
    ? words.flatMap((word) => (widthOf(word.trimEnd()) > measure ? [...word] : [word]))
    : words
  const lines = fill(pieces, measure, widthOf)
  const widest = Math.max(...lines.map(widthOf))
  let [low, high] = [0, Math.min(measure, widest)]
  // Sixteen halvings of a measure leave less than a pixel.
  for (let step = 0; step < 16; step++) {
    const middle = (low + high) / 2
    if (fill(pieces, middle, widthOf).length > lines.length) low = middle
    else high = middle
  }
  const balanced = fill(pieces, high, widthOf)
  return balanced.length === lines.length ? balanced : lines
}

/** Fill line after line. */
function fill(
  pieces: readonly string[],
  measure: number,
  widthOf: (line: string) => number,
): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line !== '' && widthOf((line + piece).trimEnd()) > measure) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  return [...lines, line.trimEnd()]
}
