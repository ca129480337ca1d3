/** `{{name}}`: a value of `book.yaml` or of the front matter, filled in by `structure/`. Code and formulas have none. */
import { plannedText } from '../tokenize/planned-text.js'
import type { Source } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'

const variableMark = /\{\{[ \t]*([\p{L}_][\p{L}\p{N}_.-]*)[ \t]*\}\}/uy

/** Make the parser's part that knows variables. */
export function variable(source: Source): Syntax {
  const construct = plannedText(source, 'variable', (line, index) => {
    variableMark.lastIndex = index
    const match = variableMark.exec(line)
    return match ? { length: match[0].length, planned: match[1]! } : undefined
  })
  return {
    sign: /\{\{/,
    micromark: { text: { 123: construct } },
    fromMarkdown: {
      enter: {
        variable(token) {
          const value = this.sliceSerialize(token)
          this.enter({ type: 'variable', name: String(token.planned), value }, token)
        },
      },
      exit: {
        variable(token) {
          this.exit(token)
        },
      },
    },
  }
}
