/** The words of a content stream (ISO 32000-1, 7.2 and 7.8.2), as far as formulas need them. */

/** A number, the bytes of a string or a name, or an operator. Lists and dictionaries come as nothing. */
export type Token = number | string | { readonly operator: string }

const word = /[^\s()<>[\]{}/%]+/y
const space = /[\s[\]]+|<<|>>/y
const hexadecimal = /<([\dA-Fa-f\s]*)>/y

/** Cut a content stream into its tokens. */
export function* tokensOf(content: string): Generator<Token> {
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(content)
    if (found) at = pattern.lastIndex
    return found
  }
  while (at < content.length) {
    if (match(space)) continue
    const first = content[at]!
    if (first === '(') {
      const { value, end } = readString(content, at + 1)
      at = end
      yield value
    } else if (first === '<') {
      const digits = match(hexadecimal)?.[1]
      if (digits === undefined) return
      yield Buffer.from(digits.replace(/\s/g, ''), 'hex').toString('latin1')
    } else {
      if (first === '/') at += 1
      const text = match(word)?.[0]
      if (text === undefined) return
      const number = Number(text)
      if (first === '/') yield text
      else yield Number.isNaN(number) ? { operator: text } : number
    }
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** Read a string to its last bracket (7.3.4.2). */
function readString(content: string, start: number): { value: string; end: number } {
  let value = ''
  let depth = 1
  let at = start
  for (; at < content.length; at++) {
    const character = content[at]!
    if (character === '\\') {
      const octal = /^[0-7]{1,3}/.exec(content.slice(at + 1, at + 4))?.[0]
      const next = content[at + 1]!
      value += octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (escapes[next] ?? next)
      at += octal ? octal.length : 1
      continue
    }
    if (character === '(') depth += 1
    if (character === ')' && --depth === 0) break
    value += character
  }
  return { value, end: at + 1 }
}
