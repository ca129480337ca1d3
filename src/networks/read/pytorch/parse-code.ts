/**
 * The code of a TorchScript module, which is Python of few words: assignments and a `return`. Expressions are names,
 * numbers, strings, lists, attributes and calls.
 */

export type Expression =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'call'; readonly callee: Expression; readonly given: readonly Expression[] }
  | { readonly kind: 'unknown' }

export interface Statement {
  /** Names that get the value; empty for `return`. */
  readonly targets: readonly string[]
  readonly value: Expression
}

export interface Method {
  readonly parameters: readonly string[]
  readonly statements: readonly Statement[]
}

/** Methods by name, by the name of their class. */
export type Code = ReadonlyMap<string, ReadonlyMap<string, Method>>

/** Read the classes of a file. */
export function parseCode(text: string): Code {
  const classes = new Map<string, ReadonlyMap<string, Method>>()
  for (const part of text.split(/^class /m).slice(1)) {
    const name = /^\w+/.exec(part)?.[0] ?? ''
    const methods = new Map<string, Method>()
    for (const method of part.split(/^ {2}def /m).slice(1)) {
      const [, called = '', parameters = ''] = /^(\w+)\(([\s\S]*?)\)\s*->/.exec(method) ?? []
      methods.set(called, {
        parameters: parseParameters(parameters),
        statements: parseBody(method),
      })
    }
    classes.set(name, methods)
  }
  return classes
}

/** `self: __torch__.Net, x: Tensor`; types may hold commas in brackets. */
function parseParameters(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|,)\s*(\w+)\s*:/g)].map((match) => match[1]!).slice(1)
}

function parseBody(method: string): readonly Statement[] {
  const body = method.slice(method.indexOf(':\n', method.indexOf('->')) + 2)
  return body.split('\n').flatMap((line): Statement[] => {
    const code = line.trim()
    const returned = /^return (.*)$/.exec(code)
    if (returned) return [{ targets: [], value: parseExpression(returned[1]!) }]
    const assigned = /^((?:\w+\s*,\s*)*\w+,?)\s*(?::[^=]+)?=\s*(.*)$/.exec(code)
    if (!assigned) return []
    const targets = assigned[1]!.split(',').map((name) => name.trim())
    return [{ targets: targets.filter(Boolean), value: parseExpression(assigned[2]!) }]
  })
}

const tokenPattern =
  /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(-?\d+\.?\d*(?:e[-+]?\d+)?)|([A-Za-z_]\w*)|(\S))/gy

interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'sign'
  readonly text: string
}

function tokenize(code: string): readonly Token[] {
  return [...code.matchAll(tokenPattern)].map(([, text, number, name, sign]): Token => {
    if (text !== undefined) return { kind: 'text', text: text.slice(1, -1) }
    if (number !== undefined) return { kind: 'number', text: number }
    if (name !== undefined) return { kind: 'name', text: name }
    return { kind: 'sign', text: sign! }
  })
}

/** Read one expression; what is not of our few words is `unknown`. */
export function parseExpression(code: string): Expression {
  const tokens = tokenize(code)
  let at = 0
  const isSign = (text: string) => tokens[at]?.kind === 'sign' && tokens[at]!.text === text
  const items = (close: string): Expression[] => {
    const list: Expression[] = []
    while (at < tokens.length && !isSign(close)) {
      // `name=value`: the name is of no use here.
      if (tokens[at]!.kind === 'name' && tokens[at + 1]?.text === '=') at += 2
      list.push(expression())
      // Operators that we do not know make the whole argument unknown.
      while (at < tokens.length && !isSign(',') && !isSign(close)) {
        at++
        list[list.length - 1] = { kind: 'unknown' }
      }
      if (isSign(',')) at++
    }
    at++
    return list
  }
  const primary = (): Expression => {
    const token = tokens[at++]
    if (!token) return { kind: 'unknown' }
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) }
    if (token.kind === 'text') return { kind: 'text', value: token.text }
    if (token.kind === 'name') return { kind: 'name', name: token.text }
    if (token.text === '[') return { kind: 'list', items: items(']') }
    if (token.text === '(') {
      const list = items(')')
      return list.length === 1 ? list[0]! : { kind: 'list', items: list }
    }
    return { kind: 'unknown' }
  }
  const expression = (): Expression => {
    let value = primary()
    for (;;) {
      if (isSign('.')) {
        value = { kind: 'attribute', of: value, name: tokens[at + 1]?.text ?? '' }
        at += 2
      } else if (isSign('(')) {
        at++
        value = { kind: 'call', callee: value, given: items(')') }
      } else if (isSign('[') && value.kind === 'name' && /^[A-Z]/.test(value.name)) {
        // A type, as in `annotate(List[Tensor], [x, y])`.
        at++
        items(']')
      } else return value
    }
  }
  return expression()
}
