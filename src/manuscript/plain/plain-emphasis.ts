/** Marks of emphasis that can be read in one way only (CommonMark 0.31.2, §6.2). */

export interface Mark {
  readonly mark: string
  readonly end: number
  readonly does: 'open' | 'close' | 'nothing'
}

/** Scripts whose emphasis has rules of its own (`syntax/cjk.ts`), and halves of characters. */
const otherRules = /[\u1100-\u11ff\u20a9\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\uffff]/

type Kind = 'space' | 'sign' | 'letter'

function kindOf(character: string | undefined): Kind {
  if (character === undefined || /\s/.test(character)) return 'space'
  return /[\p{P}\p{S}]/u.test(character) ? 'sign' : 'letter'
}

/**
 * Say what a run of `*` or `_` does: open or close emphasis, or nothing.
 *
 * @returns `undefined` where it could do either, is longer than two, or stands beside another mark
 */
export function emphasisAt(text: string, at: number): Mark | undefined {
  const character = text[at]!
  let end = at + 1
  while (text[end] === character) end++
  const [before, after] = [text[at - 1], text[end]]
  const isUnclear = (beside: string | undefined) =>
    beside !== undefined && (otherRules.test(beside) || '*_~'.includes(beside))
  if (end - at > 2 || isUnclear(before) || isUnclear(after)) return undefined
  // The mark beside the mark decides for some scripts, and it may stand one character further.
  if (otherRules.test(text.slice(Math.max(0, at - 2), end + 2))) return undefined
  const [left, right] = [kindOf(before), kindOf(after)]
  const opens = right === 'letter' || (right === 'sign' && left !== 'letter')
  const closes = left === 'letter' || (left === 'sign' && right !== 'letter')
  const mark = text.slice(at, end)
  if (opens && closes) {
    // Inside a word `_` is a letter like others.
    const isWord = character === '_' && left === 'letter' && right === 'letter'
    return isWord ? { mark, end, does: 'nothing' } : undefined
  }
  return { mark, end, does: opens ? 'open' : closes ? 'close' : 'nothing' }
}
