/**
 * Formulas: `$…$` in a line by pandoc's rules, `$$…$$` set apart in every shape that manuscripts use.
 *
 * Pandoc (Manual, `tex_math_dollars`): the opening `$` has no white space after it, the closing one none
 * before it and no digit after it, so that `$5 and $10` stays text.
 */
import type { InlineMath, Math as MathNode } from 'mdast-util-math'
import { asciiDigit, markdownLineEnding, markdownLineEndingOrSpace } from 'micromark-util-character'
import type { Code, Construct, Point, State } from 'micromark-util-types'
import type { Attributes } from '../../book/mdast.js'
import { applyAttributes } from '../tokenize/nodes.js'
import { parseAttributes } from '../tokenize/parse-attributes.js'
import { lineEnd, plannedBlock, type Step, takeLineEnding } from '../tokenize/planned-block.js'
import { type Line, linesFrom, type Source } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'

const dollar = 36
const backslash = 92
const backtick = 96

/** Make the parser's part that knows formulas. */
export function math(source: Source): Syntax {
  return {
    // Environments of LaTeX make the same lines.
    sign: /\$|\\begin\{/,
    micromark: {
      flow: { [dollar]: plannedBlock('mathBlock', (point) => planMath(source, point), true) },
      text: { [dollar]: mathText },
    },
    fromMarkdown: {
      enter: {
        mathBlock(token) {
          const node: MathNode = { type: 'math', value: '' }
          if (token.planned) applyAttributes(node, token.planned as Attributes)
          this.enter(node, token)
          this.buffer()
        },
        mathText(token) {
          const node: InlineMath = { type: 'inlineMath', value: '' }
          this.enter(node, token)
          this.buffer()
        },
      },
      exit: {
        mathBlock(token) {
          const value = this.resume()
          const node = this.stack.at(-1) as MathNode
          node.value = value.trim()
          this.exit(token)
        },
        mathBlockLine(token) {
          this.config.enter.data!.call(this, token)
          this.config.exit.data!.call(this, token)
        },
        mathText(token) {
          const value = this.resume()
          const node = this.stack.at(-1) as InlineMath
          const raw = this.sliceSerialize(token)
          if (raw.startsWith('$$')) node.data = { isDisplay: true }
          // GitHub's $`…`$ keeps Markdown away from the formula.
          node.value = value.trim().replace(/^`([^`]+)`$/, '$1')
          this.exit(token)
        },
        mathTextData(token) {
          this.config.enter.data!.call(this, token)
          this.config.exit.data!.call(this, token)
        },
      },
    },
  }
}

/** What may follow a formula on its last line: a name, or attributes. */
const mathTail = /^[ \t]*(?:\((?<name>\p{L}[\p{L}\p{N}:._-]*)\)|\{(?<attributes>[^{}]*)\})?[ \t]*$/u

/** Index of the first `$$` that no backslash takes away, or -1. */
function findClosing(text: string, from: number): number {
  for (let index = from; index < text.length - 1; index++) {
    if (text[index] === '\\') index++
    else if (text[index] === '$' && text[index + 1] === '$') return index
  }
  return -1
}

/** Find a formula that begins a line and ends a line. */
function planMath(source: Source, point: Point): Step[] | undefined {
  const line = linesFrom(source, point)
  const first = line(point.line)!
  if (!first.text.startsWith('$$') || first.text.startsWith('$$$')) return undefined
  const isOpenAlone = first.text.slice(2).trim() === ''
  const steps: Step[] = []
  let isBlank = true
  for (let number = point.line; ; number++) {
    const current = line(number)
    if (!current) return undefined
    const from = number === point.line ? 2 : 0
    const at = findClosing(current.text, from)
    if (current.text.slice(from, at < 0 ? lineEnd : at).trim() !== '') isBlank = false
    if (from > 0) steps.push({ do: 'take', type: 'mathBlockFence', to: current.start + from })
    else steps.push({ do: 'endLine' })
    if (at >= 0) return isBlank ? undefined : closePlan(steps, current, current.start + at)
    // Only between fences on lines of their own may a formula hold a blank line.
    if (current.text.trim() === '' && !(isOpenAlone && closesAlone(line, number))) return undefined
    steps.push({ do: 'take', type: 'mathBlockLine', to: lineEnd })
  }
}

function closesAlone(line: (number: number) => Line | undefined, from: number): boolean {
  for (let number = from; ; number++) {
    const text = line(number)?.text
    if (text === undefined) return false
    const at = findClosing(text, 0)
    if (at >= 0) return text.slice(0, at).trim() === ''
  }
}

function closePlan(steps: readonly Step[], line: Line, at: number): Step[] | undefined {
  const tail = mathTail.exec(line.raw.slice(at + 2))
  if (!tail) return undefined
  const { name, attributes: braces } = tail.groups ?? {}
  const attributes = braces === undefined ? undefined : parseAttributes(braces)
  if (braces !== undefined && !attributes) return undefined
  const planned = name === undefined ? attributes : { label: name, classes: [], pairs: {} }
  return [
    { do: 'enter', type: 'mathBlock', planned },
    ...steps,
    { do: 'take', type: 'mathBlockLine', to: at },
    { do: 'take', type: 'mathBlockFence', to: lineEnd },
    { do: 'exit', type: 'mathBlock' },
  ]
}

/** After an odd backtick a dollar stands in code and closes nothing: $HOME in `$PATH`. */
const mathText: Construct = {
  name: 'mathText',
  tokenize(effects, ok, nok) {
    let [size, backticks] = [0, 0]
    let [last, isBlank]: [Code, boolean] = [null, true]
    return start

    function start(code: Code): State | undefined {
      effects.enter('mathText')
      effects.enter('mathTextSequence')
      return open(code)
    }

    function open(code: Code): State | undefined {
      if (code === dollar && size < 2) {
        effects.consume(code)
        size++
        return open
      }
      if (code === dollar || (size === 1 && markdownLineEndingOrSpace(code))) return nok(code)
      effects.exit('mathTextSequence')
      return between(code)
    }

    function between(code: Code): State | undefined {
      if (code === null) return nok(code)
      if (code === dollar) {
        effects.enter('mathTextSequence')
        return size === 1 ? closeSingle(code) : closeDouble(code)
      }
      if (markdownLineEnding(code)) {
        takeLineEnding(effects, code)
        last = code
        return between
      }
      effects.enter('mathTextData')
      return data(code)
    }

    function data(code: Code): State | undefined {
      if (code === null || code === dollar || markdownLineEnding(code)) {
        effects.exit('mathTextData')
        return between(code)
      }
      if (!markdownLineEndingOrSpace(code)) isBlank = false
      if (code === backtick) backticks++
      effects.consume(code)
      last = code
      return code === backslash ? escaped : data
    }

    function escaped(code: Code): State | undefined {
      if (code === null || markdownLineEnding(code)) return data(code)
      effects.consume(code)
      last = code
      return data
    }

    function closeSingle(code: Code): State | undefined {
      if (markdownLineEndingOrSpace(last) || backticks % 2 === 1) return nok(code)
      effects.consume(code)
      return afterSingle
    }

    function afterSingle(code: Code): State | undefined {
      // `$a$$` is not the end of `$a$`: the two belong to a formula set apart.
      return asciiDigit(code) || code === dollar ? nok(code) : close(code)
    }

    function closeDouble(code: Code): State | undefined {
      effects.consume(code)
      return (code) => {
        if (code !== dollar) {
          // One dollar is part of the formula: `\text{for $x$}`.
          const token = effects.exit('mathTextSequence')
          token.type = 'mathTextData'
          last = dollar
          return between(code)
        }
        effects.consume(code)
        return isBlank ? nok : close
      }
    }

    function close(code: Code): State | undefined {
      effects.exit('mathTextSequence')
      effects.exit('mathText')
      return ok(code)
    }
  },
  previous(code) {
    return code !== dollar || this.events.at(-1)?.[1].type === 'characterEscape'
  },
}
