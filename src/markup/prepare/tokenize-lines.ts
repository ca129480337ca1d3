/**
 * The colours of lines, each line once. What a grammar says of a line depends on the line and on the state at its
 * start, on nothing else; and the listings of a book repeat themselves, each a little further on.
 */
import type { Grammar } from 'shiki'
import type { Token } from './snippet.js'

type Stack = NonNullable<ReturnType<Grammar['tokenizeLine2']>['ruleStack']>

/** The state at the start of a line, and the lines that were read in it. */
interface State {
  /** `null` before the first line. */
  readonly stack: Stack | null
  readonly lines: Map<string, ColouredLine>
}

interface ColouredLine {
  readonly tokens: readonly Token[]
  readonly after: State
}

/** Colours lines; the state goes from each to the next. */
export interface LineReader {
  readonly start: State
  read(line: string, state: State): ColouredLine
}

/**
 * Make the reader of a grammar. It holds all that it read, for as long as it is held.
 *
 * @param toTokens takes a line, and pairs of an index and of what holds from it on (vscode-textmate's bits)
 */
export function lineReader(
  grammar: Grammar,
  toTokens: (line: string, pairs: Uint32Array) => Token[],
): LineReader {
  const states = new Map<number, State[]>()

  function find(stack: Stack): State {
    const alike = states.get(stack.depth) ?? []
    const known = alike.find((one) => isSame(one.stack!, stack))
    if (known) return known
    const state = { stack, lines: new Map() }
    states.set(stack.depth, [...alike, state])
    return state
  }

  return {
    start: { stack: null, lines: new Map() },
    read(line, state) {
      const known = state.lines.get(line)
      if (known) return known
      // No limit of time: the same line has the same colours on any machine.
      const { tokens, ruleStack } = grammar.tokenizeLine2(line, state.stack, 0)
      const found = { tokens: toTokens(line, tokens), after: find(ruleStack) }
      state.lines.set(line, found)
      return found
    },
  }
}

/** A level of a stack, with what `equals` of vscode-textmate passes over, though a `while` rule asks for it. */
interface Level {
  readonly parent: Level | null
  readonly beginRuleCapturedEOL: boolean
}

function isSame(one: Stack, other: Stack): boolean {
  if (!one.equals(other)) return false
  let [left, right] = [one as unknown as Level | null, other as unknown as Level | null]
  for (; left !== right && left && right; left = left.parent, right = right.parent)
    if (left.beginRuleCapturedEOL !== right.beginRuleCapturedEOL) return false
  return true
}
