/** The line that a message is about, with its place underlined. */
import stringWidth from 'string-width'
import { printable } from './printable.js'
import type { ReadMessage } from './read-message.js'

/** A line of a megabyte is looked at no further than this from the place; more than fits, in any script. */
const reach = 1000

interface ShownSource {
  readonly text: string
  /** Spaces as wide as what stands before the carets. */
  readonly indent: string
  readonly carets: string
}

/** Columns of a line that are shown: with the gutter they fit a terminal of 100. */
const widest = 90

/** Columns kept before the place when a line is cut. */
const contextBefore = 30

/**
 * Show a line of the manuscript with carets under the place. A place of several lines is underlined
 * to the end of its first line; a long line is cut around the place.
 *
 * @param source lines of the file
 * @returns `undefined` where the message has no line, or the file no such line
 */
export function showSource(
  { line, column, endLine, endColumn }: ReadMessage,
  source: readonly string[],
): ShownSource | undefined {
  const text = line === undefined ? undefined : source[line - 1]
  if (line === undefined || text === undefined || (line === 1 && text === '')) return undefined
  const start = Math.min((column ?? 1) - 1, text.length)
  const last = endLine === line && endColumn !== undefined ? endColumn - 1 : text.trimEnd().length
  const end = endLine === undefined ? start + 1 : Math.max(start + 1, last)
  const widthAfter = stringWidth(printable(text.slice(start, start + reach)))
  const before = cutStart(printable(text.slice(Math.max(0, start - reach), start)), widthAfter)
  const room = widest - stringWidth(before)
  const marked = cutEnd(printable(text.slice(start, Math.min(end, start + reach))), room)
  const after = cutEnd(printable(text.slice(end, end + reach)), room - stringWidth(marked))
  return {
    text: before + marked + after,
    indent: ' '.repeat(stringWidth(before)),
    carets: '^'.repeat(Math.max(1, stringWidth(marked))),
  }
}

/** Keep the end of what stands before the place, unless the whole line has room. */
function cutStart(text: string, widthAfter: number): string {
  const width = stringWidth(text)
  if (width + widthAfter <= widest || width <= contextBefore) return text
  let kept = ''
  for (const letter of graphemes(text).reverse()) {
    if (stringWidth(letter + kept) > contextBefore - 1) break
    kept = letter + kept
  }
  return `…${kept}`
}

function cutEnd(text: string, room: number): string {
  if (stringWidth(text) <= room) return text
  let kept = ''
  for (const letter of graphemes(text)) {
    if (stringWidth(kept + letter) > room - 1) break
    kept += letter
  }
  return room > 0 ? `${kept}…` : ''
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What a reader takes for one letter; a long line is read no further than could be shown. */
const graphemes = (text: string): string[] =>
  [...segmenter.segment(text)].map(({ segment }) => segment)
