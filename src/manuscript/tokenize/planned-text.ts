/** Inline constructs that stand on one line: match the source, then take as many characters. */
import { markdownLineEnding } from 'micromark-util-character'
import type { Code, Construct, State, TokenizeContext, TokenType } from 'micromark-util-types'
import type { Source } from './source.js'

/** What was found: how many characters it takes, and what to hand to the tree. */
export interface Found {
  readonly length: number
  readonly planned: unknown
}

/**
 * Make a micromark construct that becomes one token.
 *
 * @param match looks at a line from an index on; `previous` is the character before, `''` at the start
 */
export function plannedText(
  source: Source,
  type: TokenType,
  match: (
    line: string,
    index: number,
    previous: string,
    context: TokenizeContext,
  ) => Found | undefined,
): Construct {
  return {
    name: type,
    tokenize(effects, ok, nok) {
      let end = 0
      return (code) => {
        const { line, column } = this.now()
        const found = match(
          source.lines[line - 1] ?? '',
          column - 1,
          toCharacter(this.previous),
          this,
        )
        if (!found) return nok(code)
        end = column - 1 + found.length
        effects.enter(type, { planned: found.planned })
        return inside.call(this, code)
      }

      function inside(this: TokenizeContext, code: Code): State | undefined {
        if (this.now().column - 1 >= end) {
          effects.exit(type)
          return ok(code)
        }
        // A cell or a label may end before the line does.
        if (code === null || markdownLineEnding(code)) return nok(code)
        effects.consume(code)
        return inside.bind(this)
      }
    },
  }
}

/** The character before; line endings and tabs are white space. */
export function toCharacter(code: Code): string {
  if (code === null) return ''
  return code < 0 ? ' ' : String.fromCodePoint(code)
}
