/** Objects and operators of a PDF (ISO 32000-1, 7.2 and 7.3). Shares no code with `print/`, whose work it checks. */

export type Value = number | string | boolean | null | Name | Reference | Dictionary | Value[]
export type Dictionary = ReadonlyMap<string, Value>

export class Name {
  constructor(readonly name: string) {}
}

export class Reference {
  constructor(readonly number: number) {}
}

/** The name that a value is; `''` for anything else. */
export const nameOf = (value: Value | undefined): string =>
  value instanceof Name ? value.name : ''

export class Operator {
  constructor(readonly operator: string) {}
}

/** Reads what comes next, from a place on. */
export class Reader {
  constructor(
    private readonly text: string,
    public at = 0,
  ) {}

  next(): Value | Operator | undefined {
    this.skip()
    const character = this.text[this.at]
    if (character === undefined) return undefined
    if (character === '/') return this.readName()
    if (character === '(') return this.readString()
    if (this.text.startsWith('<<', this.at)) return this.readDictionary()
    if (character === '<') {
      const end = this.text.indexOf('>', this.at)
      const digits = this.text.slice(this.at + 1, end)
      this.at = end + 1
      return Buffer.from(digits, 'hex').toString('latin1')
    }
    if (character === '[') {
      this.at += 1
      return this.readUntil(']') as Value[]
    }
    const word = /^[^\s()<>[\]{}/%]+/.exec(this.text.slice(this.at, this.at + 200))?.[0]
    if (word === undefined) throw new Error(`unreadable at ${this.at}`)
    this.at += word.length
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    const number = Number(word)
    if (Number.isNaN(number)) return new Operator(word)
    const reference = /^\s+\d+\s+R(?![A-Za-z])/.exec(this.text.slice(this.at, this.at + 30))
    if (!reference || !Number.isInteger(number)) return number
    this.at += reference[0].length
    return new Reference(number)
  }

  private skip(): void {
    while (/[\s%]/.test(this.text[this.at] ?? 'x')) {
      if (this.text[this.at] === '%') this.at = this.text.indexOf('\n', this.at)
      this.at += 1
    }
  }

  private readName(): Name {
    const name = /^[^\s()<>[\]{}/%]*/.exec(this.text.slice(this.at + 1, this.at + 200))![0]
    this.at += name.length + 1
    return new Name(name)
  }

  private readString(): string {
    let depth = 0
    const start = this.at
    for (; this.at < this.text.length; this.at++) {
      const character = this.text[this.at]
      if (character === '\\') this.at += 1
      else if (character === '(') depth += 1
      else if (character === ')' && --depth === 0) break
    }
    this.at += 1
    return this.text.slice(start + 1, this.at - 1)
  }

  private readUntil(end: string): (Value | Operator)[] {
    const values: (Value | Operator)[] = []
    for (;;) {
      this.skip()
      if (this.text.startsWith(end, this.at)) break
      values.push(this.next()!)
    }
    this.at += end.length
    return values
  }

  private readDictionary(): Dictionary {
    this.at += 2
    const values = this.readUntil('>>') as Value[]
    const dictionary = new Map<string, Value>()
    for (let at = 0; at < values.length; at += 2)
      dictionary.set(nameOf(values[at]), values[at + 1]!)
    return dictionary
  }
}
