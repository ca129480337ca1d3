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
  const count = fill(pieces, measure, widthOf).length
  return pieces.length > mostPieces
    ? fill(pieces, measure, widthOf)
    : evenly(pieces, count, measure, widthOf)
}

/** Titles have fewer; longer texts are filled only. */
const mostPieces = 200

/** Take the breaks whose lines leave the least room beside the widest: squared, so that one short line costs most. */
function evenly(
  pieces: readonly string[],
  count: number,
  measure: number,
  widthOf: (line: string) => number,
): string[] {
  // The cost of the best lines for the pieces from each one on, for each number of lines, and where the first ends.
  const best = new Map<string, { cost: number; end: number }>()
  const search = (from: number, lines: number): number => {
    if (from === pieces.length) return lines === 0 ? 0 : Number.POSITIVE_INFINITY
    if (lines === 0) return Number.POSITIVE_INFINITY
    const key = `${from} ${lines}`
    const known = best.get(key)
    if (known) return known.cost
    let found = { cost: Number.POSITIVE_INFINITY, end: from + 1 }
    let line = ''
    for (let end = from + 1; end <= pieces.length; end++) {
      line += pieces[end - 1]
      const width = widthOf(line.trimEnd())
      // A piece that is wider than the measure stands alone.
      if (width > measure && end > from + 1) break
      const cost = Math.max(0, measure - width) ** 2 + search(end, lines - 1)
      // Of two that cost the same, the one with the longer line before.
      if (cost <= found.cost) found = { cost, end }
    }
    best.set(key, found)
    return found.cost
  }
  search(0, count)
  const result: string[] = []
  for (let from = 0; from < pieces.length; ) {
    const { end } = best.get(`${from} ${count - result.length}`)!
    result.push(pieces.slice(from, end).join('').trimEnd())
    from = end
  }
  return result
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
