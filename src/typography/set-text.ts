/** Quotes, apostrophes, dashes and ellipses of one run of text. */
import type { Manner } from './manner.js'
import type { QuoteMarks } from './quote-marks.js'

/**
 * Set the signs of a text.
 *
 * @param before the character that stands before the text in its block; `''` at the block's start
 * @param after the character that follows it; `''` at the block's end
 * @param isOpen whether a double quotation is open; the result says whether one is open at the end
 */
export function setText(
  text: string,
  before: string,
  after: string,
  { marks, wanted, replacements }: Manner,
  isOpen: boolean,
): { text: string; isOpen: boolean } {
  let dashed = wanted.dashes ? text.replace(/(^|[^-])---(?!-)/g, '$1—').replace(enDash, '–') : text
  if (wanted.ellipses) dashed = dashed.replace(/(^|[^.])\.\.\.(?!\.)/g, '$1…')
  if (wanted.spaces) dashed = dashed.replace(beforeUnit, '\u00a0')
  // Spaces come last: they depend on the quotation marks beside them.
  const space = (signs: string) =>
    replacements.reduce((done, [typed, set]) => done.replace(typed, set), signs)
  if (!wanted.quotes || !/["']/.test(dashed)) return { text: space(dashed), isOpen }
  let open = isOpen
  let result = ''
  for (let at = 0; at < dashed.length; at++) {
    const sign = dashed[at]!
    const left = at > 0 ? dashed[at - 1]! : before
    const right = at + 1 < dashed.length ? dashed[at + 1]! : after
    if (/\d/.test(left) && /\d/.test(right) && sign === "'") result += '′'
    else if (/\d/.test(left) && !open && sign === '"') result += '″'
    else if (sign === '"') {
      const opens = quoteOpens(left, right, open)
      result += opens ? marks.openDouble : marks.closeDouble
      open = opens
    } else if (sign === "'" && isElision(left, dashed.slice(at + 1))) result += '’'
    else if (sign === "'")
      result += singleOpens(left, dashed.slice(at + 1) + after)
        ? marks.openSingle
        : closingSingle(left, right, marks)
    else result += sign
  }
  return { text: space(result), isOpen: open }
}

/** Two hyphens between words, figures or spaces; `--verbose` is an option of a program, `-->` an arrow. */
const enDash = /(?<=[\p{L}\p{N}\p{P}])(?<![-<!])--(?=[\p{L}\p{N}])|(?<=\s)--(?=\s)/gu

/** A number and its unit stay on one line (ISO 80000-1, 7.1.4): units that are no words, and so cannot be meant otherwise. */
const beforeUnit =
  /(?<=(?<![\p{L}\d.-])\d+(?:[.,]\d+)?) (?=(?:km|cm|mm|kg|mg|ms|GB|MB|kB|TB|GHz|MHz|Hz|kW|MW|GW|°C)(?![\p{L}\d]))/gu

const opensAfter = /[\s([{<\u2014\u2013/“„«‘‹\u00a0\u202f-]/
const wordSign = /[\p{L}\p{N}]/u

/** A quote opens after white space or an opening sign, and before a word. */
function quoteOpens(left: string, right: string, isOpen: boolean): boolean {
  if (left === '' || opensAfter.test(left))
    return !(isOpen && (right === '' || /[\s.,;:!?)\]]/.test(right)))
  if (left === "'" || left === '’') return !isOpen
  return false
}

/** Words that lose their first letters keep an apostrophe: '90s, 'tis, 'em (Chicago 18, §6.117). */
const elided = /^(?:\d\ds?\b|tis\b|twas\b|em\b|cause\b|til\b|twill\b|n'|n\b)/i

const isElision = (left: string, rest: string) =>
  (left === '' || opensAfter.test(left)) && elided.test(rest)

function singleOpens(left: string, rest: string): boolean {
  const right = rest[0] ?? ''
  return (left === '' || opensAfter.test(left) || left === '"') && right !== '' && !/\s/.test(right)
}

/** Between letters it is an apostrophe in every language. */
const closingSingle = (left: string, right: string, marks: QuoteMarks) =>
  wordSign.test(left) && wordSign.test(right)
    ? '’'
    : /[sS]$/.test(left) && right !== '' && /\s/.test(right)
      ? '’'
      : marks.closeSingle === '‘' && wordSign.test(left)
        ? '’'
        : marks.closeSingle
