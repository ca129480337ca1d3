/**
 * Formulas as mdBook has them: `\\( … \\)` in a line, `\\[ … \\]` set apart (mdBook, "MathJax Support"). Both
 * backslashes are the author's: with one alone, CommonMark has brackets that are text. As there, a backslash
 * before punctuation is Markdown's: a line ends with four.
 */
import { markdownLineEnding } from 'micromark-util-character'
import type { Code, Construct, State } from 'micromark-util-types'
import { takeLineEnding } from '../tokenize/planned-block.js'
import type { Syntax } from './syntax.js'

/** Longest formula, in characters; what is longer was never closed. */
const longest = 5000

/** Make the parser's part that knows formulas between backslashes. */
export function backslashMath(): Syntax {
  return {
    sign: /\\\\[([]/,
    micromark: { text: { 92: construct } },
    fromMarkdown: {
      enter: {
        backslashMath(token) {
          const raw = this.sliceSerialize(token)
          const value = raw
            .slice(3, -3)
            .replace(/\\([!-/:-@[-`{-~])/g, '$1')
            .trim()
          const data = raw[2] === '[' ? { data: { isDisplay: true } } : {}
          this.enter({ type: 'inlineMath', value, ...data }, token)
          // Line endings inside are no text of their own.
          this.buffer()
        },
      },
      exit: {
        backslashMath(token) {
          this.resume()
          this.exit(token)
        },
      },
    },
  }
}

const construct: Construct = {
  name: 'backslashMath',
  tokenize(effects, ok, nok) {
    let text = ''
    return (code) => {
      effects.enter('backslashMath')
      effects.enter('backslashMathData')
      return inside(code)
    }

    function inside(code: Code): State | undefined {
      if (code === null || text.length > longest) return nok(code)
      if (markdownLineEnding(code)) {
        effects.exit('backslashMathData')
        takeLineEnding(effects, code)
        text += ' '
        return (code) => {
          effects.enter('backslashMathData')
          return inside(code)
        }
      }
      text += code < 0 ? ' ' : String.fromCharCode(code)
      effects.consume(code)
      if (text.length === 3 && text !== '\\\\(' && text !== '\\\\[') return nok
      return isClosed(text) ? close : inside
    }

    function close(code: Code): State | undefined {
      effects.exit('backslashMathData')
      effects.exit('backslashMath')
      return text.slice(3, -3).trim() === '' ? nok(code) : ok(code)
    }
  },
}

/** Whether a text ends with the closing of its opening: two backslashes, and no more, before the bracket. */
function isClosed(text: string): boolean {
  if (text.length < 6) return false
  return text.endsWith(text[2] === '[' ? '\\\\]' : '\\\\)') && text.at(-4) !== '\\'
}
