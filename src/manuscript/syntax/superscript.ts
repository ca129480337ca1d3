/**
 * Superscript `x^2^` and subscript `H~2~O` by pandoc's rules (Manual, `superscript`, `subscript`): no white
 * space inside unless a backslash stands before it. Where pandoc would take words for it that are none, we
 * are stricter: a digit after the closing `^` (`a^2+b^2`), a `~` that stands after nothing (`~/bin:~/lib`) or
 * between digits (`5~10`) is text. So GFM's single `~` strikes nothing out; two do.
 */
import type { Text } from 'mdast'
import { markdownLineEnding } from 'micromark-util-character'
import type { Code, Construct, State } from 'micromark-util-types'
import type { Span } from '../../book/mdast.js'
import { visit } from '../../book/visit.js'
import { toCharacter } from '../tokenize/planned-text.js'
import { readLabel } from '../tokenize/read-label.js'
import type { Source } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'

const elements: Readonly<Record<string, string>> = { '^': 'sup', '~': 'sub' }

/** Make the parser's part that knows superscript and subscript. */
export function superscript(source: Source): Syntax {
  const construct = script(source)
  return {
    sign: /[\^~]/,
    micromark: { text: { 94: construct, 126: construct } },
    fromMarkdown: {
      enter: {
        script(token) {
          const node: Span = {
            type: 'span',
            children: [],
            data: { hName: elements[String(token.planned)] } as object,
          }
          this.enter(node, token)
        },
      },
      exit: {
        script(token) {
          visit(this.stack.at(-1)! as Span, 'text', keepTogether)
          this.exit(token)
        },
      },
    },
  }
}

/** A space that a backslash lets in does not break (pandoc, Manual, `all_symbols_escapable`). */
function keepTogether(text: Text): void {
  text.value = text.value.replaceAll('\\ ', '\u00a0')
}

/** One token around the marks, and between them text with constructs of its own. */
function script(source: Source): Construct {
  return {
    name: 'script',
    tokenize(effects, ok, nok) {
      let end = 0
      return (code) => {
        const { line, column } = this.now()
        const found = findEnd(source.lines[line - 1] ?? '', column - 1, toCharacter(this.previous))
        if (found === undefined) return nok(code)
        end = found
        effects.enter('script', { planned: String.fromCodePoint(code!) })
        takeMark(code)
        return (code) => {
          effects.enter('chunkText', { contentType: 'text' })
          return inside.call(this, code)
        }
      }

      function takeMark(code: Code): void {
        effects.enter('scriptMarker')
        effects.consume(code)
        effects.exit('scriptMarker')
      }

      function inside(
        this: ThisParameterType<Construct['tokenize']>,
        code: Code,
      ): State | undefined {
        // A cell or a label may end before the line does.
        if (code === null || markdownLineEnding(code)) return nok(code)
        if (this.now().column - 1 < end) {
          effects.consume(code)
          return inside.bind(this)
        }
        effects.exit('chunkText')
        takeMark(code)
        effects.exit('script')
        return ok
      }
    },
  }
}

/** What a subscript may stand after: the end of a word, of brackets, of a formula, of other markup. */
const mayPrecede = /[\p{L}\p{N}\p{Pe}\p{Pf}*_`$^'"′″]/u

/** Longest superscript, in characters: farther away no mark belongs to this one. */
const longest = 200

/** Index of the mark that closes the one at `index`, or `undefined` where it is text. */
function findEnd(line: string, index: number, previous: string): number | undefined {
  const mark = line[index]!
  const first = line[index + 1] ?? ''
  if (previous === mark || first === mark || first === '[') return undefined
  if (mark === '~' && !mayPrecede.test(previous)) return undefined
  if (mark === '~' && /\d/.test(previous) && /\d/.test(first)) return undefined
  const end = findMark(line.slice(0, index + longest), index + 1, mark)
  if (end === undefined || line[end + 1] === mark) return undefined
  return mark === '^' && /\d/.test(line[end + 1] ?? '') ? undefined : end
}

/** Code, formulas, addresses and tags: what stands in them closes nothing. */
const closed = /(`+)(?!`)[^`]+\1(?!`)|\$(?!\s)(?:\\.|[^$\\])+\$|<[^<>\s][^<>]*>/y

function findMark(line: string, from: number, mark: string): number | undefined {
  for (let index = from; index < line.length; index++) {
    const character = line[index]!
    if (character === mark) return index
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
    const length = closed.exec(line)?.[0].length
    if (length !== undefined) index += length - 1
    else if (/[\s`$\]]/.test(character)) return undefined
  }
  return undefined
}
