/**
 * Marked words `==so==` (pandoc, Manual, `mark`), superscript `x^2^` and subscript `H~2~O` by pandoc's rules (Manual, `superscript`, `subscript`): no white
 * space inside unless a backslash stands before it. Where pandoc would take words for it that are none, we
 * are stricter: a digit after the closing `^` (`a^2+b^2`), a `~` that stands after nothing (`~/bin:~/lib`) or
 * between digits (`5~10`) is text. So GFM's single `~` strikes nothing out; two do.
 */
import type { Text } from 'mdast'
import type { Span } from '../../book/mdast.js'
import { visit } from '../../book/visit.js'
import type { Source } from '../tokenize/source.js'
import { findMark, wrappedText } from '../tokenize/wrapped-text.js'
import type { Syntax } from './syntax.js'

const elements: Readonly<Record<string, string>> = { '^': 'sup', '~': 'sub', '=': 'mark' }

/** Make the parser's part that knows superscript and subscript. */
export function superscript(source: Source): Syntax {
  const construct = wrappedText(source, 1, findEnd)
  return {
    sign: /[\^~]|==/,
    micromark: {
      text: { 61: wrappedText(source, 2, findMarkEnd), 94: construct, 126: construct },
    },
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
  const end = findMark(line.slice(0, index + longest), index + 1, mark, /[\s`$\]]/)
  if (end === undefined || line[end + 1] === mark) return undefined
  return mark === '^' && /\d/.test(line[end + 1] ?? '') ? undefined : end
}

/** Longest marked text, in characters. */
const longestMarked = 1000
/** Letters of scripts that write words without spaces between them. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const isInWord = (character: string): boolean =>
  /[\p{L}\p{N}_=]/u.test(character) && !unspaced.test(character)

/** The `==` that closes `==words==`; `a == b` and `x==1` are code that somebody forgot to mark. */
function findMarkEnd(line: string, index: number, previous: string): number | undefined {
  const first = line[index + 2] ?? ' '
  if (line[index + 1] !== '=' || /[\s=]/.test(first) || isInWord(previous)) return undefined
  const end = findMark(line.slice(0, index + longestMarked), index + 2, '==', /\]/)
  if (end === undefined || /\s/.test(line[end - 1]!) || isInWord(line[end + 2] ?? ''))
    return undefined
  return end
}
