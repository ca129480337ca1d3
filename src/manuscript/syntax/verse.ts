/** `:::verse` … `:::`: every line a line, its indent kept, a blank line between stanzas. */
import type { LineBlock, VerseLine } from '../../book/mdast.js'
import type { FencedBlock } from '../tokenize/nodes.js'
import type { Step } from '../tokenize/planned-block.js'
import { lineEnd } from '../tokenize/planned-block.js'
import type { Line } from '../tokenize/source.js'

/** Names of the block whose lines count. */
export const verseNames: ReadonlySet<string> = new Set(['verse', 'poem', 'line-block'])

/** Plan the lines of a verse block, without its fences. */
export function planVerse(lines: readonly Line[]): Step[] {
  return lines.flatMap((line): Step[] => {
    const indent = /^[ \t]*/.exec(line.text)![0].length
    // A token may not be empty: the line between stanzas is the end of the line before.
    if (indent === line.text.length) {
      return [
        { do: 'enter', type: 'verseLine', planned: 0 },
        { do: 'endLine' },
        { do: 'take', type: 'verseMarker', to: lineEnd },
        { do: 'exit', type: 'verseLine' },
      ]
    }
    return [
      { do: 'endLine' },
      { do: 'enter', type: 'verseLine', planned: indent },
      { do: 'take', type: 'verseMarker', to: line.start + indent },
      { do: 'takeText', to: lineEnd },
      { do: 'exit', type: 'verseLine' },
    ]
  })
}

/** Make verse of a block; blank lines at its edges are no stanzas. */
export function toVerse(block: FencedBlock): LineBlock {
  const lines = (block.children as unknown as VerseLine[]).filter(
    (child) => child.type === 'verseLine',
  )
  const isText = (line: VerseLine) => line.children.length > 0
  const children = lines.slice(lines.findIndex(isText), lines.findLastIndex(isText) + 1)
  return {
    type: 'lineBlock',
    children: lines.some(isText) ? children : [],
    position: block.position,
  }
}
