/** TeX to presentation MathML by Temml. */
import temml from 'temml'
import { keepLook } from './keep-look.js'
import type { Prepared } from './snippet.js'

/**
 * Typeset one formula.
 *
 * @param macros of `book.yaml`; a formula's own `\def` does not reach the next one
 * @returns the inside of `math`, without styles, which e-readers refuse; or why it failed
 */
export function typesetMath(
  tex: string,
  display: boolean,
  macros: Readonly<Record<string, string>>,
): Prepared {
  try {
    const whole = temml.renderToString(tex, {
      displayMode: display,
      xml: true,
      annotate: false,
      throwOnError: true,
      macros: { ...macros },
      maxExpand: 1000,
    })
    const inner = whole.replace(/^<math[^>]*>/, '').replace(/<\/math>\s*$/, '')
    return { kind: 'math', mathml: keepLook(inner) }
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    return { kind: 'fault', reason: firstSentence(reason) }
  }
}

/** Temml underlines the place with combining marks, which no terminal shows well. */
const firstSentence = (reason: string) =>
  reason
    .replace(/\u0332/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ at position.*$/, '')
    .trim()
