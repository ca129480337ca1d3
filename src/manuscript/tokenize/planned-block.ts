/** Blocks whose extent is known before they begin: look ahead, write a plan, then walk along it. */
import { markdownLineEnding } from 'micromark-util-character'
import type {
  Code,
  Construct,
  Effects,
  Point,
  State,
  Token,
  TokenizeContext,
  TokenType,
} from 'micromark-util-types'

/** One thing to do while walking along the lines of a block. */
export type Step =
  | { readonly do: 'enter'; readonly type: TokenType; readonly planned?: unknown }
  | { readonly do: 'exit'; readonly type: TokenType }
  /** Take the line up to index `to` as one token. */
  | { readonly do: 'take'; readonly type: TokenType; readonly to: number }
  /** Take the line up to `to` as text with inline constructs. */
  | { readonly do: 'takeText'; readonly to: number }
  /** Take the rest of the line, its end included, as part of the document inside the block. */
  | { readonly do: 'takeDocument'; readonly isFirst: boolean }
  /** The same without the line's end, where the block ends with it. */
  | { readonly do: 'takeLastDocument'; readonly isFirst: boolean }
  | { readonly do: 'endLine' }

/** Index beyond the end of every line. */
export const lineEnd = Number.POSITIVE_INFINITY

/**
 * Make a micromark construct from a function that looks ahead.
 *
 * @param plan the steps of the block that begins at a point, or `undefined` where there is none
 * @param interrupts whether the block may follow a paragraph without a blank line
 */
export function plannedBlock(
  name: string,
  plan: (point: Point) => readonly Step[] | undefined,
  interrupts: boolean,
): Construct {
  return {
    name,
    concrete: true,
    tokenize(effects, ok, nok) {
      return (code) => {
        if (this.interrupt && !interrupts) return nok(code)
        const steps = plan(this.now())
        if (!steps) return nok(code)
        if (this.interrupt) return ok(code)
        return walk(this, effects, steps, ok)(code)
      }
    },
  }
}

function walk(
  context: TokenizeContext,
  effects: Effects,
  steps: readonly Step[],
  ok: State,
): State {
  const open: TokenType[] = []
  let index = 0
  let chunk: Token | undefined
  const firstLine = context.now().line

  return next

  function next(code: Code): State | undefined {
    const step = steps[index]
    // A container that ends early ends the block.
    if (!step || (code === null && step.do !== 'exit' && step.do !== 'enter')) return finish(code)
    index++
    switch (step.do) {
      case 'enter':
        open.push(step.type)
        effects.enter(step.type, { planned: step.planned })
        return next(code)
      case 'exit':
        open.pop()
        effects.exit(step.type)
        return next(code)
      case 'endLine':
        return endLine(code)
      case 'takeDocument':
      case 'takeLastDocument':
        return takeDocument(code, step.isFirst, step.do === 'takeLastDocument')
      case 'take':
        return take(code, step.to, step.type)
      case 'takeText':
        return take(code, step.to, 'chunkText')
    }
  }

  function finish(code: Code): State | undefined {
    for (const type of open.reverse()) effects.exit(type)
    return ok(code)
  }

  function take(code: Code, to: number, type: TokenType): State | undefined {
    if (isAt(context, code, to)) return next(code)
    effects.enter(type, type === 'chunkText' ? { contentType: 'text' } : {})
    return inside(code)

    function inside(code: Code): State | undefined {
      if (isAt(context, code, to)) {
        effects.exit(type)
        return next(code)
      }
      effects.consume(code)
      return inside
    }
  }

  function takeDocument(code: Code, isFirst: boolean, isLast: boolean): State | undefined {
    if (isFirst) chunk = undefined
    if (isLast && markdownLineEnding(code)) return next(code)
    chunk = enterChunk(effects, chunk)
    return inside(code)

    function inside(code: Code): State | undefined {
      if (code !== null && !markdownLineEnding(code)) {
        effects.consume(code)
        return inside
      }
      if (code !== null && !isLast) effects.consume(code)
      ownLine(context, effects.exit('chunkDocument').start.line, firstLine)
      return code === null || isLast ? next(code) : next
    }
  }

  function endLine(code: Code): State | undefined {
    if (!markdownLineEnding(code)) {
      // What the plan did not foresee (a tab cut in two) is part of the line still.
      effects.enter('plannedRest')
      effects.consume(code)
      effects.exit('plannedRest')
      return endLine
    }
    takeLineEnding(effects, code)
    return next
  }
}

/**
 * Say that a line belongs to the block, however little it is indented. But of the block's own first line
 * micromark must know whether it ends a container, such as the list before it.
 */
function ownLine({ parser }: TokenizeContext, line: number, firstLine: number): void {
  if (line === firstLine) return
  parser.lazy[firstLine] = false
  parser.lazy[line] = false
}

/** Begin a stretch of the document inside a block; micromark reads on from one to the next. */
function enterChunk(effects: Effects, previous: Token | undefined): Token {
  const chunk = effects.enter('chunkDocument', { contentType: 'document', previous })
  if (previous) previous.next = chunk
  return chunk
}

/** Take the end of a line as a token of its own, as micromark has it everywhere. */
export function takeLineEnding(effects: Effects, code: Code): void {
  effects.enter('lineEnding')
  effects.consume(code)
  effects.exit('lineEnding')
}

/** Whether the walk has come to index `to` of its line, or to the line's end. */
function isAt(context: TokenizeContext, code: Code, to: number): boolean {
  if (code === null || markdownLineEnding(code)) return true
  // -1 is the rest of a tab, which is no character of the line.
  return code !== -1 && context.now().column - 1 >= to
}
