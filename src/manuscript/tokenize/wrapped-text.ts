/** Text between two equal marks on one line, with constructs of its own: `x^2^`, `==words==`. */
import { markdownLineEnding } from 'micromark-util-character'
import type { Code, Construct, State, TokenizeContext } from 'micromark-util-types'
import { toCharacter } from './planned-text.js'
import { readLabel } from './read-label.js'
import type { Source } from './source.js'

/** What no construct begins in. */
const plain = /^[\p{L}\p{N},+-]*$/u

/**
 * Make a micromark construct that becomes one token `script` around the marks, which is planned to be the mark.
 *
 * @param size how many characters the mark has
 * @param findEnd index of the mark that closes the one at `index`; `previous` is the character before
 */
export function wrappedText(
  source: Source,
  size: number,
  findEnd: (line: string, index: number, previous: string) => number | undefined,
): Construct {
  return {
    name: 'script',
    tokenize(effects, ok, nok) {
      let end = 0
      let taken = 0
      // To take apart a word costs more than all else about it.
      let type: 'chunkText' | 'data' = 'chunkText'
      return (code) => {
        const { line: number, column } = this.now()
        const line = source.lines[number - 1] ?? ''
        const found = findEnd(line, column - 1, toCharacter(this.previous))
        if (found === undefined) return nok(code)
        end = found
        if (plain.test(line.slice(column - 1 + size, end))) type = 'data'
        effects.enter('script', { planned: String.fromCodePoint(code!) })
        effects.enter('scriptMarker')
        return opening.call(this, code)
      }

      function opening(this: TokenizeContext, code: Code): State | undefined {
        if (taken++ < size) {
          effects.consume(code)
          return opening.bind(this)
        }
        effects.exit('scriptMarker')
        effects.enter(type, type === 'chunkText' ? { contentType: 'text' } : {})
        return inside.call(this, code)
      }

      function inside(this: TokenizeContext, code: Code): State | undefined {
        // A cell or a label may end before the line does.
        if (code === null || markdownLineEnding(code)) return nok(code)
        if (this.now().column - 1 < end) {
          effects.consume(code)
          return inside.bind(this)
        }
        effects.exit(type)
        effects.enter('scriptMarker')
        taken = 0
        return closing(code)
      }

      function closing(code: Code): State | undefined {
        if (taken++ < size) {
          if (code === null || markdownLineEnding(code)) return nok(code)
          effects.consume(code)
          return closing
        }
        effects.exit('scriptMarker')
        effects.exit('script')
        return ok(code)
      }
    },
  }
}

/** Code, formulas, addresses and tags: what stands in them closes nothing. */
const closed = /(`+)(?!`)[^`]+\1(?!`)|\$(?!\s)(?:\\.|[^$\\])+\$|<[^<>\s][^<>]*>/y

/**
 * Find a mark that is no part of code, a formula, a label or an escape.
 *
 * @param stop characters that may not stand before the mark
 */
export function findMark(
  line: string,
  from: number,
  mark: string,
  stop: RegExp,
): number | undefined {
  for (let index = from; index < line.length; index++) {
    const character = line[index]!
    if (line.startsWith(mark, index)) return index
    if (character === '\\') {
      index++
      continue
    }
    if (character === '[') {
      const label = readLabel(line, index)
      if (!label) return undefined
      index = label.to
      continue
    }
    closed.lastIndex = index
    const length = /[`$<]/.test(character) ? closed.exec(line)?.[0].length : undefined
    if (length !== undefined) index += length - 1
    else if (stop.test(character)) return undefined
  }
  return undefined
}
